package mta.cleanup;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.service.daemon.Service;

/// Serves a service on a unix socket, without the host runtime.
final class LocalServer implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final Service service;
    private final Queue<Thread> sessions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private LocalServer(ServerSocketChannel listener, Service service) {
        this.listener = listener;
        this.service = service;
    }

    /// @param uid who every client is taken for
    static LocalServer start(Path socket, Service service, int uid) throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        var server = new LocalServer(listener, service);
        Thread.ofVirtual().start(() -> server.accept(uid));
        return server;
    }

    /// How many connections there were.
    int sessions() {
        return connections.get();
    }

    private void accept(int uid) {
        try {
            while (true) {
                var channel = listener.accept();
                // Before its session begins: the client may be done before we are.
                connections.incrementAndGet();
                sessions.add(Thread.ofVirtual().start(() -> serve(channel, uid)));
            }
        } catch (ClosedChannelException closed) {
            // the test is over
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void serve(SocketChannel channel, int uid) {
        try (channel) {
            service.serve(new ChannelConnection(channel, uid));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Waits for sessions whose clients have gone: only then is nothing left of what they were about.
    @Override
    public void close() throws IOException {
        listener.close();
        service.stop();
        try {
            for (Thread session : sessions) {
                session.join(Duration.ofSeconds(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record ChannelConnection(SocketChannel channel, int uid) implements ClientConnection {

        @Override
        public Endpoint peer() {
            return new Endpoint.Local(0, uid, uid);
        }

        @Override
        public Endpoint local() {
            return new Endpoint.Local(0, uid, uid);
        }

        @Override
        public void timeout(Duration patience) {}

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(buffer, offset, length));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            var bytes = ByteBuffer.wrap(buffer, offset, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
