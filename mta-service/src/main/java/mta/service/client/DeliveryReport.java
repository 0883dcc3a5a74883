package mta.service.client;

import java.io.IOException;
import mta.core.mail.EnhancedStatus;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// How a delivery agent answers a [DeliveryRequest].
///
/// What became of each recipient stands in the queue file and in the message's logs; this says only what qmgr(8)
/// needs to know to go on.
public sealed interface DeliveryReport {

    /// Every recipient is settled: delivered, or returned to the sender. The destination works.
    record Done() implements DeliveryReport {}

    /// Some recipients must be tried again; the destination itself works.
    record SomeLeft() implements DeliveryReport {}

    /// The destination cannot be reached now: recipients of this request must be tried again, and other mail for
    /// the same next hop need not be tried before a pause.
    ///
    /// @param status a temporary failure such as `4.4.1`
    /// @param reason as it was logged, such as `connect to mx.example.com[192.0.2.1]:25: Connection refused`
    record DestinationFailed(EnhancedStatus status, String reason) implements DeliveryReport {}

    /// The agent could not work at all, whatever the destination: a broken configuration, no such program. Nothing
    /// was done or logged for the recipients.
    ///
    /// @param reason for the log
    record AgentFailed(String reason) implements DeliveryReport {}

    /// As it is sent.
    default Attributes attributes() {
        return switch (this) {
            case Done _ -> new Attributes().with("status", "done");
            case SomeLeft _ -> new Attributes().with("status", "some-left");
            case DestinationFailed(var status, var reason) ->
                new Attributes()
                        .with("status", "destination-failed")
                        .with("dsn_status", status.toString())
                        .with("reason", reason);
            case AgentFailed(var reason) ->
                new Attributes().with("status", "agent-failed").with("reason", reason);
        };
    }

    /// Reads an answer.
    static DeliveryReport read(Attributes attributes) throws IOException {
        return switch (attributes.text("status")) {
            case "done" -> new Done();
            case "some-left" -> new SomeLeft();
            case "destination-failed" ->
                new DestinationFailed(
                        EnhancedStatus.parse(attributes.text("dsn_status"))
                                .orElseThrow(() -> new ProtocolException("bad status in " + attributes)),
                        attributes.text("reason"));
            case "agent-failed" -> new AgentFailed(attributes.text("reason"));
            default -> throw new ProtocolException("unknown delivery report " + attributes);
        };
    }
}
