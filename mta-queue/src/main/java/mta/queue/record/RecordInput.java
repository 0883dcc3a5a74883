package mta.queue.record;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// Bytes with a position, from a file or from a stream.
sealed interface RecordInput {

    /// The next byte, or -1 at the end.
    int read() throws IOException;

    /// The next byte, which stays the next, or -1 at the end.
    int peek() throws IOException;

    /// That many bytes; fewer only at the end.
    byte[] read(int length) throws IOException;

    long position();

    /// @throws QueueFileDamaged if there is no such place
    void seek(long offset) throws IOException;

    /// A file, read in pieces of 8 kilobytes at explicit positions.
    final class File implements RecordInput {

        /// What is behind the end of a file: nothing more to read, or a sign of damage.
        enum End {
            MAY_BE_PASSED,
            IS_THE_LIMIT
        }

        private final FileChannel channel;
        private final End end;
        private final ByteBuffer buffer = ByteBuffer.allocate(8192).limit(0);
        private long bufferStart;

        File(FileChannel channel, End end) {
            this.channel = channel;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int peek() throws IOException {
            return buffer.hasRemaining() || fill() ? buffer.get(buffer.position()) & 0xff : -1;
        }

        @Override
        public byte[] read(int length) throws IOException {
            // Grows while data is there: a damaged length must not cost memory.
            var bytes = new byte[Math.min(length, 65_536)];
            int count = 0;
            while (count < length && (buffer.hasRemaining() || fill())) {
                if (count == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(length, 2 * count));
                }
                int piece = Math.min(buffer.remaining(), bytes.length - count);
                buffer.get(bytes, count, piece);
                count += piece;
            }
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }

        private boolean fill() throws IOException {
            bufferStart += buffer.position();
            buffer.clear();
            int count = channel.read(buffer, bufferStart);
            buffer.flip();
            return count > 0;
        }

        @Override
        public long position() {
            return bufferStart + buffer.position();
        }

        @Override
        public void seek(long offset) throws IOException {
            if (offset >= bufferStart && offset <= bufferStart + buffer.limit()) {
                buffer.position((int) (offset - bufferStart));
                return;
            }
            if (offset < 0 || (end == End.IS_THE_LIMIT && offset > channel.size())) {
                throw new QueueFileDamaged("the file has no offset " + offset, position());
            }
            bufferStart = offset;
            buffer.clear().limit(0);
        }
    }

    /// A stream; takes no byte more from it than asked for.
    final class Stream implements RecordInput {

        private final InputStream in;
        private long position;

        Stream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) {
                position++;
            }
            return b;
        }

        @Override
        public int peek() throws IOException {
            in.mark(1);
            int b = in.read();
            if (b >= 0) {
                in.reset();
            }
            return b;
        }

        @Override
        public byte[] read(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            position += bytes.length;
            return bytes;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void seek(long offset) throws IOException {
            if (offset < position) {
                throw new IOException("input is not seekable");
            }
            try {
                in.skipNBytes(offset - position);
            } catch (EOFException e) {
                throw new IOException("skip " + (offset - position) + " bytes failed", e);
            }
            position = offset;
        }
    }
}
