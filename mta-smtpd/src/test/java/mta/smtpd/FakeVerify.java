package mta.smtpd;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.service.client.VerifyClient;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;

/// Answers as verify(8) does, with what local parts say: `good`, `bad`, `busy`; `slow` is found good when it is asked
/// about for the second time, and `lost` never.
final class FakeVerify implements Closeable {

    private final Network network = new Network(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FakeVerify(Path socket) throws IOException {
        network.listen(socket, client -> Thread.ofVirtual().start(() -> serve(client)));
    }

    /// The addresses that were asked about, in order.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve(Connection client) {
        try (client) {
            var stream = AttributeStream.over(client);
            stream.send(new Attributes().with("protocol", VerifyClient.PROTOCOL));
            String address = stream.receive().text("address");
            boolean isKnown = asked.contains(address);
            asked.add(address);
            stream.send(answer(address.substring(0, address.indexOf('@')), isKnown));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Attributes answer(String local, boolean isKnown) {
        return switch (local) {
            case "good" -> answer(0, "250 2.1.5 Ok");
            case "busy" ->
                answer(1, "host mx.test[192.0.2.1] said: 450 4.2.2 mailbox busy (in reply to RCPT TO command)");
            case "bad" ->
                answer(2, "host mx.test[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)");
            case "slow" -> isKnown ? answer(0, "250 2.1.5 Ok") : answer(3, "Address verification in progress");
            case "lost" -> answer(3, "Address verification in progress");
            default -> new Attributes().with("status", -1);
        };
    }

    private static Attributes answer(int standing, String reason) {
        return new Attributes()
                .with("status", 0)
                .with("recipient_status", standing)
                .with("reason", reason);
    }

    @Override
    public void close() {
        network.close();
    }
}
