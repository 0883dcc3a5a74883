package mta.qmgr.destination;

import java.time.Instant;
import mta.core.mail.EnhancedStatus;

/// What the queue manager believes about one destination.
///
///     Open   -> Open      deliveries worked, which widens it, or failed, which narrows it down to 1
///     Open   -> Closed    failures filled `default_destination_concurrency_failed_cohort_limit` windows in a row
///     Closed -> Open      the pause is over, a delivery that was under way worked, or an operator asked for an attempt
///
/// Each step is a function of what was believed, of what happened, and of the time.
public sealed interface Window {

    /// It takes mail.
    ///
    /// What deliveries count for ([Feedback]) is added up until it is worth one delivery more or less at a time.
    /// Half of the last feedback is given away, so that sums of rounded numbers arrive. After a step down, the
    /// way to the next one starts in the middle, so that a success and a failure in turn do not shake the window.
    ///
    /// @param size how many deliveries at a time
    /// @param success what successes have added up to since the window grew
    /// @param failure what is left until failures narrow it
    /// @param failedCohorts how many windows full of failures there were since the last success
    record Open(int size, double success, double failure, double failedCohorts) implements Window {

        @Override
        public Open afterSuccess(int busy, WindowLimits limits) {
            boolean full = limits.highest() != 0 && size >= limits.highest();
            if (full || size >= busy + limits.initial()) {
                return new Open(size, success, failure, 0);
            }
            double feedback = limits.positive().at(size);
            double sum = success + feedback;
            double left = failure;
            int wider = size;
            while (sum + feedback / 2 >= 1) {
                wider++;
                sum--;
                left = 0;
            }
            return new Open(limits.highest() == 0 ? wider : Math.min(wider, limits.highest()), sum, left, 0);
        }

        @Override
        public Window afterFailure(EnhancedStatus status, String reason, Instant now, WindowLimits limits) {
            double cohorts = failedCohorts + 1.0 / size;
            if (limits.failedCohorts() > 0 && cohorts >= limits.failedCohorts()) {
                return new Closed(now.plus(limits.pause()), status, reason);
            }
            double feedback = limits.negative().at(size);
            double left = failure - feedback;
            double sum = success;
            int narrower = size;
            while (left - feedback / 2 < 0) {
                narrower--;
                left++;
                sum = 0;
            }
            return new Open(Math.max(1, narrower), sum, left, cohorts);
        }

        @Override
        public Open at(Instant now, int busy, WindowLimits limits) {
            return this;
        }
    }

    /// It is dead for now.
    ///
    /// @param until when it is tried again
    /// @param status why, as a temporary failure
    /// @param reason why, for the log and the sender
    record Closed(Instant until, EnhancedStatus status, String reason) implements Window {

        @Override
        public Open afterSuccess(int busy, WindowLimits limits) {
            return reopened(busy, limits);
        }

        @Override
        public Closed afterFailure(EnhancedStatus otherStatus, String other, Instant now, WindowLimits limits) {
            return this;
        }

        @Override
        public Window at(Instant now, int busy, WindowLimits limits) {
            return now.isBefore(until) ? this : reopened(busy, limits);
        }

        /// Another chance: with what is under way all the same, or as at first.
        private static Open reopened(int busy, WindowLimits limits) {
            return busy > 0 ? new Open(busy, 0, 0, 0) : initial(limits);
        }

        @Override
        public int size() {
            return 0;
        }
    }

    /// At first.
    static Open initial(WindowLimits limits) {
        return new Open(limits.initial(), 0, 0, 0);
    }

    /// After a delivery that reached the destination.
    ///
    /// @param busy how many deliveries are under way, that one included; an idle window does not grow
    Window afterSuccess(int busy, WindowLimits limits);

    /// After a delivery that did not reach it.
    Window afterFailure(EnhancedStatus status, String reason, Instant now, WindowLimits limits);

    /// When time has passed.
    ///
    /// @param busy how many deliveries are still under way
    Window at(Instant now, int busy, WindowLimits limits);

    /// How many deliveries may be under way.
    int size();
}
