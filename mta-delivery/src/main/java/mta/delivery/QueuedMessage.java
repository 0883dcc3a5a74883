package mta.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import mta.core.mail.Recipient;
import mta.queue.QueueFile;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;

/// The message that a job is about: an open queue file, read by its content and marked by its recipients.
///
/// One thread at a time.
public final class QueuedMessage implements Closeable {

    /// Takes the lines of a message.
    public interface Lines {

        /// A whole line, or the last part of one; without its line end.
        void line(byte[] bytes, int offset, int length) throws IOException;

        /// A part of a line that goes on.
        void part(byte[] bytes, int offset, int length) throws IOException;
    }

    /// Enough for any header that is compared; longer ones are some other header.
    private static final int LONGEST_HEADER = 102_400;

    private final QueueFile file;
    private final long contentOffset;
    private final RecordReader records;

    QueuedMessage(QueueFile file, long contentOffset) {
        this.file = file;
        this.contentOffset = contentOffset;
        this.records = file.records();
    }

    /// Whether a recipient was not done before, by an agent whose report was lost.
    boolean isWaiting(Recipient recipient) throws IOException {
        records.seek(recipient.offset(), Segment.ENVELOPE);
        return records.expect().type() == RecordType.RECIPIENT;
    }

    /// Passes on all lines, from the first header on.
    ///
    /// @throws UnreadableMessageException if the file cannot be read or is damaged
    /// @throws IOException what the receiver throws
    public void copyTo(Lines receiver) throws IOException, UnreadableMessageException {
        seekContent();
        while (true) {
            var found = next();
            if (found.isEmpty()) {
                return;
            }
            var record = found.get();
            switch (record.type()) {
                case TEXT -> receiver.line(record.bytes(), 0, record.bytes().length);
                case UNTERMINATED_TEXT -> receiver.part(record.bytes(), 0, record.bytes().length);
                case EXTRACTED_START -> {
                    return;
                }
                default -> throw new UnreadableMessageException("unexpected record type: " + record.letter());
            }
        }
    }

    /// Whether the header has a line with this value; folded lines are joined, and case does not count.
    ///
    /// @param name such as `Delivered-To`
    /// @throws UnreadableMessageException if the file cannot be read or is damaged
    public boolean hasHeader(String name, String value) throws UnreadableMessageException {
        String start = name + ":";
        seekContent();
        var header = new StringBuilder();
        boolean lineStarts = true;
        for (var found = next(); found.isPresent(); found = next()) {
            String text = found.get().text();
            boolean isText = found.get().type() == RecordType.TEXT;
            boolean folded = !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t');
            if (lineStarts && !folded) {
                if (is(header, start, value)) {
                    return true;
                }
                header.setLength(0);
                if (text.isEmpty() || found.get().type() == RecordType.EXTRACTED_START) {
                    return false;
                }
            }
            if (header.length() < LONGEST_HEADER) {
                header.append(text);
            }
            lineStarts = isText;
        }
        return false;
    }

    private static boolean is(StringBuilder header, String start, String value) {
        return header.length() > start.length()
                && header.substring(0, start.length()).equalsIgnoreCase(start)
                && header.substring(start.length()).strip().equalsIgnoreCase(value);
    }

    private void seekContent() throws UnreadableMessageException {
        try {
            records.seek(contentOffset, Segment.CONTENT);
        } catch (IOException e) {
            throw new UnreadableMessageException(e.getMessage(), e);
        }
    }

    private Optional<QueueRecord> next() throws UnreadableMessageException {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UnreadableMessageException(e.getMessage(), e);
        }
    }

    /// Marks a recipient, so that no crash from here on repeats the delivery.
    void markDone(Recipient recipient) throws IOException {
        file.markDone(recipient.offset());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
