package mta.cleanup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mta.core.net.Connection;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;

/// What a client of cleanup(8) sends: a message of attributes, then records.
///
/// Records are looked at where they lie in the buffer: [#next] moves on, and what was shown of the last record is
/// gone. So a line of content costs no object.
final class IncomingRecords {

    /// Enough for most messages; grows where more comes at once.
    private static final int BUFFER_SIZE = 1 << 13;

    /// Length bytes of a record: Postfix keeps lengths in 32 bits.
    private static final int MOST_SHIFT = 28;

    /// The longest record taken. Clients cut lines at `line_length_limit`, so this is only reached by mistake.
    private static final int LONGEST = 1 << 24;

    private final Connection connection;
    private byte[] buffer = new byte[BUFFER_SIZE];
    private int start;
    private int end;
    private char letter;
    private int offset;
    private int length;
    private boolean ended;

    IncomingRecords(Connection connection) {
        this.connection = connection;
    }

    /// Says that the records of another message follow.
    void startMessage() {
        ended = false;
    }

    /// Whether the client has sent all of the message, and waits for an answer.
    boolean ended() {
        return ended;
    }

    /// Reads the next record.
    ///
    /// @param segment where we are, as one letter means two things
    /// @return its kind; [RecordType#UNKNOWN] where the letter means nothing
    /// @throws ClientGone where there is none
    RecordType next(Segment segment) throws ClientGone {
        letter = (char) oneByte();
        length = readLength();
        fillUpTo(length);
        offset = start;
        start += length;
        var type = RecordType.of(letter, segment);
        ended = type == RecordType.END;
        return type;
    }

    /// The letter of the record.
    char letter() {
        return letter;
    }

    /// Where the record's content is; to be read only.
    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /// The record's content as text, one character for each byte.
    String text() {
        return new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
    }

    /// The same bytes as a stream, for what is not sent as records.
    InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return start < end || fill() ? buffer[start++] & 0xff : -1;
            }

            @Override
            public int read(byte[] bytes, int to, int most) throws IOException {
                if (most > 0 && start == end && !fill()) {
                    return -1;
                }
                int count = Math.min(most, end - start);
                System.arraycopy(buffer, start, bytes, to, count);
                start += count;
                return count;
            }
        };
    }

    private int readLength() throws ClientGone {
        long result = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            int piece = oneByte();
            result |= (long) (piece & 0x7f) << shift;
            if (piece < 0x80) {
                if (result > LONGEST) {
                    break;
                }
                return (int) result;
            }
        }
        throw new ClientGone("a record is too long");
    }

    private int oneByte() throws ClientGone {
        if (start == end) {
            fillUpTo(1);
        }
        return buffer[start++] & 0xff;
    }

    private void fillUpTo(int count) throws ClientGone {
        while (end - start < count) {
            if (buffer.length - start < count) {
                makeRoom(count);
            }
            if (!fill()) {
                throw new ClientGone("the client left in the middle of a message");
            }
        }
    }

    private void makeRoom(int count) {
        byte[] room = count > buffer.length ? new byte[Math.max(count, 2 * buffer.length)] : buffer;
        System.arraycopy(buffer, start, room, 0, end - start);
        end -= start;
        start = 0;
        buffer = room;
    }

    private boolean fill() throws ClientGone {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        try {
            int count = connection.read(buffer, end, buffer.length - end);
            end += Math.max(0, count);
            return count > 0;
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }
}
