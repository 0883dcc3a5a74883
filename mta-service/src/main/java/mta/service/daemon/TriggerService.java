package mta.service.daemon;

import java.io.IOException;
import mta.core.net.Connection;

/// A service that is woken up by single bytes instead of spoken to, such as pickup(8) and qmgr(8).
///
/// A client connects, writes one byte for each request, and goes: `W` for a wake-up by the timer of `master.cf`;
/// qmgr(8) knows more.
public abstract class TriggerService implements Service {

    /// Acts on requests that arrived together. May be called by several threads at once.
    protected abstract void triggered(byte[] requests) throws IOException;

    @Override
    public final void serve(Connection connection) throws IOException {
        var requests = new byte[100];
        int count = connection.read(requests, 0, requests.length);
        if (count > 0) {
            triggered(java.util.Arrays.copyOf(requests, count));
        }
    }
}
