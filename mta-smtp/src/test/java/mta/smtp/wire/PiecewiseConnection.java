package mta.smtp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mta.core.net.Connection;

/// A connection whose peer has sent a text in two pieces, cut where the test likes, and then closed.
class PiecewiseConnection implements Connection {

    private final byte[] bytes;
    private final int cut;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int position;

    PiecewiseConnection(String text, int cut) {
        this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        this.cut = cut;
    }

    String written() {
        return written.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void timeout(Duration patience) {}

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int end = position < cut ? cut : bytes.length;
        if (position == end) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return position < cut ? cut - position : bytes.length - position;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        written.write(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
