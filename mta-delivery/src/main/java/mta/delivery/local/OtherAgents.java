package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mta.core.log.MailLog;
import mta.core.mail.Recipient;
import mta.core.net.LocalConnector;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.local.AccountRoutes.Route;
import mta.service.client.DeliveryConnection;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;

/// Lets another delivery agent deliver, such as lmtp for `mailbox_transport`: it marks the recipient and logs.
///
/// @param sockets where the agent of a service listens
/// @param connector opens connections there
/// @param log the mail log
record OtherAgents(Function<String, Path> sockets, LocalConnector connector, MailLog log) {

    /// What became of it.
    ///
    /// @param settled whether nothing more is to be done here
    /// @param outcome what is, where the agent did nothing at all
    record Passed(boolean settled, Optional<Outcome> outcome) {}

    /// Hands a recipient over, and waits.
    Passed pass(DeliveryJob job, Recipient recipient, Route.Transport to) {
        try (var connection = DeliveryConnection.to(sockets.apply(to.service()), connector)) {
            connection.awaitGreeting();
            return switch (connection.deliver(request(job.request(), recipient, to.nexthop()))) {
                case DeliveryReport.Done _ -> new Passed(true, Optional.empty());
                case DeliveryReport.SomeLeft _, DeliveryReport.DestinationFailed _ ->
                    new Passed(false, Optional.empty());
                case DeliveryReport.AgentFailed(var why) -> failed(job, to, why);
            };
        } catch (IOException e) {
            return failed(job, to, String.valueOf(e.getMessage()));
        }
    }

    private Passed failed(DeliveryJob job, Route.Transport to, String why) {
        log.warning(job.request().id(), "transport " + to.service() + ": " + why);
        return new Passed(false, Optional.of(Outcome.deferred("4.3.0", "mail transport unavailable")));
    }

    private static DeliveryRequest request(DeliveryRequest of, Recipient recipient, String nexthop) {
        return new DeliveryRequest(
                of.flags(),
                of.queueName(),
                of.id(),
                of.contentOffset(),
                of.contentSize(),
                nexthop.isEmpty() ? of.nexthop() : nexthop,
                of.encoding(),
                of.sendOptions(),
                of.sender(),
                of.envelopeId(),
                of.ret(),
                of.times(),
                of.client(),
                of.rewriteContext(),
                List.of(recipient));
    }
}
