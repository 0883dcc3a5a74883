package mta.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import mta.core.net.Connection;
import mta.core.net.LocalConnector;
import mta.service.protocol.AttributeStream;

/// A connection of ours to a service on this machine, by its unix socket. Used by one thread; any thread may [#close].
public final class LocalConnection implements Closeable {

    private final Connection connection;
    private final AttributeStream stream;
    private final long madeAt = System.nanoTime();

    private LocalConnection(Connection connection) {
        this.connection = connection;
        this.stream = AttributeStream.over(connection);
    }

    /// Connects, waiting in the backlog while the service starts.
    ///
    /// @param patience how long one read or write may take
    /// @throws IOException if there is no such socket or nobody listens
    static LocalConnection to(Path socket, LocalConnector connector, Duration patience) throws IOException {
        try {
            var connection = connector.connect(socket, patience);
            connection.timeout(patience);
            return new LocalConnection(connection);
        } catch (IOException e) {
            throw new IOException("connect to " + socket + ": " + e.getMessage(), e);
        }
    }

    /// The protocol on this connection.
    public AttributeStream stream() {
        return stream;
    }

    /// When it was made ([System#nanoTime]).
    long madeAt() {
        return madeAt;
    }

    @Override
    public void close() {
        connection.close();
    }
}
