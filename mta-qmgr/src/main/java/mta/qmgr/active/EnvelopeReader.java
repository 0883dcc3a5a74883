package mta.qmgr.active;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
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
public final class EnvelopeReader {

    /// Bits of the attribute `trace_flags`, by the flag that they set.
    private static final Map<Integer, Flag> TRACE_FLAGS =
            Map.of(1 << 8, Flag.ADDRESS_PROBE, 1 << 9, Flag.USER_PROBE, 1 << 10, Flag.RECORD);

    /// What was read.
    ///
    /// @param envelope the rest of the envelope
    /// @param recipients those that are to be delivered to
    /// @param unreadFrom where to go on for more; 0 where all were read
    public record Contents(Envelope envelope, List<Recipient> recipients, long unreadFrom) {}

    private final int recipientLimit;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Recipient> recipients = new ArrayList<>();
    private Optional<MessageSize> size = Optional.empty();
    private Optional<Instant> arrival = Optional.empty();
    private Optional<ReversePath> sender = Optional.empty();
    private Optional<String> filter = Optional.empty();
    private Optional<String> redirect = Optional.empty();
    private String envelopeId = "";
    private int ret;
    private long startAt;
    private long unreadFrom;
    private String original = "";
    private String dsnOriginal = "";
    private int dsnNotify;

    private EnvelopeReader(int recipientLimit, long startAt) {
        this.recipientLimit = recipientLimit;
        this.startAt = startAt;
    }

    /// Reads a message.
    ///
    /// @param recipientLimit how many recipients to take
    /// @param startAt where the first recipient to take starts; 0 for the first of all
    /// @throws QueueFileDamaged if it is no good message
    public static Contents read(QueueFile file, int recipientLimit, long startAt) throws IOException {
        return new EnvelopeReader(recipientLimit, startAt).read(file.records());
    }

    /// Strikes the record out of a message that says that its deliveries are recorded.
    public static void forgetTraceFlags(QueueFile file) throws IOException {
        var records = file.records();
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            switch (record.get().type()) {
                case ATTRIBUTE -> {
                    if (record.get().text().startsWith("trace_flags=")) {
                        file.mark(record.get().offset(), RecordType.KILLED);
                        return;
                    }
                }
                case MESSAGE_START -> {
                    return;
                }
                default -> {}
            }
        }
    }

    private Contents read(RecordReader records) throws IOException {
        try {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                take(record.get(), records);
            }
            return contents();
        } catch (IllegalArgumentException e) {
            throw new QueueFileDamaged("malformed envelope: " + e.getMessage(), records.position());
        }
    }

    private void take(QueueRecord record, RecordReader records) throws IOException {
        switch (record.type()) {
            case MESSAGE_SIZE -> size = Optional.of(MessageSize.parse(record));
            case ARRIVAL_TIME -> arrival = Optional.of(time(record.text()));
            case SENDER -> sender = Optional.of(ReversePath.ofInternal(record.text()));
            case ATTRIBUTE -> attribute(record.text());
            case CONTENT_FILTER -> filter = Optional.of(record.text()).filter(text -> !text.isEmpty());
            case REDIRECT -> redirect = Optional.of(record.text()).filter(text -> !text.isEmpty());
            case DSN_ENVELOPE_ID -> envelopeId = record.text();
            case DSN_RETURN -> ret = Integer.parseInt(record.text().strip());
            case ORIGINAL_RECIPIENT -> original = record.text();
            case DSN_ORIGINAL_RECIPIENT -> dsnOriginal = record.text();
            case DSN_NOTIFY -> dsnNotify = Integer.parseInt(record.text().strip());
            case RECIPIENT -> recipient(record);
            case DONE, CANCELED -> forgetOptions();
            case MESSAGE_START -> skipContent(records);
            default -> {}
        }
    }

    private void skipContent(RecordReader records) throws IOException {
        var known = size.orElseThrow(() -> new QueueFileDamaged("no size record", 0));
        records.seek(records.position() + known.contentSize(), Segment.CONTENT);
    }

    private void attribute(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("attribute " + text);
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        switch (name) {
            case "dsn_orig_rcpt" -> dsnOriginal = value;
            case "notify_flags" -> dsnNotify = Integer.parseInt(value);
            case "envelope_id" -> envelopeId = value;
            case "ret_flags" -> ret = Integer.parseInt(value);
            default -> attributes.put(name, value);
        }
    }

    private void recipient(QueueRecord record) {
        if (record.offset() >= startAt && unreadFrom == 0) {
            if (recipients.size() == recipientLimit) {
                unreadFrom = record.offset();
            } else if (!record.text().isEmpty()) {
                recipients.add(new Recipient(
                        new MailAddress(record.text()),
                        original,
                        record.offset(),
                        dsnOriginal,
                        Notify.ofBits(dsnNotify)));
            }
        }
        forgetOptions();
    }

    private void forgetOptions() {
        original = "";
        dsnOriginal = "";
        dsnNotify = 0;
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
                client(),
                attributes.getOrDefault("rewrite_context", "local"),
                filter,
                redirect,
                flags());
        return new Contents(envelope, List.copyOf(recipients), unreadFrom);
    }

    private ClientAttributes client() {
        return new ClientAttributes(
                attributes.getOrDefault("log_client_name", ""),
                attributes.getOrDefault("log_client_address", ""),
                attributes.getOrDefault("log_client_port", ""),
                attributes.getOrDefault("log_protocol_name", ""),
                attributes.getOrDefault("log_helo_name", ""),
                attributes.getOrDefault("sasl_method", ""),
                attributes.getOrDefault("sasl_username", ""),
                attributes.getOrDefault("sasl_sender", ""),
                attributes.getOrDefault("log_ident", ""));
    }

    private Set<Flag> flags() {
        int bits = Integer.parseInt(attributes.getOrDefault("trace_flags", "0"));
        var flags = EnumSet.noneOf(Flag.class);
        TRACE_FLAGS.forEach((bit, flag) -> {
            if ((bits & bit) != 0) {
                flags.add(flag);
            }
        });
        return flags;
    }

    private static Instant time(String text) {
        String[] parts = text.strip().split("\\s+");
        long micros = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), micros * 1000);
    }
}
