package mta.service.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import mta.core.net.LocalConnector;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Our end of a conversation with a delivery agent; carries any number of requests, one after another.
///
/// Used by one thread at a time.
public final class DeliveryConnection implements Closeable {

    static final Attributes GREETING = new Attributes().with("protocol", "delivery_request_protocol");

    /// An agent takes the time it needs; whoever waits for it decides how long.
    private static final Duration NO_LIMIT = Duration.ofDays(1000);

    private final LocalConnection connection;

    private DeliveryConnection(LocalConnection connection) {
        this.connection = connection;
    }

    /// Connects to an agent's socket, such as `private/smtp`. The agent may not be ready yet.
    ///
    /// @throws IOException if nobody listens there
    public static DeliveryConnection to(Path socket, LocalConnector connector) throws IOException {
        return new DeliveryConnection(LocalConnection.to(socket, connector, NO_LIMIT));
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

    @Override
    public void close() {
        connection.close();
    }
}
