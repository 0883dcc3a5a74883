package mta.cleanup;

import java.io.IOException;
import mta.core.log.MailLog;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.service.client.CleanupFlag;

/// The third part of a message: what was found in the content, and recipients that the client knew only at the end.
final class ExtractedSegment {

    private final Message message;
    private final Recipients recipients;
    private final CleanupConfig config;
    private final MailLog log;

    ExtractedSegment(Message message, Recipients recipients, CleanupConfig config, MailLog log) {
        this.message = message;
        this.recipients = recipients;
        this.config = config;
        this.log = log;
    }

    /// Reads up to the end of the message.
    void run(IncomingRecords records) throws IOException {
        while (true) {
            RecordType type = records.next(Segment.EXTRACTED);
            // Of no queue file: restrictions of smtpd(8) may ask for it after the content.
            if (type == RecordType.FLAGS) {
                EnvelopeSegment.extraFlags(message, records.text(), log);
                continue;
            }
            if (type == RecordType.UNKNOWN || !type.isAllowedIn(Segment.EXTRACTED)) {
                log.warning(
                        message.id(),
                        "message rejected: unexpected record type " + (int) records.letter()
                                + " in extracted envelope");
                throw MessageRefused.malformed();
            }
            if (type == RecordType.END) {
                startRecipients();
                finish();
                return;
            }
            take(type, records.text());
        }
    }

    private void take(RecordType type, String text) throws IOException {
        switch (type) {
            case RECIPIENT -> {
                startRecipients();
                recipients.add(text);
            }
            case ORIGINAL_RECIPIENT -> {
                startRecipients();
                recipients.original(text);
            }
            case DONE, CANCELED -> {
                startRecipients();
                recipients.skip();
            }
            case DSN_ORIGINAL_RECIPIENT -> recipients.dsnOriginal(text);
            case DSN_NOTIFY -> recipients.notifyFlags(text, text);
            case ATTRIBUTE -> attribute(text);
            // Ours stand in their place.
            case CONTENT_FILTER, REDIRECT, RETURN_RECEIPT, ERRORS_TO -> message.noteMixedRecipients();
            default -> {
                message.noteMixedRecipients();
                message.write(type, text);
            }
        }
    }

    private void attribute(String text) throws IOException {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            log.warning(message.id(), "message rejected: malformed attribute: missing attribute name: " + text);
            throw MessageRefused.malformed();
        }
        String value = text.substring(equals + 1);
        switch (text.substring(0, equals)) {
            case "dsn_orig_rcpt" -> recipients.dsnOriginal(value);
            case "notify_flags" -> recipients.notifyFlags(value, text);
            default -> {
                message.noteMixedRecipients();
                message.write(RecordType.ATTRIBUTE, text);
            }
        }
    }

    /// Writes what the headers said, in front of the first recipient.
    private void startRecipients() throws IOException {
        if (!message.isInRecipients()) {
            String encoding = message.attributes().getOrDefault("encoding", "");
            if (!encoding.isEmpty()) {
                message.write(RecordType.ATTRIBUTE, "encoding=" + encoding);
            }
            message.startRecipients();
        }
    }

    private void finish() throws IOException {
        boolean isCopied =
                message.has(CleanupFlag.BCC_OK) && !config.alwaysBcc().isEmpty();
        if (isCopied && message.firstRecipient().isPresent()) {
            recipients.addCopy(config.alwaysBcc());
        }
        message.finish();
    }
}
