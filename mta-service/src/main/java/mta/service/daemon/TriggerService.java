package mta.service.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import mta.core.net.Connection;
import mta.core.net.TimedOutException;

/// A service that is woken up by single bytes instead of spoken to, such as pickup(8) and qmgr(8).
///
/// A client connects, writes one byte for each request, and goes: `W` for a wake-up by the timer of `master.cf`;
/// qmgr(8) knows more. Postfix's own clients write a NUL at the end, which asks for nothing.
public abstract class TriggerService implements Service {

    /// Everybody may connect, and a service such as pickup(8) has one client at a time: who says nothing must not keep
    /// the others out.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LocalCallers callers;

    /// @param callers who may make requests
    protected TriggerService(LocalCallers callers) {
        this.callers = callers;
    }

    /// Acts on requests that arrived together. May be called by several threads at once.
    protected abstract void triggered(byte[] requests) throws IOException;

    @Override
    public final void serve(Connection connection) throws IOException {
        var requests = new byte[100];
        connection.timeout(PATIENCE);
        int count;
        try {
            count = connection.read(requests, 0, requests.length);
        } catch (TimedOutException _) {
            return;
        }
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
}
