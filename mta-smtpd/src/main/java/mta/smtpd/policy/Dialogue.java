package mta.smtpd.policy;

import java.util.Optional;
import java.util.function.Supplier;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.smtpd.Peer;

/// What is known of a dialogue when its restrictions are evaluated.
///
/// @param phase where it stands
/// @param peer the client
/// @param named the client again, after waiting longer for its name; for restrictions that need it
/// @param helo what the client called itself; empty where it said nothing yet
/// @param protocol `SMTP` or `ESMTP`
/// @param sender after MAIL
/// @param recipient the recipient in question, or the only one
/// @param recipients how many were accepted
/// @param ahead whether the client has sent more than it may before our answer
/// @param etrnDomain what ETRN asks for; empty otherwise
/// @param actions what restrictions want done with the message
/// @param deferrals what restrictions of earlier phases put off
/// @param log where they report
public record Dialogue(
        Phase phase,
        Peer peer,
        Supplier<Peer> named,
        String helo,
        String protocol,
        Optional<ReversePath> sender,
        Optional<MailAddress> recipient,
        int recipients,
        boolean ahead,
        String etrnDomain,
        MessageActions actions,
        Deferrals deferrals,
        AccessLog log) {}
