package mta.service.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import mta.service.protocol.AttributeStream;

/// A connection of ours to a service on this machine, by its unix socket. Used by one thread; any thread may [#close].
public final class LocalConnection implements Closeable {

    private static final long NOT_WAITING = 0;

    /// For attributes, which are short; what is long passes by the buffer.
    private static final int BUFFER_SIZE = 1 << 10;

    private final Path socket;
    private final SocketChannel channel;
    private final Consumer<LocalConnection> closed;
    private final AttributeStream stream;
    private final long madeAt = System.nanoTime();

    /// When a read or write began that has not ended.
    private volatile long waitingSince = NOT_WAITING;

    private volatile boolean hungUp;

    private LocalConnection(Path socket, SocketChannel channel, Consumer<LocalConnection> closed) {
        this.socket = socket;
        this.channel = channel;
        this.closed = closed;
        this.stream = new AttributeStream(
                new BufferedInputStream(new Input(), BUFFER_SIZE), new BufferedOutputStream(new Output(), BUFFER_SIZE));
    }

    /// Connects, waiting in the backlog while the service starts; then it may take any time.
    ///
    /// @param closed told when the connection is closed
    /// @throws IOException if there is no such socket or nobody listens
    static LocalConnection to(Path socket, Consumer<LocalConnection> closed) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new LocalConnection(socket, channel, closed);
        } catch (IOException e) {
            channel.close();
            throw new IOException("connect to " + socket + ": " + e.getMessage(), e);
        }
    }

    /// The protocol on this connection.
    public AttributeStream stream() {
        return stream;
    }

    /// When it was made ([System#nanoTime]).
    long madeAt() {
        return madeAt;
    }

    /// Whether the peer has hung up while nothing was asked of it. To be called between conversations only.
    public boolean isClosedByPeer() {
        try {
            channel.configureBlocking(false);
            boolean ended = channel.read(ByteBuffer.allocate(1)) != 0;
            channel.configureBlocking(true);
            return ended;
        } catch (IOException _) {
            return true;
        }
    }

    /// Ends a read or write that has been waiting since before that time ([System#nanoTime]).
    void hangUpIfWaitingSince(long limit) {
        long since = waitingSince;
        if (since != NOT_WAITING && since - limit < 0) {
            hungUp = true;
            close();
        }
    }

    @Override
    public void close() {
        closed.accept(this);
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more, and holds nothing of ours.
        }
    }

    /// What may take its time.
    @FunctionalInterface
    private interface Transfer {
        int run() throws IOException;
    }

    private int timed(String what, Transfer transfer) throws IOException {
        waitingSince = System.nanoTime() | 1;
        try {
            return transfer.run();
        } catch (ClosedChannelException e) {
            if (hungUp) {
                throw new IOException(what + " " + socket + ": no progress within the time limit", e);
            }
            throw e;
        } finally {
            waitingSince = NOT_WAITING;
        }
    }

    private final class Input extends InputStream {

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return timed("read from", () -> channel.read(ByteBuffer.wrap(buffer, offset, length)));
        }
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            var bytes = ByteBuffer.wrap(buffer, offset, length);
            while (bytes.hasRemaining()) {
                timed("write to", () -> channel.write(bytes));
            }
        }
    }
}
