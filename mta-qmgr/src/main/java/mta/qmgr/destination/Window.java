package mta.qmgr.destination;

import java.time.Instant;
import mta.core.mail.EnhancedStatus;

/// What the queue manager believes about one destination.
///
///     Open   -> Open      a delivery worked (window + 1) or failed (window - 1)
///     Open   -> Closed    failures filled `default_destination_concurrency_failed_cohort_limit` windows in a row
///     Closed -> Open      the pause is over, or an operator asked for an attempt
///
/// Postfix's default feedback (`1` and `1`) is what is built.
public sealed interface Window {

    /// It takes mail.
    ///
    /// @param size how many deliveries at a time
    /// @param failedCohorts how many windows full of failures there were since the last success
    record Open(int size, double failedCohorts) implements Window {}

    /// It is dead for now.
    ///
    /// @param until when it is tried again
    /// @param status why, as a temporary failure
    /// @param reason why, for the log and the sender
    record Closed(Instant until, EnhancedStatus status, String reason) implements Window {}

    /// At first.
    static Window initial(WindowLimits limits) {
        return new Open(bounded(limits.initial(), limits), 0);
    }

    /// After a delivery that reached the destination.
    ///
    /// @param busy how many deliveries are under way, that one included; an idle window does not grow
    default Window afterSuccess(int busy, WindowLimits limits) {
        return switch (this) {
            case Open(int size, double _) when size < busy + limits.initial() -> new Open(bounded(size + 1, limits), 0);
            case Open(int size, double _) -> new Open(size, 0);
            case Closed _ -> initial(limits);
        };
    }

    /// After a delivery that did not reach it.
    default Window afterFailure(EnhancedStatus status, String reason, Instant now, WindowLimits limits) {
        return switch (this) {
            case Open(int size, double failed)
            when failed + 1.0 / size < limits.failedCohorts() -> new Open(Math.max(1, size - 1), failed + 1.0 / size);
            case Open _ -> new Closed(now.plus(limits.pause()), status, reason);
            case Closed closed -> closed;
        };
    }

    /// When time has passed.
    default Window at(Instant now, WindowLimits limits) {
        return switch (this) {
            case Closed closed when !now.isBefore(closed.until()) -> initial(limits);
            case Open open -> open;
            case Closed closed -> closed;
        };
    }

    /// How many deliveries may be under way.
    default int size() {
        return switch (this) {
            case Open open -> open.size();
            case Closed _ -> 0;
        };
    }

    private static int bounded(int size, WindowLimits limits) {
        return limits.highest() == 0 ? size : Math.min(size, limits.highest());
    }
}
