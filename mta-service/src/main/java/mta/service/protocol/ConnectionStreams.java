package mta.service.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import mta.core.net.Connection;

/// A connection as a pair of streams, for a service that speaks in attributes and records.
///
/// The JDK's buffered streams take a lock for each byte. What is written, the connection itself gathers until the
/// flush.
final class ConnectionStreams {

    private static final int BUFFER_SIZE = 1 << 10;

    private ConnectionStreams() {}

    static AttributeStream of(Connection connection) {
        return new AttributeStream(new Input(connection), new Output(connection));
    }

    private static final class Input extends InputStream {

        private final Connection connection;
        private final byte[] unread = new byte[BUFFER_SIZE];
        private int start;
        private int end;
        private int marked;

        private Input(Connection connection) {
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            return start < end || fill() ? unread[start++] & 0xff : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (start == end && length >= BUFFER_SIZE) {
                return connection.read(buffer, offset, length);
            }
            if (length > 0 && start == end && !fill()) {
                return -1;
            }
            int count = Math.min(length, end - start);
            System.arraycopy(unread, start, buffer, offset, count);
            start += count;
            return count;
        }

        private boolean fill() throws IOException {
            start = 0;
            end = Math.max(0, connection.read(unread, 0, BUFFER_SIZE));
            return end > 0;
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        /// For those who look at the next byte without taking it; no more than one is kept.
        @Override
        public void mark(int most) {
            if (most > 1) {
                throw new IllegalArgumentException("more than a byte is not kept: " + most);
            }
            if (start == end) {
                start = 0;
                end = 0;
            }
            marked = start;
        }

        @Override
        public void reset() {
            start = marked;
        }

        @Override
        public int available() {
            return end - start + connection.available();
        }
    }

    private static final class Output extends OutputStream {

        private final Connection connection;

        private Output(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            connection.write(buffer, offset, length);
        }

        @Override
        public void flush() throws IOException {
            connection.flush();
        }
    }
}
