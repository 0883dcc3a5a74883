package mta.qmgr.active;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.Recipient;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import mta.queue.QueueFile;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.service.client.ClientAttributes;
import mta.service.client.DeliveryRequest.Flag;

/// Reads the envelope of a queue file, and as many recipients as there is room for.
///
/// The first time, the whole envelope is read, whatever the number of recipients; later portions of recipients are
/// read from where the last one ended, so that a message with very many is not read again and again.
public final class EnvelopeReader {

    /// What was read.
    ///
    /// @param envelope the rest of the envelope
    /// @param portion recipients that are to be delivered to
    public record Contents(Envelope envelope, Portion portion) {}

    /// Some of the recipients.
    ///
    /// @param recipients in the order in which they stand in the file
    /// @param unread those that were left for later
    public record Portion(List<Recipient> recipients, Optional<Unread> unread) {}

    /// Recipients that were left for later.
    ///
    /// @param offset where to read on
    /// @param segment in which part of the file that is
    /// @param count how many there are
    public record Unread(long offset, Segment segment, int count) {}

    private final RecordReader records;
    private final RecipientReader recipients;
    private final Map<String, String> attributes = new HashMap<>();
    private Optional<MessageSize> size = Optional.empty();
    private Optional<Instant> arrival = Optional.empty();
    private Optional<ReversePath> sender = Optional.empty();
    private Optional<String> filter = Optional.empty();
    private Optional<String> redirect = Optional.empty();
    private Optional<Verp> verp = Optional.empty();
    private Optional<Envelope.Warning> warning = Optional.empty();
    private String envelopeId = "";
    private Optional<Returned> ret = Optional.empty();

    private EnvelopeReader(RecordReader records, int recipientLimit) {
        this.records = records;
        this.recipients = new RecipientReader(recipientLimit);
    }

    /// Reads a message.
    ///
    /// @param recipientLimit how many recipients to take
    /// @throws QueueFileDamaged if it is no good message
    public static Contents read(QueueFile file, int recipientLimit) throws IOException {
        return new EnvelopeReader(file.records(), recipientLimit).read();
    }

    /// Reads more recipients.
    ///
    /// @param size what the envelope says, so that the content is passed over
    /// @throws QueueFileDamaged if it is no good message any more
    public static Portion readOn(QueueFile file, Unread from, MessageSize size, int recipientLimit) throws IOException {
        var records = file.records();
        records.seek(from.offset, from.segment);
        var recipients = new RecipientReader(recipientLimit);
        try {
            while (!recipients.isFull()) {
                var record = records.next();
                if (record.isEmpty()) {
                    return recipients.portion(0);
                }
                if (record.get().type() == RecordType.MESSAGE_START) {
                    records.seek(Math.addExact(records.position(), size.contentSize()), Segment.CONTENT);
                } else {
                    recipients.take(record.get(), records);
                }
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new QueueFileDamaged("malformed envelope: " + e.getMessage(), records.position());
        }
        return recipients.portion(Math.max(0, from.count - recipients.found()));
    }

    /// Strikes the record out of a message that says that its deliveries are recorded.
    public static void forgetTraceFlags(QueueFile file) throws IOException {
        var records = file.records();
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            if (record.get().type() == RecordType.MESSAGE_START) {
                return;
            }
            if (record.get().type() == RecordType.ATTRIBUTE
                    && record.get().text().startsWith("trace_flags=")) {
                file.mark(record.get().offset(), RecordType.KILLED);
                return;
            }
        }
    }

    private Contents read() throws IOException {
        try {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                if (!recipients.take(record.get(), records)) {
                    take(record.get());
                }
            }
            return contents();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new QueueFileDamaged("malformed envelope: " + e.getMessage(), records.position());
        }
    }

    private void take(QueueRecord record) throws IOException {
        switch (record.type()) {
            case MESSAGE_SIZE -> size = Optional.of(MessageSize.parse(record));
            case ARRIVAL_TIME -> arrival = Optional.of(time(record.text()));
            case SENDER -> sender = Optional.of(ReversePath.ofInternal(record.text()));
            case ATTRIBUTE -> attribute(record.text());
            case CONTENT_FILTER -> filter = Optional.of(record.text()).filter(text -> !text.isEmpty());
            case REDIRECT -> redirect = Optional.of(record.text()).filter(text -> !text.isEmpty());
            case DSN_ENVELOPE_ID -> envelopeId = record.text();
            case DSN_RETURN ->
                ret = Returned.ofNumber(Integer.parseInt(record.text().strip()));
            case VERP -> verp = Optional.of(new Verp(record.text()));
            case WARNING_TIME -> {
                if (warning.isEmpty()) {
                    warning = Optional.of(new Envelope.Warning(record.offset(), time(record.text())));
                }
            }
            case MESSAGE_START -> skipContent();
            default -> {}
        }
    }

    private void skipContent() throws IOException {
        var known = size.orElseThrow(() -> new QueueFileDamaged("no size record", 0));
        records.seek(Math.addExact(records.position(), known.contentSize()), Segment.CONTENT);
    }

    private void attribute(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("attribute " + text);
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        switch (name) {
            case "envelope_id" -> envelopeId = value;
            case "ret_flags" -> ret = Returned.ofNumber(Integer.parseInt(value));
            default -> attributes.put(name, value);
        }
    }

    private Contents contents() throws QueueFileDamaged {
        var known = size.orElseThrow(() -> new QueueFileDamaged("no size record", 0));
        var from = sender.orElseThrow(() -> new QueueFileDamaged("no sender record", 0));
        var arrived = arrival.orElseThrow(() -> new QueueFileDamaged("no arrival time record", 0));
        var envelope = new Envelope(
                known,
                arrived,
                attributes.containsKey("create_time")
                        ? Instant.ofEpochSecond(Long.parseLong(attributes.get("create_time")))
                        : arrived,
                from,
                envelopeId,
                ret,
                attributes.getOrDefault("encoding", ""),
                ClientAttributes.of(name -> attributes.getOrDefault(name, "")),
                attributes.getOrDefault("rewrite_context", "local"),
                filter,
                redirect,
                from == ReversePath.Null.SENDER ? Optional.empty() : verp,
                warning,
                flags());
        return new Contents(envelope, recipients.portion(recipients.notTaken()));
    }

    private Set<Flag> flags() {
        int bits = Integer.parseInt(attributes.getOrDefault("trace_flags", "0"));
        return bits == 0 ? Set.of() : Flag.ofTrace(bits);
    }

    private static Instant time(String text) {
        String[] parts = text.strip().split("\\s+");
        long micros = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Math.multiplyExact(micros, 1000));
    }
}
