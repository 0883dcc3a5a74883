package mta.cleanup;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import mta.core.log.MailLog;
import mta.core.mail.Verp;
import mta.core.rewrite.AddressRewriter.Context;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.queue.submission.Submission;
import mta.service.client.CleanupFlag;

/// The first part of a message: who it is from and to, and what is known about it.
///
/// Records are checked, addresses rewritten and expanded, and the result is written; the order of records that need
/// no work is kept.
final class EnvelopeSegment {

    private static final Set<CleanupFlag> LATE_FLAGS = Set.of(CleanupFlag.HOLD, CleanupFlag.DISCARD);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Message message;
    private final Recipients recipients;
    private final CleanupConfig config;
    private final MailLog log;
    private final Instant now;
    private boolean sawWarningTime;
    private boolean sawFullName;
    private boolean sawEnvelopeId;
    private boolean sawReturn;

    /// @param now when the message is being queued; its age counts from then
    EnvelopeSegment(Message message, Recipients recipients, CleanupConfig config, MailLog log, Instant now) {
        this.message = message;
        this.recipients = recipients;
        this.config = config;
        this.log = log;
        this.now = now;
    }

    /// Reads up to the start of the content.
    void run(IncomingRecords records) throws IOException {
        message.write(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
        while (true) {
            RecordType type = records.next(Segment.ENVELOPE);
            if (type == RecordType.MESSAGE_START) {
                return;
            }
            take(type, records);
        }
    }

    private void take(RecordType type, IncomingRecords records) throws IOException {
        if (type == RecordType.UNKNOWN || !type.isAllowedIn(Segment.ENVELOPE)) {
            throw refuse("unexpected record type " + (int) records.letter() + " in envelope");
        }
        switch (type) {
            case RECIPIENT -> {
                startRecipients();
                recipients.add(records.text());
            }
            case ORIGINAL_RECIPIENT -> {
                startRecipients();
                recipients.original(records.text());
            }
            case DONE, CANCELED -> {
                startRecipients();
                recipients.skip();
            }
            case DSN_ORIGINAL_RECIPIENT -> recipients.dsnOriginal(records.text());
            case DSN_NOTIFY -> recipients.notifyFlags(records.text(), records.text());
            case ATTRIBUTE -> attribute(records.text());
            case FLAGS -> extraFlags(message, records.text(), log);
            case MILTER_COUNT -> log.warning(message.id(), "Milters are not implemented in cleanup");
            default -> other(type, records);
        }
    }

    /// What restrictions of smtpd(8) asked for after it had opened the message.
    static void extraFlags(Message message, String text, MailLog log) {
        long sum = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        if ((sum & ~CleanupFlag.sum(LATE_FLAGS)) == 0) {
            message.add(CleanupFlag.of(sum));
        } else {
            log.warning(message.id(), "ignoring bad extra flags: 0x" + Long.toHexString(sum));
        }
    }

    private void other(RecordType type, IncomingRecords records) throws IOException {
        message.noteMixedRecipients();
        String text = records.text();
        switch (type) {
            // Ours stand in their place.
            case MESSAGE_SIZE, CREATE_TIME -> {}
            case ARRIVAL_TIME -> arrivalTime(text);
            case FULL_NAME -> fullName(text);
            case SENDER -> sender(text);
            case WARNING_TIME -> {
                if (!sawWarningTime) {
                    sawWarningTime = true;
                    message.write(type, text);
                }
            }
            case VERP -> verp(text);
            case DSN_ENVELOPE_ID -> envelopeId(type, text, text);
            case DSN_RETURN -> returnOption(type, text, text);
            default -> message.write(type, text);
        }
    }

    private void arrivalTime(String text) throws IOException {
        if (message.arrival().isEmpty()) {
            message.arrival(parseTime(text));
            message.write(RecordType.ARRIVAL_TIME, text);
        }
        message.write(RecordType.ATTRIBUTE, "create_time=" + now.getEpochSecond());
    }

    private Instant parseTime(String text) throws MessageRefused {
        String time = text.strip();
        int space = time.indexOf(' ');
        try {
            long seconds = Long.parseLong(space < 0 ? time : time.substring(0, space));
            String rest = space < 0 ? "0" : time.substring(space).strip();
            long micros = Long.parseLong(rest.substring(0, wordLength(rest)));
            return Instant.ofEpochSecond(seconds, micros * 1000);
        } catch (NumberFormatException e) {
            throw refuse("malformed time record: " + text);
        }
    }

    private static int wordLength(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text.length() : space;
    }

    /// A user says what his name is. It goes into a header, so it must not hold another.
    private void fullName(String text) throws IOException {
        if (!sawFullName) {
            sawFullName = true;
            String name = CONTROL.matcher(text).replaceAll(" ");
            message.fullName(name);
            message.write(RecordType.FULL_NAME, name);
        }
    }

    private void sender(String text) throws IOException {
        if (message.sender().isPresent()) {
            throw refuse("multiple envelope sender records");
        }
        recipients.sender(text);
    }

    private void verp(String text) throws IOException {
        if (message.verp().isPresent()) {
            return;
        }
        var wanted = Verp.of(text, config.verpDelimiters());
        if (message.sender().orElse("").isEmpty()) {
            log.warning(message.id(), "ignoring VERP request for null sender");
        } else if (wanted.isEmpty()) {
            log.warning(message.id(), "ignoring bad VERP request: \"" + text + "\"");
        } else {
            message.verp(wanted.get());
            message.write(RecordType.VERP, text);
        }
    }

    private void attribute(String text) throws IOException {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw refuse("malformed attribute: missing attribute name: " + text);
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        switch (name) {
            case "dsn_orig_rcpt" -> recipients.dsnOriginal(value);
            case "notify_flags" -> recipients.notifyFlags(value, text);
            case "create_time" -> message.noteMixedRecipients();
            case "envelope_id" -> envelopeId(RecordType.ATTRIBUTE, text, value);
            case "ret_flags" -> returnOption(RecordType.ATTRIBUTE, text, value);
            case Submission.SEND_OPTIONS -> sendOptions(value, text);
            default -> namedAttribute(name, value, text);
        }
    }

    private void envelopeId(RecordType type, String text, String id) throws IOException {
        message.noteMixedRecipients();
        if (sawEnvelopeId) {
            throw refuse("multiple DSN envelope ID records");
        }
        if (!id.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw refuse("bad DSN envelope ID record");
        }
        sawEnvelopeId = true;
        message.write(type, text);
    }

    private void returnOption(RecordType type, String text, String value) throws IOException {
        message.noteMixedRecipients();
        if (sawReturn) {
            throw refuse("multiple DSN RET records");
        }
        if (!value.equals("1") && !value.equals("2")) {
            throw refuse("bad DSN RET record <" + value + ">");
        }
        sawReturn = true;
        message.write(type, text);
    }

    /// Stands in the size record afterwards.
    private void sendOptions(String value, String text) throws IOException {
        message.noteMixedRecipients();
        if (!value.matches("[0-9]{1,9}")) {
            throw refuse("bad attribute: " + text);
        }
        message.request(Integer.parseInt(value));
    }

    private void namedAttribute(String name, String value, String text) throws IOException {
        message.noteMixedRecipients();
        if (message.attributes().size() >= config.attributeLimit()) {
            throw refuse("attribute count exceeds limit " + config.attributeLimit());
        }
        if (name.equals("rewrite_context")) {
            message.context(
                    switch (value) {
                        case "local" -> Context.LOCAL;
                        case "remote" -> Context.REMOTE;
                        default -> throw refuse("bad rewriting context: " + value);
                    });
        }
        if (!value.isEmpty()) {
            message.attributes().put(name, value);
        }
        message.write(RecordType.ATTRIBUTE, text);
    }

    private void startRecipients() throws IOException {
        if (message.isInRecipients()) {
            return;
        }
        if (message.sender().isEmpty()) {
            throw refuse("missing sender envelope record");
        }
        if (message.arrival().isEmpty()) {
            throw refuse("missing time envelope record");
        }
        boolean isWarned =
                config.delayWarning().isPositive() && !message.sender().get().isEmpty();
        if (isWarned && !sawWarningTime) {
            Instant due = message.arrival().get().plus(config.delayWarning());
            message.write(RecordType.WARNING_TIME, "%15d".formatted(due.getEpochSecond()));
        }
        message.startRecipients();
    }

    private MessageRefused refuse(String why) {
        log.warning(message.id(), "message rejected: " + why);
        return MessageRefused.malformed();
    }
}
