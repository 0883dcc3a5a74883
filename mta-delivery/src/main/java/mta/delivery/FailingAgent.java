package mta.delivery;

import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.service.client.DeliveryReport;

/// error(8), retry(8) — bounces, or defers, every recipient with the text in the next hop.
///
/// ## Description
/// The text may start with an enhanced status; without one it is 5.0.0 for error(8) and 4.0.0 for retry(8). A status of
/// the other kind is warned about and ignored: what becomes of the mail is said by the name of the agent.
public final class FailingAgent implements Agent {

    private final EnhancedStatus otherwise;

    private FailingAgent(String otherwise) {
        this.otherwise = EnhancedStatus.of(otherwise);
    }

    /// error(8).
    public static FailingAgent bouncing() {
        return new FailingAgent("5.0.0");
    }

    /// retry(8).
    public static FailingAgent deferring() {
        return new FailingAgent("4.0.0");
    }

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        var why = NexthopText.of(job, otherwise);
        job.settleAll(Outcome.failed(why.status(), why.text(), Outcome.Remote.NONE), Relay.NONE);
        return Optional.empty();
    }
}
