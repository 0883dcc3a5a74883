package mta.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// A buffered stream into a file whose earlier bytes can be overwritten, without a call of the system while they are
/// still in the buffer.
final class PatchableOutput extends OutputStream {

    private static final int FIRST_SIZE = 1 << 12;
    private static final int LARGEST_SIZE = 1 << 16;

    private final FileChannel channel;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int used;
    private long flushed;

    PatchableOutput(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        if (used == buffer.length) {
            makeRoom(1);
        }
        buffer[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.length - used) {
            makeRoom(length);
        }
        if (length > buffer.length - used) {
            writeAll(ByteBuffer.wrap(bytes, offset, length), flushed);
            flushed += length;
        } else {
            System.arraycopy(bytes, offset, buffer, used, length);
            used += length;
        }
    }

    /// Grows the buffer as long as it may; otherwise empties it.
    private void makeRoom(int length) throws IOException {
        if (used + length <= LARGEST_SIZE) {
            buffer = Arrays.copyOf(buffer, Math.min(LARGEST_SIZE, Math.max(2 * buffer.length, used + length)));
        } else {
            flush();
        }
    }

    /// Overwrites bytes that were written before.
    void patch(long offset, byte[] bytes) throws IOException {
        if (offset < 0 || offset + bytes.length > flushed + used) {
            throw new IllegalArgumentException("nothing was written at " + offset + " yet");
        }
        if (offset >= flushed) {
            System.arraycopy(bytes, 0, buffer, (int) (offset - flushed), bytes.length);
        } else {
            flush();
            writeAll(ByteBuffer.wrap(bytes), offset);
        }
    }

    @Override
    public void flush() throws IOException {
        if (used > 0) {
            writeAll(ByteBuffer.wrap(buffer, 0, used), flushed);
            flushed += used;
            used = 0;
        }
    }

    private void writeAll(ByteBuffer bytes, long offset) throws IOException {
        long position = offset;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }
}
