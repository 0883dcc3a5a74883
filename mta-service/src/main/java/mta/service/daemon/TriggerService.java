package mta.service.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.core.net.TimedOutException;

/// A service that is woken up by single bytes instead of spoken to, such as pickup(8) and qmgr(8).
///
/// A client connects, writes one byte for each request, and goes: `W` for a wake-up by the timer of `master.cf`;
/// qmgr(8) knows more. Postfix's own clients write a NUL at the end, which asks for nothing.
public abstract class TriggerService implements Service {

    /// Everybody may connect: who says nothing must not cost us descriptors for long.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How many clients may say nothing at a time. One more, and the first of them is hung up on, so that
    /// nobody keeps the others out. Those whose request has come, and is about to be read, are not meant.
    private static final int MOST_SILENT = 100;

    private final LocalCallers callers;

    // Guarded by itself:
    private final Deque<Connection> silent = new ArrayDeque<>();

    /// @param callers who may make requests
    protected TriggerService(LocalCallers callers) {
        this.callers = callers;
    }

    /// Acts on requests that arrived together. May be called by several threads at once.
    protected abstract void triggered(byte[] requests) throws IOException;

    @Override
    public final void serve(ClientConnection connection) throws IOException {
        var requests = new byte[100];
        int count = read(connection, requests);
        int letters = 0;
        for (int i = 0; i < count; i++) {
            if (requests[i] != 0) {
                requests[letters++] = requests[i];
            }
        }
        if (letters > 0 && callers.allow(connection)) {
            triggered(Arrays.copyOf(requests, letters));
        }
    }

    /// Waits for what a client has to say.
    ///
    /// @return how much that is; less than 1 for nothing
    private int read(Connection connection, byte[] requests) throws IOException {
        connection.timeout(PATIENCE);
        synchronized (silent) {
            silent.add(connection);
            if (silent.size() > MOST_SILENT) {
                hangUpOnOne();
            }
        }
        try {
            return connection.read(requests, 0, requests.length);
        } catch (TimedOutException _) {
            return 0;
        } catch (IOException e) {
            if (isWaiting(connection)) {
                throw e;
            }
            return 0;
        } finally {
            synchronized (silent) {
                silent.remove(connection);
            }
        }
    }

    private void hangUpOnOne() {
        for (var waiting : silent) {
            if (waiting.available() == 0) {
                silent.remove(waiting);
                waiting.close();
                return;
            }
        }
    }

    /// Whether it has not been hung up on.
    private boolean isWaiting(Connection connection) {
        synchronized (silent) {
            return silent.contains(connection);
        }
    }

    @Override
    public boolean mayHangUp() {
        return true;
    }
}
