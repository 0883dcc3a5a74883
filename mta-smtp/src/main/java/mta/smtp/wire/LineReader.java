package mta.smtp.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mta.core.net.Connection;

/// Reads lines of a bounded length from a connection, without an object per line.
///
/// [#next] finds a line and says how it ended; its bytes, without the line end, lie in [#buffer] from [#offset],
/// [#length] of them, until the next call. A line longer than the limit comes in portions of that length, each but
/// the last one [Ending#CONTINUED], so that nothing of the message is lost and no peer can make us hold more.
///
/// **Errors.** What the connection throws: [mta.core.net.TimedOutException] for a silent peer, another [IOException]
/// for a broken connection. The end of the stream is [Ending#END_OF_STREAM]; what came before it without a line end
/// is dropped, as Postfix does.
public final class LineReader {

    /// How a line ended.
    public enum Ending {
        /// With CR LF, as RFC 5321 section 2.3.8 demands.
        CRLF,
        /// With LF alone.
        BARE_LF,
        /// Not yet: the limit was reached, and the next call brings more of the same line.
        CONTINUED,
        /// There was no line; the peer has closed the connection.
        END_OF_STREAM
    }

    private static final int SMALLEST_BUFFER = 1024;
    private static final int USUAL_BUFFER = 16_384;

    private final Connection connection;
    private final int limit;
    private final int largestBuffer;

    private byte[] buffer = new byte[SMALLEST_BUFFER];
    private int position;
    private int end;
    private int lineOffset;
    private int lineLength;

    /// @param connection where the bytes come from
    /// @param limit the most bytes of a line to give at once, such as `line_length_limit`
    public LineReader(Connection connection, int limit) {
        this.connection = connection;
        this.limit = limit;
        // Room for a whole portion and its line end.
        this.largestBuffer = Math.max(USUAL_BUFFER, limit + 2);
    }

    /// Reads the next line, or the next portion of a long one.
    public Ending next() throws IOException {
        int scanned = position;
        while (true) {
            int stop = Math.min(end, position + limit + 2);
            for (int i = scanned; i < stop; i++) {
                if (buffer[i] == '\n' && i - position <= limit + 1) {
                    return lineEndsAt(i);
                }
            }
            if (stop - position >= limit + 2) {
                return portion();
            }
            scanned = stop - position;
            if (!fill()) {
                position = end;
                lineLength = 0;
                return Ending.END_OF_STREAM;
            }
            scanned += position;
        }
    }

    /// Reads the rest of a line whose first portion was [Ending#CONTINUED], and forgets it.
    ///
    /// @return how the line ended
    public Ending skipRest() throws IOException {
        var ending = Ending.CONTINUED;
        while (ending == Ending.CONTINUED) {
            ending = next();
        }
        return ending;
    }

    /// Takes bytes that are no lines: at least one, at most what fits, never beyond what the peer has sent.
    ///
    /// @return how many bytes, or -1 at the end of the stream
    public int readBytes(byte[] target, int offset, int length) throws IOException {
        if (position == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /// Whether a whole line is here already, so that it can be read without waiting for the peer.
    public boolean hasLine() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    /// Whether bytes are here already.
    public boolean pending() {
        return position < end || connection.available() > 0;
    }

    /// What has arrived and was not read yet, as text; for the log.
    ///
    /// @param most the most bytes to show
    public String peek(int most) throws IOException {
        if (position == end && connection.available() > 0) {
            fill();
        }
        return new String(buffer, position, Math.min(most, end - position), StandardCharsets.ISO_8859_1);
    }

    /// Forgets what has arrived already; after STARTTLS nothing that came in the clear may count.
    public void discard() {
        position = end;
    }

    /// Where the bytes of the line are. Belongs to this reader; must not be changed.
    public byte[] buffer() {
        return buffer;
    }

    /// Where in [#buffer] the line starts.
    public int offset() {
        return lineOffset;
    }

    /// How many bytes the line has, without its line end.
    public int length() {
        return lineLength;
    }

    /// The line as text, one character for each byte (Latin-1), so that no byte is lost.
    public String text() {
        return new String(buffer, lineOffset, lineLength, StandardCharsets.ISO_8859_1);
    }

    private Ending lineEndsAt(int newline) {
        boolean crlf = newline > position && buffer[newline - 1] == '\r';
        lineOffset = position;
        lineLength = newline - position - (crlf ? 1 : 0);
        position = newline + 1;
        return crlf ? Ending.CRLF : Ending.BARE_LF;
    }

    /// A CR at the cut stays for the next portion, as it may belong to the line end.
    private Ending portion() {
        lineOffset = position;
        lineLength = limit;
        if (buffer[position + limit - 1] == '\r' && limit > 1) {
            lineLength--;
        }
        position += lineLength;
        return Ending.CONTINUED;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = 0;
        } else if (end == buffer.length && position > 0) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(largestBuffer, buffer.length * 4));
        }
        int count = connection.read(buffer, end, buffer.length - end);
        if (count < 0) {
            return false;
        }
        end += count;
        return true;
    }
}
