package mta.delivery;

import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.service.client.DeliveryReport;

/// discard(8) — claims delivery, and delivers nowhere.
///
/// ## Description
/// The next hop is the text for the log, which may start with an enhanced status.
public final class DiscardingAgent implements Agent {

    private static final EnhancedStatus DONE = EnhancedStatus.of("2.0.0");

    @Override
    public Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job) {
        var why = NexthopText.of(job, DONE);
        job.settleAll(
                new Outcome.Delivered(why.status(), why.text(), Outcome.Handling.DELIVERED, Outcome.Remote.NONE),
                Relay.NONE);
        return Optional.empty();
    }
}
