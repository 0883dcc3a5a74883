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

    /// Connects to an agent's socket, such as `private/smtp`. The agent may not be ready yet.
    ///
    /// @throws IOException if nobody listens there
    public static DeliveryConnection to(Path socket) throws IOException {
        return new DeliveryConnection(LocalConnection.to(socket, _ -> {}));
    }

    /// Waits until a new agent is ready.
    ///
    /// @throws IOException if whoever listens is no delivery agent, or went away
    public void awaitGreeting() throws IOException {
        var greeting = connection.stream().receive();
        if (!greeting.all().equals(GREETING.all())) {
            throw new ProtocolException("no delivery agent: " + greeting);
        }
    }

    /// Hands over a request and waits for its end, however long that takes; another thread may [#close] meanwhile.
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
    public void close() {
        connection.close();
    }
}
