package mta.core.net;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/// A [Connection] to a socket on this machine without an event loop, for commands that ask one question and end.
public final class ChannelConnection implements Connection {

    private static final int WRITE_BUFFER = 8 * 1024;

    private final Path socket;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private long patienceMillis = Duration.ofHours(1).toMillis();

    /// What was written and not flushed: records come in pieces of a byte or two.
    private final ByteBuffer unsent = ByteBuffer.allocate(WRITE_BUFFER);

    private ChannelConnection(Path socket, SocketChannel channel) throws IOException {
        this.socket = socket;
        this.channel = channel;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /// Connects; the kernel waits for room in the backlog, however long that takes.
    public static Connection to(Path socket, Duration patience) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var connection = new ChannelConnection(socket, channel);
            connection.timeout(patience);
            return connection;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void timeout(Duration patience) {
        patienceMillis = patience.toMillis();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var bytes = ByteBuffer.wrap(buffer, offset, length);
        int count = channel.read(bytes);
        while (count == 0) {
            await(SelectionKey.OP_READ, "read");
            count = channel.read(bytes);
        }
        return count;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (length > unsent.remaining()) {
            flush();
        }
        if (length > WRITE_BUFFER) {
            send(ByteBuffer.wrap(buffer, offset, length));
        } else {
            unsent.put(buffer, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        unsent.flip();
        try {
            send(unsent);
        } finally {
            unsent.clear();
        }
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, "write");
            }
        }
    }

    private void await(int operation, String what) throws IOException {
        try {
            key.interestOps(operation);
            if (selector.select(patienceMillis) == 0 && selector.isOpen()) {
                throw new TimedOutException(socket + ": " + what + " timed out");
            }
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            throw new IOException(socket + ": closed", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException _) {
            // It is of no use any more, and holds nothing of ours.
        }
    }
}
