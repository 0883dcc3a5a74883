package mta.service.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Wakes a service such as pickup(8) or qmgr(8) by sending it a byte for each request.
///
/// @param socket where it listens
/// @param requests what it is to do, such as `W` or `I`, a letter each
public record Trigger(Path socket, String requests) {

    /// A trigger with one request.
    public Trigger(Path socket, char request) {
        this(socket, String.valueOf(request));
    }

    /// How a trigger went.
    public sealed interface Outcome {

        /// The service will see it.
        enum Sent implements Outcome {
            YES
        }

        /// Nobody is there. The service looks for work by itself when it starts.
        ///
        /// @param problem for the log
        record Failed(String problem) implements Outcome {}
    }

    /// Sends it without ever waiting.
    public Outcome send() {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            // Where the backlog is full, the service has enough triggers waiting.
            if (channel.connect(UnixDomainSocketAddress.of(socket))) {
                channel.write(ByteBuffer.wrap(requests.getBytes(StandardCharsets.US_ASCII)));
            }
            return Outcome.Sent.YES;
        } catch (IOException e) {
            String name = socket.getParent().getFileName() + "/" + socket.getFileName();
            return new Outcome.Failed("connect to " + name + ": " + e.getMessage());
        }
    }
}
