package mta.qmgr.bounce;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import mta.core.log.MailLog;
import mta.core.mail.ExternalForm;
import mta.core.mail.QueueId;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.SendOption;
import mta.core.message.MailDate;
import mta.core.message.WrappedText;
import mta.core.notice.NoticeTemplate.Kind;
import mta.queue.Spool;
import mta.queue.status.StatusEntry;
import mta.queue.submission.Submission;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.service.client.LocalService;

/// Writes a notice as `multipart/report` (RFC 6522, RFC 3464) and hands it to cleanup(8).
///
/// Three parts: text for people, the report for programs, and the message or its headers.
final class NoticeWriter {

    /// Notices may hold any text, whatever the message was declared to be.
    private static final String ENCODING = "8bit";

    private static final int WIDTH = 79;

    private final BounceConfig config;
    private final Spool spool;
    private final LocalService cleanup;
    private final InstantSource clock;
    private final MailLog log;

    NoticeWriter(BounceConfig config, Spool spool, LocalService cleanup, InstantSource clock, MailLog log) {
        this.config = config;
        this.spool = spool;
        this.cleanup = cleanup;
        this.clock = clock;
        this.log = log;
    }

    /// Sends a notice.
    ///
    /// @return its queue id
    /// @throws IOException if it could not be queued
    QueueId send(Notice notice) throws IOException {
        try (var client = CleanupClient.open(cleanup)) {
            Instant now = clock.instant();
            client.begin(flags(notice));
            client.arrival(now);
            client.attribute("rewrite_context", "local");
            client.attribute("log_message_origin", "local");
            client.attribute("encoding", ENCODING);
            if (notice.isConfidential() && !config.redacts()) {
                client.attribute(Submission.SEND_OPTIONS, Integer.toString(SendOption.REQUIRETLS.bit()));
            }
            client.sender(notice.from());
            client.recipient(CleanupRecipient.of(notice.to()));
            client.startContent();
            try (var message = OriginalMessage.open(spool, notice.about()).orElse(null)) {
                new Body(client, notice, now).write(Optional.ofNullable(message));
            }
            return switch (client.finish()) {
                case CleanupResult.Queued(var id) -> id;
                case CleanupResult.Refused refused ->
                    throw new IOException("notice refused: " + refused.cause() + " " + refused.reason());
            };
        }
    }

    private Set<CleanupFlag> flags(Notice notice) {
        var flags = EnumSet.copyOf(config.cleanupFlags());
        if (notice.isUtf8()) {
            flags.add(CleanupFlag.SMTPUTF8);
        }
        return flags;
    }

    /// One notice on its way to cleanup(8).
    private final class Body {

        private final CleanupClient out;
        private final Notice notice;
        private final Instant now;
        private final String boundary;

        Body(CleanupClient out, Notice notice, Instant now) {
            this.out = out;
            this.notice = notice;
            this.now = now;
            this.boundary = notice.about().id() + "." + now.getEpochSecond() + "/" + config.hostname();
        }

        void write(Optional<OriginalMessage> message) throws IOException {
            header(message);
            text();
            report(message.flatMap(OriginalMessage::arrival));
            if (message.isPresent()) {
                original(message.get());
            }
            lines("--" + boundary + "--");
        }

        private void header(Optional<OriginalMessage> message) throws IOException {
            lines(
                    "Received: by " + config.hostname() + " (" + config.mailName() + ")",
                    "\tid " + out.queueId() + "; " + MailDate.of(now),
                    "Date: " + MailDate.of(now),
                    "From: " + notice.template().from(),
                    "Subject: " + notice.template().subject(),
                    "To: " + ExternalForm.of(notice.to()));
            if (config.threaded() && message.isPresent()) {
                references(message.get());
            }
            if (isRedacted()) {
                lines("TLS-Required: no");
            }
            lines(
                    "Auto-Submitted: " + notice.autoSubmitted(),
                    "MIME-Version: 1.0",
                    "Content-Type: multipart/report; report-type=delivery-status;",
                    "\tboundary=\"" + boundary + "\"");
            lines("Content-Transfer-Encoding: " + ENCODING);
            lines("", "This is a MIME-encapsulated message.", "");
        }

        private boolean isRedacted() {
            return notice.isConfidential() && config.redacts();
        }

        /// Mail readers show the notice below the message that is named here.
        private void references(OriginalMessage message) throws IOException {
            var id = message.messageId();
            if (id.isEmpty()) {
                return;
            }
            if (id.get().startsWith("<") && id.get().endsWith(">")) {
                lines("References: " + id.get(), "In-Reply-To: " + id.get());
            } else {
                log.warning(notice.about().id(), "ignoring malformed Message-ID");
            }
        }

        private void text() throws IOException {
            lines(
                    "--" + boundary,
                    "Content-Description: Notification",
                    "Content-Type: text/plain; charset=" + notice.template().charset(),
                    "Content-Transfer-Encoding: 8bit",
                    "");
            for (String line : notice.template().text()) {
                lines(line);
            }
            for (var entry : notice.recipients()) {
                lines("");
                wrapped(who(entry) + ": " + entry.reason());
            }
            lines("");
        }

        private static String who(StatusEntry entry) {
            String address = entry.recipient().address().text();
            String original = entry.recipient().original();
            String shown = "<" + ExternalForm.of(address) + ">";
            return original.isEmpty() || original.equalsIgnoreCase(address)
                    ? shown
                    : shown + " (expanded from <" + ExternalForm.of(original) + ">)";
        }

        private void report(Optional<Instant> arrival) throws IOException {
            var about = notice.about();
            lines(
                    "--" + boundary,
                    "Content-Description: Delivery report",
                    "Content-Type: message/" + (notice.isUtf8() ? "global-" : "") + "delivery-status");
            if (notice.isUtf8()) {
                lines("Content-Transfer-Encoding: " + ENCODING);
            }
            lines("", "Reporting-MTA: dns; " + config.hostname());
            if (!about.envelopeId().isEmpty()) {
                lines("Original-Envelope-Id: " + about.envelopeId());
            }
            lines(
                    "X-" + config.mailName() + "-Queue-ID: " + about.id(),
                    "X-" + config.mailName() + "-Sender: " + typed(sender()));
            if (arrival.isPresent()) {
                lines("Arrival-Date: " + MailDate.of(arrival.get()));
            }
            for (var entry : notice.recipients()) {
                recipient(entry, arrival);
            }
            lines("");
        }

        /// Where mail has no sender, a notice shows the mail system.
        private String sender() {
            return switch (notice.about().sender()) {
                case ReversePath.Null _ -> "MAILER-DAEMON@" + config.hostname();
                case ReversePath.Mailbox(var address) -> ExternalForm.of(address.text());
            };
        }

        /// An address behind its type (RFC 6533 section 3).
        private String typed(String address) {
            boolean utf8 = notice.isUtf8() && address.chars().anyMatch(c -> c >= 0x80);
            return (utf8 ? "utf-8; " : "rfc822; ") + address;
        }

        private void recipient(StatusEntry entry, Optional<Instant> arrival) throws IOException {
            String address = entry.recipient().address().text();
            String original = entry.recipient().original();
            lines("", "Final-Recipient: " + typed(ExternalForm.of(address)));
            if (!entry.recipient().dsnOriginal().isEmpty()) {
                lines("Original-Recipient: " + entry.recipient().dsnOriginal());
            } else if (!original.isEmpty()) {
                lines("Original-Recipient: " + typed(ExternalForm.of(original)));
            }
            lines("Action: " + notice.template().action(entry.action()), "Status: " + entry.status());
            if (!entry.remoteType().isEmpty() && !entry.remoteName().isEmpty()) {
                lines("Remote-MTA: " + entry.remoteType() + "; " + entry.remoteName());
            }
            boolean remote =
                    !entry.diagnosticType().isEmpty() && !entry.diagnostic().isEmpty();
            wrapped(
                    remote
                            ? "Diagnostic-Code: " + entry.diagnosticType() + "; " + entry.diagnostic()
                            : "Diagnostic-Code: X-" + config.mailName() + "; " + entry.reason());
            if (notice.template().kind() == Kind.DELAY && arrival.isPresent()) {
                lines("Will-Retry-Until: " + MailDate.of(arrival.get().plus(config.queueLifetime())));
            }
        }

        private void original(OriginalMessage message) throws IOException {
            boolean isShort = isRedacted() || message.size() > config.sizeLimit();
            var returned = isShort ? Returned.HEADERS : notice.returned();
            lines(
                    "--" + boundary,
                    "Content-Description: "
                            + notice.template().original()
                            + (returned == Returned.FULL ? "" : " Headers"),
                    "Content-Type: " + type(returned),
                    "Content-Transfer-Encoding: " + ENCODING,
                    "",
                    "Return-Path: <" + sender() + ">");
            message.copyTo(out, returned);
            lines("");
        }

        private String type(Returned returned) {
            return switch (returned) {
                case FULL -> notice.isUtf8() ? "message/global" : "message/rfc822";
                case HEADERS -> notice.isUtf8() ? "message/global-headers" : "text/rfc822-headers";
            };
        }

        private void wrapped(String text) throws IOException {
            for (String line : WrappedText.lines(text, WIDTH)) {
                lines(line);
            }
        }

        private void lines(String... lines) throws IOException {
            for (String line : lines) {
                out.line(line);
            }
        }
    }
}
