package mta.smtpd.session;

import java.util.List;
import mta.core.mail.ExternalForm;
import mta.core.message.MailDate;
import mta.smtpd.Peer;
import mta.smtpd.SmtpdConfig;
import mta.smtpd.SmtpdConfig.Option;

/// Makes the `Received:` header that says how a message came in, in Postfix's form.
///
///     Received: from HELO (NAME [ADDRESS])
///     	by HOST (Postfix) with ESMTP id ID
///     	for <recipient>; DATE
///
/// The recipient is named only where there is one; otherwise nobody could be kept from seeing the others.
final class ReceivedHeader {

    private ReceivedHeader() {}

    /// For the message under way.
    static List<String> lines(SmtpdConfig config, Conversation conversation) {
        Transaction message = conversation.message();
        // RFC 6531 section 4.3: there is no word with both.
        String with = message.options().smtputf8() ? "UTF8SMTP" : conversation.protocol();
        String by = "by " + config.hostname() + " (" + config.mailName() + ") with " + with + " id "
                + message.queueIdText();
        String date = MailDate.of(message.arrival());
        boolean single = message.recipients() == 1;
        String second = single ? by : by + ";";
        String last = single ? "\tfor <" + ExternalForm.of(message.firstRecipient()) + ">; " + date : "\t" + date;
        if (config.has(Option.HIDE_CLIENT_SESSION)) {
            return List.of("Received: " + second, last);
        }
        Peer peer = conversation.peer();
        String greeting = conversation.isGreeted() ? conversation.helo() : peer.name();
        String from = "Received: from " + greeting + " (" + peer.name() + " [" + peer.literal() + "])";
        return List.of(from, "\t" + second, last);
    }
}
