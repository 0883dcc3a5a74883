package mta.smtp.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mta.core.net.Connection;

/// Writes lines to a connection and collects them until [#flush].
///
/// Text leaves one byte for each character (Latin-1), the reverse of [LineReader#text].
public final class LineWriter {

    private static final int SMALLEST_BUFFER = 512;
    private static final int LARGEST_BUFFER = 16_384;

    private final Connection connection;
    private byte[] buffer = new byte[SMALLEST_BUFFER];
    private int count;
    private boolean written;

    public LineWriter(Connection connection) {
        this.connection = connection;
    }

    /// Adds a line and its CR LF.
    ///
    /// It is one line, whatever is in it: a CR or LF in the middle becomes a blank, so that no peer takes what
    /// follows for the next command or reply. What is no byte becomes a question mark.
    public void line(String text) throws IOException {
        room(text.length() + 2);
        copy(isOneLine(text) ? text : oneLine(text));
        buffer[count++] = '\r';
        buffer[count++] = '\n';
    }

    /// Adds a line of a message and its CR LF; a line that starts with a dot gets a second one
    /// (RFC 5321 section 4.5.2).
    public void contentLine(byte[] bytes, int offset, int length) throws IOException {
        room(length + 3);
        if (length > 0 && bytes[offset] == '.') {
            put((byte) '.');
        }
        bytes(bytes, offset, length);
        room(2);
        buffer[count++] = '\r';
        buffer[count++] = '\n';
    }

    /// Adds bytes as they are.
    public void bytes(byte[] bytes, int offset, int length) throws IOException {
        room(length);
        if (length > buffer.length) {
            connection.write(bytes, offset, length);
            written = true;
            return;
        }
        System.arraycopy(bytes, offset, buffer, count, length);
        count += length;
    }

    /// Sends everything.
    public void flush() throws IOException {
        if (count > 0 || written) {
            drain();
            written = false;
            connection.flush();
        }
    }

    private static boolean isOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (breaks(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean breaks(int c) {
        return c == '\r' || c == '\n' || c > 0xff;
    }

    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(c > 0xff ? '?' : breaks(c) ? ' ' : (char) c));
        return line.toString();
    }

    private void put(byte b) throws IOException {
        room(1);
        buffer[count++] = b;
    }

    @SuppressWarnings(
            "deprecation") // String.getBytes with a range is the one way without a copy; it is right for Latin-1.
    private void copy(String text) throws IOException {
        if (text.length() > buffer.length - count) {
            bytes(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
            room(2);
            return;
        }
        text.getBytes(0, text.length(), buffer, count);
        count += text.length();
    }

    private void room(int needed) throws IOException {
        if (needed <= buffer.length - count) {
            return;
        }
        if (count + needed <= LARGEST_BUFFER) {
            buffer = Arrays.copyOf(buffer, Math.min(LARGEST_BUFFER, Math.max(count + needed, buffer.length * 4)));
            return;
        }
        drain();
    }

    private void drain() throws IOException {
        if (count > 0) {
            connection.write(buffer, 0, count);
            written = true;
            count = 0;
        }
    }
}
