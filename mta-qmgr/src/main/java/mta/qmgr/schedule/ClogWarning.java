package mta.qmgr.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mta.qmgr.destination.WindowLimits;

/// Warns when one destination takes so much of the active queue that other mail suffers, and says what may help.
///
/// @param interval how often, at most, for one destination; zero for never
/// @param activeLimit how many messages the active queue holds
public record ClogWarning(Duration interval, int activeLimit) {

    /// The part of the active queue that one destination may take without a word.
    private static final int PART = 5;

    /// Of which nobody can say that other mail suffers.
    private static final double NEARLY_ALL = 0.9;

    /// What is known when a delivery is added.
    ///
    /// @param active how many messages are active
    /// @param transport the transport's name
    /// @param limits of its windows
    /// @param destinations how many destinations it has now
    record Situation(int active, String transport, WindowLimits limits, int destinations) {}

    /// The lines to log, now that a delivery was added for a destination.
    List<String> lines(Destination destination, Situation now, Instant time) {
        int length = destination.waiting() + destination.busy();
        if (interval.isZero() || length <= activeLimit / PART || time.isBefore(destination.quietUntil)) {
            return List.of();
        }
        destination.quietUntil = time.plus(interval);
        double share = (double) length / Math.max(1, now.active);
        var lines = new ArrayList<String>();
        lines.add("mail for %s is using up %d of %d active queue entries"
                .formatted(destination.name(), length, now.active));
        if (share < NEARLY_ALL) {
            lines.add("this may slow down other mail deliveries");
        }
        advice(destination, now, share).forEach(lines::add);
        lines.add("please avoid flushing the whole queue when you have");
        lines.add("lots of deferred mail, that is bad for performance");
        lines.add("to turn off these warnings specify: qmgr_clog_warn_time = 0");
        return lines;
    }

    private List<String> advice(Destination destination, Situation now, double share) {
        int limit = now.limits.highest();
        if (limit > 0 && limit <= destination.busy() + 1) {
            return List.of("you may need to increase the main.cf %s_destination_concurrency_limit from %d"
                    .formatted(now.transport, limit));
        }
        if (destination.window().size() > activeLimit * share) {
            return List.of("you may need to increase the main.cf qmgr_message_active_limit from " + activeLimit);
        }
        if (now.destinations > 1) {
            return List.of("you may need a separate master.cf transport for " + destination.name());
        }
        return List.of(
                "you may need to reduce %s connect and helo timeouts".formatted(now.transport),
                "so that Postfix quickly skips unavailable hosts",
                "you may need to increase the main.cf minimal_backoff_time and maximal_backoff_time",
                "so that Postfix wastes less time on undeliverable mail",
                "you may need to increase the master.cf %s process limit".formatted(now.transport));
    }
}
