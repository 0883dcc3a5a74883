package mta.delivery;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import mta.core.mail.EnhancedStatus;
import mta.service.client.DeliveryReport;

/// error(8) and retry(8): bounces, or defers, every recipient with the text in the next hop.
///
/// The text may start with an enhanced status; without one it is 5.0.0 for error(8) and 4.0.0 for retry(8).
public final class FailingAgent implements Agent {

    private static final Pattern STATUS = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})\\s+(.*)", Pattern.DOTALL);

    private final EnhancedStatus otherwise;
    private final BiFunction<EnhancedStatus, String, Outcome> verdict;

    private FailingAgent(String otherwise, BiFunction<EnhancedStatus, String, Outcome> verdict) {
        this.otherwise = EnhancedStatus.of(otherwise);
        this.verdict = verdict;
    }

    /// error(8).
    public static FailingAgent bouncing() {
        return new FailingAgent(
                "5.0.0",
                (status, text) ->
                        new Outcome.Bounced(status.as(EnhancedStatus.Kind.PERMANENT), text, Outcome.Remote.NONE));
    }

    /// retry(8).
    public static FailingAgent deferring() {
        return new FailingAgent(
                "4.0.0",
                (status, text) ->
                        new Outcome.Deferred(status.as(EnhancedStatus.Kind.TEMPORARY), text, Outcome.Remote.NONE));
    }

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        job.settleAll(outcome(job.request().nexthop()), Relay.NONE);
        return Optional.empty();
    }

    private Outcome outcome(String nexthop) {
        var match = STATUS.matcher(nexthop);
        if (match.matches()) {
            var status = EnhancedStatus.parse(match.group(1));
            if (status.isPresent()) {
                return verdict.apply(status.get(), match.group(2));
            }
        }
        return verdict.apply(otherwise, nexthop);
    }
}
