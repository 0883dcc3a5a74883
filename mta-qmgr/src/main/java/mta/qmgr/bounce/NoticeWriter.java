package mta.qmgr.bounce;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import mta.core.mail.ExternalForm;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.core.message.MailDate;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.status.StatusEntry;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.service.client.LocalService;

/// Writes a notice as `multipart/report` (RFC 3462, RFC 3464) and hands it to cleanup(8).
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

    NoticeWriter(BounceConfig config, Spool spool, LocalService cleanup, InstantSource clock) {
        this.config = config;
        this.spool = spool;
        this.cleanup = cleanup;
        this.clock = clock;
    }

    /// Sends a notice.
    ///
    /// @return its queue id
    /// @throws IOException if it could not be queued
    QueueId send(Notice notice) throws IOException {
        try (var client = CleanupClient.open(cleanup)) {
            Instant now = clock.instant();
            client.begin(CleanupFlag.INTERNAL);
            client.arrival(now);
            client.attribute("rewrite_context", "local");
            client.attribute("log_message_origin", "local");
            client.attribute("encoding", ENCODING);
            client.sender(notice.from());
            client.recipient(CleanupRecipient.of(notice.to()));
            client.startContent();
            new Body(client, notice, now).write();
            return switch (client.finish()) {
                case CleanupResult.Queued(var id) -> id;
                case CleanupResult.Refused refused ->
                    throw new IOException("notice refused: " + refused.cause() + " " + refused.reason());
            };
        }
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

        void write() throws IOException {
            header();
            text();
            try (var file = spool.open(queue(), notice.about().id()).orElse(null)) {
                Optional<RecordReader> message = Optional.ofNullable(file).map(open -> open.records());
                var arrival = message.isPresent() ? toContent(message.get()) : Optional.<Instant>empty();
                report(arrival);
                if (message.isPresent()) {
                    original(message.get());
                }
            }
            lines("--" + boundary + "--");
        }

        private QueueName queue() {
            return QueueName.find(notice.about().queueName()).orElse(QueueName.ACTIVE);
        }

        private void header() throws IOException {
            lines(
                    "Received: by " + config.hostname() + " (" + config.mailName() + ")",
                    "\tid " + out.queueId() + "; " + MailDate.of(now),
                    "Date: " + MailDate.of(now),
                    "From: " + notice.template().from(),
                    "Subject: " + notice.template().subject(),
                    "To: " + ExternalForm.of(notice.to()),
                    "Auto-Submitted: " + notice.autoSubmitted(),
                    "MIME-Version: 1.0",
                    "Content-Type: multipart/report; report-type=delivery-status;",
                    "\tboundary=\"" + boundary + "\"");
            lines("Content-Transfer-Encoding: " + ENCODING);
            lines("", "This is a MIME-encapsulated message.", "");
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
                    "Content-Type: message/delivery-status",
                    "",
                    "Reporting-MTA: dns; " + config.hostname());
            if (!about.envelopeId().isEmpty()) {
                lines("Original-Envelope-Id: " + about.envelopeId());
            }
            lines(
                    "X-" + config.mailName() + "-Queue-ID: " + about.id(),
                    "X-" + config.mailName() + "-Sender: rfc822; " + sender());
            if (arrival.isPresent()) {
                lines("Arrival-Date: " + MailDate.of(arrival.get()));
            }
            for (var entry : notice.recipients()) {
                recipient(entry);
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

        private void recipient(StatusEntry entry) throws IOException {
            String address = entry.recipient().address().text();
            String original = entry.recipient().original();
            lines("", "Final-Recipient: rfc822; " + ExternalForm.of(address));
            if (!entry.recipient().dsnOriginal().isEmpty()) {
                lines("Original-Recipient: " + entry.recipient().dsnOriginal());
            } else if (!original.isEmpty()) {
                lines("Original-Recipient: rfc822;" + original);
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
        }

        /// Reads up to the first line of the message.
        ///
        /// @return when it arrived
        private Optional<Instant> toContent(RecordReader records) throws IOException {
            var arrival = Optional.<Instant>empty();
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                switch (record.get().type()) {
                    case MESSAGE_SIZE -> MessageSize.parse(record.get());
                    case ARRIVAL_TIME -> arrival = time(record.get());
                    case MESSAGE_START -> {
                        return arrival;
                    }
                    default -> {}
                }
            }
            return arrival;
        }

        private static Optional<Instant> time(QueueRecord record) {
            try {
                return Optional.of(Instant.ofEpochSecond(
                        Long.parseLong(record.text().strip().split("\\s+")[0])));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        private void original(RecordReader records) throws IOException {
            boolean whole = notice.returned() == Notice.Returned.WHOLE;
            lines(
                    "--" + boundary,
                    "Content-Description: " + notice.template().original() + (whole ? "" : " Headers"),
                    whole ? "Content-Type: message/rfc822" : "Content-Type: text/rfc822-headers");
            lines("Content-Transfer-Encoding: " + ENCODING);
            lines("", "Return-Path: <" + sender() + ">");
            copy(records, whole);
            lines("");
        }

        private void copy(RecordReader records, boolean whole) throws IOException {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                byte[] bytes = record.get().bytes();
                switch (record.get().type()) {
                    case TEXT -> {
                        if (!whole && bytes.length == 0) {
                            return;
                        }
                        out.line(bytes, 0, bytes.length);
                    }
                    case UNTERMINATED_TEXT -> out.partOfLine(bytes, 0, bytes.length);
                    default -> {
                        return;
                    }
                }
            }
        }

        /// Breaks a long line at spaces; lines that follow are indented.
        private void wrapped(String text) throws IOException {
            String indent = "";
            String rest = text;
            while (indent.length() + rest.length() > WIDTH) {
                int room = WIDTH - indent.length();
                int space = rest.lastIndexOf(' ', room);
                space = space <= 0 ? rest.indexOf(' ', room) : space;
                if (space < 0) {
                    break;
                }
                lines(indent + rest.substring(0, space));
                rest = rest.substring(space + 1).stripLeading();
                indent = "    ";
            }
            lines(indent + rest);
        }

        private void lines(String... lines) throws IOException {
            for (String line : lines) {
                out.line(line);
            }
        }
    }
}
