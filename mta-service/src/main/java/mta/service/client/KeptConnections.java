package mta.service.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Connections whose conversation is over and that may carry another, so that a busy client need not connect again.
///
/// The one used last is taken first, so that the others get the rest they need to be closed: after `ipc_idle`
/// without use. None is kept after `ipc_ttl`, however busy it is.
///
/// The service may have hung up meanwhile. Whoever takes a connection finds that out by its first question, and asks
/// for another.
final class KeptConnections {

    private final long idleNanos;
    private final long lifeNanos;

    // Guarded by this:
    private final Deque<Kept> connections = new ArrayDeque<>();

    /// @param idle how long one waits for its next use
    /// @param life how long one is used
    KeptConnections(Duration idle, Duration life) {
        this.idleNanos = idle.toNanos();
        this.lifeNanos = life.toNanos();
    }

    private record Kept(LocalConnection connection, long since) {}

    synchronized Optional<LocalConnection> take(long now) {
        closeIdle(now);
        return Optional.ofNullable(connections.pollLast()).map(Kept::connection);
    }

    synchronized void keep(LocalConnection connection, long now) {
        if (now - connection.madeAt() < lifeNanos) {
            connections.add(new Kept(connection, now));
        } else {
            connection.close();
        }
    }

    synchronized boolean isEmpty() {
        return connections.isEmpty();
    }

    /// Closes those that have waited for too long.
    synchronized void closeIdle(long now) {
        while (!connections.isEmpty() && now - connections.peek().since() >= idleNanos) {
            connections.remove().connection().close();
        }
    }
}
