package mta.service.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A service of the mail system on this machine as its clients see it: where it listens, and how long it may keep
/// them waiting.
///
/// Java knows no time limit for unix sockets. So while there are conversations, a thread of their own looks now and
/// then, and hangs up where nothing has come or gone for too long.
public final class LocalService {

    private static final int LOOKS = 8;

    private final Path socket;
    private final Duration patience;
    private final Set<LocalConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /// @param socket where it listens
    /// @param patience how long one read or write may take: `ipc_timeout`
    public LocalService(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
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

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("patience").start(this::hangUpOnTheSilent);
        }
    }

    private void hangUpOnTheSilent() {
        try {
            while (!open.isEmpty()) {
                Thread.sleep(patience.dividedBy(LOOKS));
                long limit = System.nanoTime() - patience.toNanos();
                open.forEach(connection -> connection.hangUpIfWaitingSince(limit));
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
