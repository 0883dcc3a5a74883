package mta.service.client;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import mta.core.config.BounceParameters;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.NoticeClass;
import mta.core.config.RewriteParameters;
import mta.core.log.MailLog;
import mta.core.mail.ExternalForm;
import mta.core.mail.ReversePath;
import mta.core.message.MailDate;
import mta.core.message.WrappedText;

/// Tells the postmaster what was said in a session that went wrong, where `notify_classes` says that he wants to know.
///
/// **Errors.** None: a report that cannot be handed over is warned about. Mail does not wait for reports.
public final class SessionReport {

    private static final int WIDTH = 78;

    private final Set<NoticeClass> wanted;
    private final Set<CleanupFlag> flags;
    private final String hostname;
    private final String mailName;
    private final String doubleBounce;
    private final String bounceRecipient;
    private final String errorRecipient;
    private final LocalService cleanup;
    private final InstantSource clock;
    private final MailLog log;

    /// @param cleanup takes the reports: cleanup(8)
    public SessionReport(MainCf main, LocalService cleanup, InstantSource clock, MailLog log) {
        this.wanted = main.get(BounceParameters.NOTIFY_CLASSES);
        this.flags = InternalMail.NOTIFY.flags(main);
        this.hostname = main.get(CoreParameters.MYHOSTNAME);
        this.mailName = main.get(CoreParameters.MAIL_NAME);
        this.doubleBounce = main.get(RewriteParameters.DOUBLE_BOUNCE_SENDER) + "@" + hostname;
        this.bounceRecipient = main.get(BounceParameters.BOUNCE_NOTICE_RECIPIENT);
        this.errorRecipient = main.get(BounceParameters.ERROR_NOTICE_RECIPIENT);
        this.cleanup = cleanup;
        this.clock = clock;
        this.log = log;
    }

    /// Whether the postmaster wants to know of one of these.
    public boolean isWanted(Set<NoticeClass> troubles) {
        return troubles.stream().anyMatch(wanted::contains);
    }

    /// Whether a sender is the one of such reports, about which there is none.
    public boolean isOurs(ReversePath sender) {
        return switch (sender) {
            case ReversePath.Null _ -> true;
            case ReversePath.Mailbox(var address) -> address.text().equalsIgnoreCase(doubleBounce);
        };
    }

    /// Sends a report; where mail was refused that would have bounced, to who hears of bounces, though its header names
    /// who hears of errors.
    ///
    /// @param troubles what went wrong
    /// @param side who reports: `SMTP server`, `SMTP client`, `LMTP client`
    /// @param peer who was at the other end, as it is logged
    /// @param introduction what comes before the transcript; may be empty
    /// @param transcript what was said, with who said it
    /// @param closing what comes after it
    public void send(
            Set<NoticeClass> troubles,
            String side,
            String peer,
            List<String> introduction,
            List<String> transcript,
            List<String> closing) {
        String postmaster = troubles.contains(NoticeClass.BOUNCE) ? bounceRecipient : errorRecipient;
        try (var client = CleanupClient.open(cleanup)) {
            begin(client, postmaster, mailName + " " + side + ": errors from " + peer);
            for (String line : introduction) {
                lines(client, line, "");
            }
            lines(client, "Transcript of session follows.", "");
            for (String line : transcript) {
                for (String part : WrappedText.lines(line, WIDTH)) {
                    lines(client, " " + part);
                }
            }
            lines(client, "");
            for (String line : closing) {
                lines(client, line);
            }
            lines(client, "For other details, see the local mail logfile");
            // Where cleanup(8) refuses it, such as on a full disk, it has said why.
            var _ = client.finish();
        } catch (IOException e) {
            log.warning("postmaster notify: " + e.getMessage());
        }
    }

    private void begin(CleanupClient client, String postmaster, String subject) throws IOException {
        var now = clock.instant();
        client.begin(flags);
        client.arrival(now);
        client.attribute("rewrite_context", "local");
        client.attribute("log_message_origin", "local");
        client.sender(ReversePath.ofInternal(doubleBounce));
        client.recipient(CleanupRecipient.of(postmaster));
        client.startContent();
        lines(
                client,
                "Received: by " + hostname + " (" + mailName + ")",
                "\tid " + client.queueId() + "; " + MailDate.of(now),
                "Date: " + MailDate.of(now),
                "From: Mail Delivery System <MAILER-DAEMON@" + hostname + ">",
                "To: Postmaster <" + ExternalForm.of(errorRecipient) + ">",
                "Subject: " + subject,
                "");
    }

    private static void lines(CleanupClient client, String... lines) throws IOException {
        for (String line : lines) {
            client.line(line);
        }
    }
}
