package mta.smtpd;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;

/// Says yes to every request, as flush(8) does for destinations that it keeps lists for.
final class FakeFlush implements Closeable {

    private final Network network = new Network(1);

    FakeFlush(Path socket) throws IOException {
        network.listen(socket, client -> Thread.ofVirtual().start(() -> serve(client)));
    }

    private static void serve(Connection client) {
        try (client) {
            var stream = AttributeStream.over(client);
            stream.send(new Attributes().with("protocol", "queue_flush_protocol"));
            stream.receive();
            stream.send(new Attributes().with("status", 0));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
