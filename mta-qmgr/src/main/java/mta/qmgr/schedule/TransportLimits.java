package mta.qmgr.schedule;

import java.time.Duration;
import mta.qmgr.destination.WindowLimits;

/// What one transport takes.
///
/// @param window how many deliveries at a time to one destination
/// @param recipients how many recipients in one delivery; 0 for no limit. With 1, each recipient is a destination of
/// its own.
/// @param processes how many deliveries at a time in all; 0 for no limit
/// @param pauses between deliveries
/// @param slots who may overtake whom
/// @param memory how many recipients are kept in memory
public record TransportLimits(
        WindowLimits window, int recipients, int processes, Pauses pauses, SlotLimits slots, RecipientLimits memory) {

    /// Pauses that spread deliveries over time; zero for none.
    ///
    /// @param destination after a delivery, before the next one to the same destination; that is
    /// `default_destination_rate_delay`
    /// @param transport after a delivery was started, before the next one starts (`default_transport_rate_delay`)
    public record Pauses(Duration destination, Duration transport) {

        /// None.
        public static final Pauses NONE = new Pauses(Duration.ZERO, Duration.ZERO);
    }
}
