package mta.service.client;

import java.io.IOException;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.Recipient;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// What became of one recipient, as it is kept in a message's bounce, defer or trace log and told to the sender.
///
/// @param recipient who
/// @param status the enhanced status
/// @param action the word of RFC 3464 section 2.3.3: `failed`, `delayed`, `delivered`, `relayed`, `expanded`
/// @param diagnosticType such as `smtp` or `x-unix`; empty where there is no diagnostic
/// @param diagnostic what the remote system or command said; may be empty
/// @param remoteType such as `dns`; empty where no remote system was reached
/// @param remoteName the remote system; may be empty
/// @param reason the explanation, as in the log
public record RecipientStatus(
        Recipient recipient,
        EnhancedStatus status,
        String action,
        String diagnosticType,
        String diagnostic,
        String remoteType,
        String remoteName,
        String reason) {

    /// A status that is known from our own side only.
    public static RecipientStatus local(Recipient recipient, EnhancedStatus status, String action, String reason) {
        return new RecipientStatus(recipient, status, action, "", "", "", "", reason);
    }

    Attributes attributes() {
        return DeliveryRequest.RecipientAttributes.add(new Attributes(), recipient)
                .with("status", status.toString())
                .with("action", action)
                .with("diag_type", diagnosticType)
                .with("diag_text", diagnostic)
                .with("mta_type", remoteType)
                .with("mta_mname", remoteName)
                .with("reason", reason);
    }

    /// Reads it as [#attributes] wrote it.
    public static RecipientStatus read(Attributes attributes) throws IOException {
        return new RecipientStatus(
                DeliveryRequest.RecipientAttributes.read(attributes),
                EnhancedStatus.parse(attributes.text("status"))
                        .orElseThrow(() -> new ProtocolException("bad status in " + attributes)),
                attributes.text("action"),
                attributes.text("diag_type"),
                attributes.text("diag_text"),
                attributes.text("mta_type"),
                attributes.text("mta_mname"),
                attributes.text("reason"));
    }
}
