package mta.service.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import mta.core.net.ChannelConnection;
import mta.core.net.LocalConnector;

/// A service of the mail system on this machine as its clients see it: where it listens, and how long it may keep
/// them waiting.
public final class LocalService {

    private final Path socket;
    private final Duration patience;
    private final LocalConnector connector;
    private final Duration idle;
    private final KeptConnections kept;
    private final AtomicBoolean watched = new AtomicBoolean();

    /// A service as a command sees it: with a new connection for each conversation.
    ///
    /// @param socket where it listens
    /// @param patience how long one read or write may take: `ipc_timeout`
    public LocalService(Path socket, Duration patience) {
        this(socket, patience, ChannelConnection::to, Duration.ZERO, Duration.ZERO);
    }

    /// @param socket where it listens
    /// @param patience how long one read or write may take: `ipc_timeout`
    /// @param connector opens connections
    /// @param idle how long a connection is kept for its next use: `ipc_idle`
    /// @param life how long a connection is used: `ipc_ttl`
    public LocalService(Path socket, Duration patience, LocalConnector connector, Duration idle, Duration life) {
        this.socket = socket;
        this.patience = patience;
        this.connector = connector;
        this.idle = idle;
        this.kept = new KeptConnections(idle, life);
    }

    /// Where it listens.
    public Path socket() {
        return socket;
    }

    /// Connects, waiting in the backlog while the service starts.
    ///
    /// @throws IOException if there is no such socket or nobody listens
    public LocalConnection connect() throws IOException {
        return LocalConnection.to(socket, connector, patience);
    }

    /// A connection from an earlier conversation, if there is one; the service may have hung up on it.
    Optional<LocalConnection> takeKept() {
        return kept.take(System.nanoTime());
    }

    /// Keeps a connection for another conversation, instead of closing it.
    void keep(LocalConnection connection) {
        kept.keep(connection, System.nanoTime());
        watch();
    }

    /// While connections wait, a thread looks now and then for those that nobody wanted.
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("kept").start(this::closeIdle);
        }
    }

    private void closeIdle() {
        try {
            do {
                Thread.sleep(idle);
                kept.closeIdle(System.nanoTime());
            } while (!kept.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        watched.set(false);
        if (!kept.isEmpty()) {
            watch();
        }
    }
}
