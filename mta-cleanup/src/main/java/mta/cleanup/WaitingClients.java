package mta.cleanup;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import mta.core.config.ServiceParameters;
import mta.core.net.Connection;
import mta.service.client.CleanupClient;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;

/// Clients whose message is queued, and who may bring another on the same connection.
///
/// Under load, making a connection costs more than handing a message over. So a client may stay for `ipc_idle`; not
/// where `master.cf` limits how many are served at a time, as others may wait for its place, and not longer than the
/// service runs.
final class WaitingClients {

    private final boolean mayWait;
    private final Duration idle;
    private final Duration patience;

    // Guarded by this:
    private final Set<Connection> waiting = new HashSet<>();
    private boolean stopped;

    /// @param mayWait whether there is room for clients that only wait
    /// @param idle how long they may
    /// @param patience how long a client with a message may be silent
    WaitingClients(boolean mayWait, Duration idle, Duration patience) {
        this.mayWait = mayWait;
        this.idle = idle;
        this.patience = patience;
    }

    static WaitingClients of(ServiceContext context) {
        return new WaitingClients(
                context.entry().processLimit() == 0,
                context.main().get(ServiceParameters.IPC_IDLE),
                context.main().get(ServiceParameters.IPC_TIMEOUT));
    }

    /// Waits until the client asks for another message, or goes.
    boolean hasAnother(Connection connection, AttributeStream attributes) throws IOException {
        if (!enter(connection)) {
            return false;
        }
        connection.timeout(idle);
        try {
            var request = attributes.next();
            return request.isPresent() && request.get().all().equals(CleanupClient.ANOTHER.all());
        } catch (ClientGone _) {
            return false;
        } finally {
            leave(connection);
            connection.timeout(patience);
        }
    }

    private synchronized boolean enter(Connection connection) {
        return mayWait && !stopped && waiting.add(connection);
    }

    private synchronized void leave(Connection connection) {
        waiting.remove(connection);
    }

    /// Sends them home; whoever has a message under way finishes it.
    synchronized void stop() {
        stopped = true;
        waiting.forEach(Connection::close);
    }
}
