package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import mta.core.net.Network;
import mta.core.posix.Descriptor;
import mta.core.posix.Sockets;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What clients do when a service hangs: the kernel accepts connections for it, but nothing ever comes.
@Timeout(60)
class LocalServiceTest {

    /// Longer than a busy machine takes to connect.
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void aServiceThatNeverGreetsIsGivenUp() throws IOException {
        try (var _ = listen()) {
            var cleanup = new LocalService(socket(), SHORT);

            var failure = assertThrows(IOException.class, () -> CleanupClient.open(cleanup));

            assertEquals(socket() + ": read timed out", failure.getMessage());
        }
    }

    @Test
    void aServiceThatTakesNothingIsGivenUp() throws IOException {
        try (var _ = listen();
                var connection = new LocalService(socket(), SHORT).connect()) {
            var piece = new byte[1 << 16];

            assertThrows(IOException.class, () -> {
                while (true) {
                    connection.stream().output().write(piece);
                }
            });
        }
    }

    @Test
    void theSameWithEventLoops() throws IOException {
        try (var _ = listen();
                var network = new Network(1)) {
            var cleanup = new LocalService(socket(), SHORT, network::connect, Duration.ZERO, Duration.ZERO);

            var failure = assertThrows(IOException.class, () -> CleanupClient.open(cleanup));

            assertEquals(socket() + ": read timed out", failure.getMessage());
        }
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        var failure = assertThrows(IOException.class, () -> new LocalService(socket(), SHORT).connect());

        assertEquals("connect to " + socket() + ": No such file or directory", failure.getMessage());
    }

    @Test
    void whatIsAnsweredInTimeArrives() throws Exception {
        try (var listener = listen();
                var connection = new LocalService(socket(), LONG).connect();
                var peer = Sockets.accept(listener)) {
            peer.write("a\0b\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            assertEquals(
                    new Attributes().with("a", "b").all(),
                    connection.stream().receive().all());
        }
    }

    private Path socket() {
        return directory.resolve("service");
    }

    private Descriptor listen() throws IOException {
        return Sockets.listenUnix(socket(), 0600, 10);
    }
}
