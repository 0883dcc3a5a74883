package mta.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import mta.core.net.Connection;

/// A connection as a pair of streams.
///
/// @param connection what they stand on
record ConnectionStreams(Connection connection) {

    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return connection.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return length == 0 ? 0 : connection.read(buffer, offset, length);
            }

            @Override
            public int available() {
                return connection.available();
            }
        };
    }

    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                connection.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                connection.write(buffer, offset, length);
            }

            @Override
            public void flush() throws IOException {
                connection.flush();
            }
        };
    }
}
