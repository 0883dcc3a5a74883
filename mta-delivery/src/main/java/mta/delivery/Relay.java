package mta.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Who was asked to take a message, as it is logged after `relay=`.
///
/// @param name `host[address]:port`, `local`, `virtual`, or `none`
/// @param connectionUse how often the connection was used, where more than once
/// @param connected when the connection was ready for the message, if there was one
public record Relay(String name, OptionalInt connectionUse, Optional<Instant> connected) {

    /// Nobody was reached.
    public static final Relay NONE = named("none");

    /// A relay on this machine.
    public static Relay named(String name) {
        return new Relay(name, OptionalInt.empty(), Optional.empty());
    }
}
