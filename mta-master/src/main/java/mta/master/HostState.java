package mta.master;

import java.time.Duration;
import java.time.Instant;

/// Where a host stands.
///
///     Down      -> Up         a client knocked, or it must run
///     Up        -> Down       it left for want of work, or ended in order; or it had begun to work, and was
///                             killed, or gave up only after `service_throttle_time`
///     Up        -> Throttled  it ended badly before it had begun to work, or gave up soon after: another one would
///                             mostly do the same
///     Throttled -> Down       `service_throttle_time` has passed, or the configuration was reloaded
sealed interface HostState {

    /// Not running; its listeners are watched.
    record Down() implements HostState {}

    /// Running.
    ///
    /// @param since when it was started
    /// @param working whether it has reported that its services were started
    record Up(Instant since, boolean working) implements HostState {

        private boolean isThrottledAfter(Ending ending, Instant now, Duration throttleTime) {
            if (ending.isOrderly()) {
                return false;
            }
            return !working || (!ending.wasKilled() && now.isBefore(since.plus(throttleTime)));
        }
    }

    /// Not to be started for a while, as it ended badly soon after it was started.
    record Throttled(Instant until) implements HostState {}

    /// What follows when the process ends.
    default HostState afterEnd(Ending ending, Instant now, Duration throttleTime) {
        return switch (this) {
            case Up up when up.isThrottledAfter(ending, now, throttleTime) -> new Throttled(now.plus(throttleTime));
            case Up _, Down _ -> new Down();
            case Throttled _ -> this;
        };
    }

    /// What follows when time passes.
    default HostState at(Instant now) {
        return switch (this) {
            case Throttled(Instant until) when !now.isBefore(until) -> new Down();
            case Down _, Up _, Throttled _ -> this;
        };
    }

    /// How a process ended.
    ///
    /// @param status as Java tells it: above 128 the number of a signal is added to 128
    record Ending(int status) {

        boolean isOrderly() {
            return status == 0;
        }

        boolean wasKilled() {
            return status > 128;
        }

        /// In Postfix's words: `exit status 1`, `killed by signal 9`.
        @Override
        public String toString() {
            return wasKilled() ? "killed by signal " + (status - 128) : "exit status " + status;
        }
    }
}
