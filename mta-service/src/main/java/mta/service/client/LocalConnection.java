package mta.service.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import mta.service.protocol.AttributeStream;

/// A connection of ours to a service on this machine, by its unix socket.
public final class LocalConnection implements Closeable {

    private final SocketChannel channel;
    private final AttributeStream stream;

    private LocalConnection(SocketChannel channel) {
        this.channel = channel;
        this.stream = new AttributeStream(
                new BufferedInputStream(Channels.newInputStream(channel)),
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    /// Connects, waiting in the backlog while the service starts.
    ///
    /// @throws IOException if there is no such socket or nobody listens
    public static LocalConnection to(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new LocalConnection(channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException("connect to " + socket + ": " + e.getMessage(), e);
        }
    }

    /// The protocol on this connection.
    public AttributeStream stream() {
        return stream;
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
