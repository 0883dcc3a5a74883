package mta.queue.submission;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.queue.Draft;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;

/// Copies the records of a local submission into a file in `maildrop`, after checking them: they come from any user.
///
///     envelope   MCFSRVAin     content   XLN     extracted   EAR
///
/// The time of arrival is ours, and a size record is left out. Attributes are those that `sendmail` sends; others are
/// left out with a warning.
public final class Submission {

    /// Who sent a submission that came through a socket and is therefore in a file of the mail system's own. Only
    /// read from files that `mail_owner` owns, and never taken from a submission.
    public static final String USER_ATTRIBUTE = "submission_uid";

    /// What the sender asked for, as in [mta.queue.record.MessageSize]: `sendmail -O smtputf8=yes`.
    public static final String SEND_OPTIONS = "sendopts";

    /// All that a user may ask for: SMTPUTF8.
    public static final String UTF8_REQUESTED = "1";

    private static final String ENVELOPE = "MCFSRVAin";
    private static final String CONTENT = "XLN";
    private static final String EXTRACTED = "EAR";

    /// How a submission ended.
    public sealed interface Outcome {

        /// It is complete, and can be committed.
        enum Complete implements Outcome {
            YES
        }

        /// It stopped before its end: the sender changed its mind.
        enum Cancelled implements Outcome {
            YES
        }

        /// It is larger than `message_size_limit`.
        enum TooLarge implements Outcome {
            YES
        }

        /// It has no sender, or no recipients.
        enum Incomplete implements Outcome {
            YES
        }

        /// It cannot be used.
        ///
        /// @param problem for the log and for the user
        record Malformed(String problem) implements Outcome {}
    }

    /// How much is taken of a user.
    ///
    /// @param record the longest record: `line_length_limit`
    /// @param message the largest file: `message_size_limit`; 0 for no limit
    public record Limits(int record, long message) {

        /// As the settings have them.
        public static Limits from(MainCf main) {
            return new Limits(
                    main.get(CleanupParameters.LINE_LENGTH_LIMIT), main.get(CleanupParameters.MESSAGE_SIZE_LIMIT));
        }

        /// Whether a file of that size is too large.
        public boolean areExceededBy(long size) {
            return message > 0 && size > message;
        }
    }

    /// How much more is read of a message that is too large: its sender hears of it only after the end.
    private static final long MOST_IN_VAIN = 1L << 27;

    /// Reports that users may ask for (`sendmail -bv` and `-v`), and none.
    private static final Set<String> REPORTS =
            Set.of("trace_flags=0", "trace_flags=512", "trace_flags=1024", "trace_flags=1536");

    private final Draft draft;
    private final Limits limits;
    private final int uid;
    private final Consumer<String> warnings;
    private int senders;
    private int recipients;

    /// @param draft where it goes; a new file in `maildrop`
    /// @param limits how much is taken
    /// @param uid who sends it
    /// @param warnings where oddities are told
    public Submission(Draft draft, Limits limits, int uid, Consumer<String> warnings) {
        this.draft = draft;
        this.limits = limits;
        this.uid = uid;
        this.warnings = warnings;
    }

    /// Writes when a submission arrived, which comes first in its file.
    public static void writeArrival(Draft draft, Instant arrival) throws IOException {
        draft.records().put(RecordType.ARRIVAL_TIME, arrival.getEpochSecond() + " " + arrival.getNano() / 1000);
    }

    /// Copies everything up to the end record.
    ///
    /// @param arrival when it arrived
    /// @param onBehalfOf the user who sends it, where the file will be owned by another
    /// @throws IOException for trouble with the disk
    public Outcome copy(InputStream in, Instant arrival, Optional<Integer> onBehalfOf) throws IOException {
        writeArrival(draft, arrival);
        if (onBehalfOf.isPresent()) {
            draft.records().attribute(USER_ATTRIBUTE, onBehalfOf.get().toString());
        }
        try {
            return copyRecords(RecordReader.unchecked(in, limits.record()));
        } catch (QueueFileDamaged e) {
            return new Outcome.Malformed("uid=" + uid + ": malformed input: " + e.getMessage());
        }
    }

    private Outcome copyRecords(RecordReader records) throws IOException {
        var segment = Segment.ENVELOPE;
        long inVain = 0;
        while (segment != Segment.AFTER_END && inVain < MOST_IN_VAIN) {
            Optional<QueueRecord> next = records.next();
            if (next.isEmpty()) {
                return Outcome.Cancelled.YES;
            }
            QueueRecord record = next.get();
            if (!isAllowed(record.letter(), segment)) {
                return new Outcome.Malformed("uid=" + uid + ": unexpected record type: " + (int) record.letter());
            }
            // A client reads our answer only after it has sent everything.
            if (isTooLarge()) {
                inVain += record.bytes().length + 1L;
            } else {
                put(record, segment);
            }
            segment = after(record.letter(), segment);
        }
        if (isTooLarge()) {
            return Outcome.TooLarge.YES;
        }
        return senders > 0 && recipients > 0 ? Outcome.Complete.YES : Outcome.Incomplete.YES;
    }

    private boolean isTooLarge() {
        return limits.areExceededBy(draft.records().position());
    }

    private static boolean isAllowed(char letter, Segment segment) {
        String letters = switch (segment) {
            case ENVELOPE -> ENVELOPE;
            case CONTENT -> CONTENT;
            case EXTRACTED -> EXTRACTED;
            case AFTER_END -> "";
        };
        return letters.indexOf(letter) >= 0;
    }

    private static Segment after(char letter, Segment segment) {
        return switch (letter) {
            case 'M' -> Segment.CONTENT;
            case 'X' -> Segment.EXTRACTED;
            case 'E' -> Segment.AFTER_END;
            default -> segment;
        };
    }

    private void put(QueueRecord record, Segment segment) throws IOException {
        var type = RecordType.of(record.letter(), segment);
        switch (type) {
            // Sizes are for pickup(8) to count; what a user says of them would mislead readers.
            case MESSAGE_SIZE -> {}
            case SENDER -> {
                senders++;
                address(record);
            }
            case RECIPIENT -> {
                recipients++;
                address(record);
            }
            case ATTRIBUTE -> attribute(record);
            default -> draft.records().put(type, record.bytes(), 0, record.bytes().length);
        }
    }

    /// An address with a line end or a NUL would break programs that come later.
    private void address(QueueRecord record) throws IOException {
        for (byte b : record.bytes()) {
            if (b == 0 || b == '\r' || b == '\n') {
                throw new QueueFileDamaged("NUL or line break in an address", record.offset());
            }
        }
        draft.records().put(record);
    }

    /// Whether an attribute is none that asks for reports, or one that a user may give. Whoever could send probes of
    /// the mail system's own would decide what verify(8) believes of an address.
    public static boolean mayAskFor(String attribute) {
        return !attribute.startsWith("trace_flags=") || REPORTS.contains(attribute);
    }

    private void attribute(QueueRecord record) throws IOException {
        String text = record.text();
        int equals = text.indexOf('=');
        if (equals <= 0) {
            String missing = equals < 0 ? "'=' after attribute name" : "attribute name";
            warnings.accept("uid=" + uid + ": ignoring malformed record: missing " + missing + ": " + text);
            return;
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        boolean isWanted = switch (name) {
            case "encoding" -> value.equals("7bit") || value.equals("8bit") || value.isEmpty();
            case "rewrite_context" -> value.equals("local") || value.equals("remote");
            case "envelope_id", "notify_flags", "ret_flags", "dsn_orig_rcpt", "create_time" -> true;
            case "trace_flags" -> mayAskFor(text);
            case SEND_OPTIONS -> value.equals(UTF8_REQUESTED);
            default -> false;
        };
        boolean isOneLine = value.chars().allMatch(c -> c >= ' ' && c != 127);
        if (isWanted && isOneLine) {
            draft.records().put(RecordType.ATTRIBUTE, text);
        } else {
            warnings.accept("uid=" + uid + ": ignoring attribute record: " + text);
        }
    }
}
