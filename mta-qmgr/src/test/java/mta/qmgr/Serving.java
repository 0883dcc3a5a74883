package mta.qmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import mta.core.net.ClientConnection;
import mta.service.daemon.Service;

/// Serves each client of a listener on a thread of its own, as a host does.
public final class Serving {

    private Serving() {}

    /// What a listener does with its clients.
    public static Consumer<ClientConnection> by(Service service) {
        return client -> Thread.ofVirtual().start(() -> serve(service, client));
    }

    private static void serve(Service service, ClientConnection client) {
        try (client) {
            service.serve(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
