package mta.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Our end of a conversation with a delivery agent; carries any number of requests, one after another.
///
/// Used by one thread at a time.
public final class DeliveryConnection implements Closeable {

    static final Attributes GREETING = new Attributes().with("protocol", "delivery_request_protocol");

    private final LocalConnection connection;

    private DeliveryConnection(LocalConnection connection) {
        this.connection = connection;
    }

    /// Connects to an agent's socket, such as `private/smtp`, and waits until it is ready.
    ///
    /// @throws IOException if nobody listens there, or somebody who is no delivery agent
    public static DeliveryConnection to(Path socket) throws IOException {
        var connection = LocalConnection.to(socket);
        try {
            var greeting = connection.stream().receive();
            if (!greeting.all().equals(GREETING.all())) {
                throw new ProtocolException("no delivery agent at " + socket + ": " + greeting);
            }
            return new DeliveryConnection(connection);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// Hands over a request and waits for its end, however long that takes.
    ///
    /// @throws IOException if the agent went away; what it did before is known only from the queue file
    public DeliveryReport deliver(DeliveryRequest request) throws IOException {
        request.write(connection.stream());
        connection.stream().output().flush();
        return DeliveryReport.read(connection.stream().receive());
    }

    /// Whether the agent has gone away while nothing was asked of it.
    public boolean isClosedByPeer() {
        return connection.isClosedByPeer();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
