package mta.core.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes the lines of a message as they come and tells headers from body.
///
/// Headers end at the first line that is neither a header nor the continuation of one; where that line is not
/// empty, an empty one is put before it, so that it stays part of the body.
///
/// Memory: one header at a time is kept, up to `header_size_limit` bytes; the rest of a longer one is dropped.
/// Body lines pass through without being copied.
public final class ContentReader {

    /// Who gets what was found, in order.
    public interface Receiver {

        /// A complete header.
        void header(Header header) throws IOException;

        /// All headers were seen. Comes exactly once.
        void endOfHeaders() throws IOException;

        /// A piece of the body.
        ///
        /// @param lineEnds whether the line ends here; otherwise the next piece continues it
        /// @param bytes holds the piece; only good until this method returns
        void body(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException;
    }

    private static final byte[] NOTHING = {};

    private final Receiver receiver;
    private final int headerSizeLimit;
    private byte[] header = new byte[256];
    private int used;
    private int nameLength;
    private boolean inBody;
    private boolean lineEnded = true;

    /// @param receiver who gets the pieces
    /// @param headerSizeLimit `header_size_limit`, in bytes
    public ContentReader(Receiver receiver, int headerSizeLimit) {
        this.receiver = receiver;
        this.headerSizeLimit = headerSizeLimit;
    }

    /// Takes a line or a piece of one, without its line end.
    ///
    /// @param lineEnds whether the line ends here
    public void line(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException {
        if (inBody) {
            receiver.body(lineEnds, bytes, offset, length);
            return;
        }
        if (!lineEnded) {
            append(bytes, offset, length);
        } else if (used > 0 && length > 0 && isBlank(bytes[offset])) {
            continueHeader(bytes, offset, length);
        } else {
            startLine(lineEnds, bytes, offset, length);
        }
        lineEnded = lineEnds;
    }

    /// Says that the message ends here.
    public void end() throws IOException {
        if (!inBody) {
            flushHeader();
            inBody = true;
            receiver.endOfHeaders();
        }
    }

    private void startLine(boolean lineEnds, byte[] bytes, int offset, int length) throws IOException {
        flushHeader();
        nameLength = Header.nameLength(bytes, offset, length);
        if (nameLength > 0) {
            append(bytes, offset, length);
            return;
        }
        inBody = true;
        receiver.endOfHeaders();
        if (length > 0) {
            receiver.body(true, NOTHING, 0, 0);
        }
        receiver.body(lineEnds, bytes, offset, length);
    }

    private void continueHeader(byte[] bytes, int offset, int length) {
        if (used < headerSizeLimit) {
            reserve(1);
            header[used++] = '\n';
            append(bytes, offset, length);
        }
    }

    private void append(byte[] bytes, int offset, int length) {
        int kept = Math.min(length, headerSizeLimit - used);
        if (kept > 0) {
            reserve(kept);
            System.arraycopy(bytes, offset, header, used, kept);
            used += kept;
        }
    }

    private void reserve(int space) {
        if (header.length - used < space) {
            header = Arrays.copyOf(header, Math.max(header.length * 2, used + space));
        }
    }

    private void flushHeader() throws IOException {
        if (used == 0) {
            return;
        }
        int colon = nameLength;
        while (header[colon] != ':') {
            colon++;
        }
        var name = new String(header, 0, nameLength, StandardCharsets.ISO_8859_1);
        var value = new String(header, colon + 1, used - colon - 1, StandardCharsets.ISO_8859_1);
        used = 0;
        receiver.header(new Header(name, value));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
