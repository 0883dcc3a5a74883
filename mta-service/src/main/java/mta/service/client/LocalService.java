package mta.service.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A service of the mail system on this machine as its clients see it: where it listens, and how long it may keep
/// them waiting.
///
/// Java knows no time limit for unix sockets. So while there are conversations, a thread of their own looks now and
/// then, and hangs up where nothing has come or gone for too long. The same thread closes connections that were kept
/// and that nobody wanted.
public final class LocalService {

    private static final int LOOKS = 8;

    private final Path socket;
    private final Duration patience;
    private final Duration lookEvery;
    private final KeptConnections kept;
    private final Set<LocalConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /// A service that gets a new connection for each conversation.
    ///
    /// @param socket where it listens
    /// @param patience how long one read or write may take: `ipc_timeout`
    public LocalService(Path socket, Duration patience) {
        this(socket, patience, Duration.ZERO, Duration.ZERO);
    }

    /// @param socket where it listens
    /// @param patience how long one read or write may take: `ipc_timeout`
    /// @param idle how long a connection is kept for its next use: `ipc_idle`
    /// @param life how long a connection is used: `ipc_ttl`
    public LocalService(Path socket, Duration patience, Duration idle, Duration life) {
        this.socket = socket;
        this.patience = patience;
        var look = patience.dividedBy(LOOKS);
        this.lookEvery = idle.isZero() ? look : Collections.min(List.of(look, idle));
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
        var connection = LocalConnection.to(socket, open::remove);
        open.add(connection);
        watch();
        return connection;
    }

    /// A connection from an earlier conversation, if there is one; the service may have hung up on it.
    Optional<LocalConnection> takeKept() {
        return kept.take(System.nanoTime());
    }

    /// Keeps a connection for another conversation, instead of closing it.
    void keep(LocalConnection connection) {
        kept.keep(connection, System.nanoTime());
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("patience").start(this::hangUpOnTheSilent);
        }
    }

    private void hangUpOnTheSilent() {
        try {
            while (!open.isEmpty()) {
                Thread.sleep(lookEvery);
                long now = System.nanoTime();
                open.forEach(connection -> connection.hangUpIfWaitingSince(now - patience.toNanos()));
                kept.closeIdle(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        watched.set(false);
        if (!open.isEmpty()) {
            watch();
        }
    }
}
