package mta.service.protocol;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import mta.core.net.Connection;

/// A connection as a pair of streams, for a service that speaks in attributes and records.
final class ConnectionStreams {

    private static final int BUFFER_SIZE = 1 << 10;

    private ConnectionStreams() {}

    static AttributeStream of(Connection connection) {
        return new AttributeStream(
                new BufferedInputStream(new Input(connection), BUFFER_SIZE),
                new BufferedOutputStream(new Output(connection), BUFFER_SIZE));
    }

    private static final class Input extends InputStream {

        private final Connection connection;

        private Input(Connection connection) {
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return connection.read(buffer, offset, length);
        }

        @Override
        public int available() {
            return connection.available();
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
