package mta.queue.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import mta.queue.record.RecordInput.File.End;

/// Reads the records of a queue file, or of a stream that carries them.
///
/// Three ways of reading exist:
///
/// - [#ofMessage] for programs that handle mail: pointers are followed, padding is skipped, the grammar of the three
///   segments is checked, and a file that stops before its end record is damaged.
/// - [#ofStream] for the cleanup protocol and postdrop(1): the same checks, but a stream has no pointers. Nothing
///   behind the end record is read.
/// - [#unchecked] for postcat(1): every record as it lies in the file.
///
/// **Errors.** [QueueFileDamaged] with the offset; any other [IOException] is trouble with the disk or the peer.
public final class RecordReader {

    /// Of jumps to earlier offsets; only a loop makes more.
    private static final int MOST_JUMPS_BACK = 10_000;

    /// The longest record taken where records are checked; Postfix writes content in pieces of 2,048 bytes
    /// (`line_length_limit`).
    private static final int LONGEST = 1 << 24;

    /// Where nothing is checked: as long as an array can be.
    private static final int ANY_LENGTH = Integer.MAX_VALUE - 8;

    /// Length bytes of a record: Postfix keeps lengths in 32 bits.
    private static final int MOST_SHIFT = 28;

    private enum Checks {
        MESSAGE,
        STREAM,
        NONE
    }

    private final RecordInput input;
    private final Checks checks;
    private final int longest;
    private Segment segment = Segment.ENVELOPE;
    private int jumpsBack;

    private RecordReader(RecordInput input, Checks checks, int longest) {
        this.input = input;
        this.checks = checks;
        this.longest = longest;
    }

    /// Reads a message for handling it, from the start of the file. Leaves the channel's own position alone.
    public static RecordReader ofMessage(FileChannel file) {
        return new RecordReader(new RecordInput.File(file, End.IS_THE_LIMIT), Checks.MESSAGE, LONGEST);
    }

    /// Reads records up to the end record.
    public static RecordReader ofStream(InputStream in) {
        return new RecordReader(new RecordInput.Stream(in), Checks.STREAM, LONGEST);
    }

    /// Reads whatever is in a file, to the end of the file.
    public static RecordReader unchecked(FileChannel file) {
        return new RecordReader(new RecordInput.File(file, End.MAY_BE_PASSED), Checks.NONE, ANY_LENGTH);
    }

    /// Reads whatever is in a stream, to the end of the stream.
    public static RecordReader unchecked(InputStream in) {
        return unchecked(in, ANY_LENGTH);
    }

    /// Reads whatever is in a stream, to the end of the stream, but no record that is longer than that.
    public static RecordReader unchecked(InputStream in, int longest) {
        return new RecordReader(new RecordInput.Stream(in), Checks.NONE, longest);
    }

    /// Goes on elsewhere: at the data offset of the size record with [Segment#CONTENT], or at the offset of a record
    /// seen before with its own segment.
    ///
    /// @throws IOException if the input is a stream
    public void seek(long offset, Segment where) throws IOException {
        input.seek(offset);
        segment = where;
    }

    /// Where the next record starts, in bytes from the start.
    public long position() {
        return input.position();
    }

    /// The part of the file that the next record belongs to.
    public Segment segment() {
        return segment;
    }

    /// The letter of the next record, which is not read yet; -1 at the end. Of streams, those can tell that are
    /// buffered.
    public int nextLetter() throws IOException {
        return input.peek();
    }

    /// The next record; nothing after the end record, or, where nothing is checked, at the end of the file.
    ///
    /// @throws QueueFileDamaged if the record breaks the rules or the file ends before it should
    public Optional<QueueRecord> next() throws IOException {
        while (true) {
            if (segment == Segment.AFTER_END && checks != Checks.NONE) {
                return Optional.empty();
            }
            var found = read();
            if (found.isEmpty() || checks == Checks.NONE) {
                return found;
            }
            QueueRecord record = found.get();
            switch (record.type()) {
                case POINTER -> follow(record);
                case PADDING -> {}
                default -> {
                    return found;
                }
            }
        }
    }

    /// The next record, which must come.
    ///
    /// @throws QueueFileDamaged if there is none
    public QueueRecord expect() throws IOException {
        return next().orElseThrow(() -> new QueueFileDamaged("no more records", input.position()));
    }

    private Optional<QueueRecord> read() throws IOException {
        long start = input.position();
        int letter = input.read();
        if (letter < 0) {
            if (checks != Checks.NONE) {
                throw new QueueFileDamaged("the file ends without an end record", start);
            }
            return Optional.empty();
        }
        int length = length(letter, start);
        byte[] bytes = input.read(length);
        if (bytes.length < length) {
            throw new QueueFileDamaged("unexpected EOF in data, record type " + letter + " length " + length, start);
        }
        var type = RecordType.of((char) letter, segment);
        if (checks != Checks.NONE && !type.isAllowedIn(segment)) {
            throw new QueueFileDamaged("record type " + letter + " is not allowed in the " + name(segment), start);
        }
        segment = segment.after(type);
        return Optional.of(new QueueRecord(type, (char) letter, bytes, start));
    }

    private int length(int letter, long start) throws IOException {
        long length = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            int piece = input.read();
            if (piece < 0) {
                throw new QueueFileDamaged("unexpected EOF reading length, record type " + letter, start);
            }
            length |= (long) (piece & 0x7f) << shift;
            if (piece < 0x80) {
                if (length > longest) {
                    throw new QueueFileDamaged("illegal length " + length + ", record type " + letter, start);
                }
                return (int) length;
            }
        }
        throw new QueueFileDamaged("too many length bits, record type " + letter, start);
    }

    private void follow(QueueRecord pointer) throws IOException {
        long target = pointer.target();
        if (target == 0) {
            return;
        }
        if (checks == Checks.STREAM) {
            throw new QueueFileDamaged("pointer record in a stream", pointer.offset());
        }
        if (target <= pointer.offset() && ++jumpsBack > MOST_JUMPS_BACK) {
            throw new QueueFileDamaged("too many reverse jump records", pointer.offset());
        }
        input.seek(target);
    }

    private static String name(Segment segment) {
        return switch (segment) {
            case ENVELOPE -> "envelope";
            case CONTENT -> "content";
            case EXTRACTED -> "extracted part";
            case AFTER_END -> "part behind the end";
        };
    }
}
