package mta.service.client;

import java.io.IOException;
import java.util.Optional;
import mta.service.protocol.AttributeStream;

/// The agent's end of a conversation with qmgr(8): requests come in one after another, and each gets its report.
///
///     var exchange = DeliveryExchange.open(stream);
///     for (var request = exchange.next(); request.isPresent(); request = exchange.next()) {
///         exchange.answer(deliver(request.get()));
///     }
public final class DeliveryExchange {

    private final AttributeStream stream;

    private DeliveryExchange(AttributeStream stream) {
        this.stream = stream;
    }

    /// Greets the queue manager.
    public static DeliveryExchange open(AttributeStream stream) throws IOException {
        stream.send(DeliveryConnection.GREETING);
        return new DeliveryExchange(stream);
    }

    /// The next request, or nothing where the queue manager has no more.
    public Optional<DeliveryRequest> next() throws IOException {
        var head = stream.next();
        return head.isEmpty() ? Optional.empty() : Optional.of(DeliveryRequest.read(head.get(), stream));
    }

    /// Answers the last request.
    public void answer(DeliveryReport report) throws IOException {
        stream.send(report.attributes());
    }
}
