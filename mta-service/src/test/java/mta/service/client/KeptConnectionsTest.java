package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import mta.core.net.ChannelConnection;
import mta.core.posix.Sockets;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptConnectionsTest {

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofSeconds(1000);

    @TempDir
    private Path directory;

    @Test
    void theOneUsedLastIsTakenFirst() throws IOException {
        try (var _ = Sockets.listenUnix(socket(), 0600, 10);
                var first = connect();
                var second = connect()) {
            var kept = new KeptConnections(IDLE, LIFE);
            long now = second.madeAt();

            kept.keep(first, now);
            kept.keep(second, now);

            assertEquals(Optional.of(second), kept.take(now));
            assertEquals(Optional.of(first), kept.take(now));
            assertEquals(Optional.empty(), kept.take(now));
            assertFalse(isClosed(first));
            assertFalse(isClosed(second));
        }
    }

    @Test
    void whatNobodyWantedIsClosed() throws IOException {
        try (var _ = Sockets.listenUnix(socket(), 0600, 10);
                var early = connect();
                var late = connect()) {
            var kept = new KeptConnections(IDLE, LIFE);
            long now = late.madeAt();
            kept.keep(early, now);
            kept.keep(late, now + Duration.ofSeconds(3).toNanos());

            kept.closeIdle(now + IDLE.toNanos() - 1);
            assertFalse(isClosed(early));

            kept.closeIdle(now + IDLE.toNanos());
            assertTrue(isClosed(early));
            assertFalse(isClosed(late));
            assertEquals(Optional.empty(), kept.take(now + Duration.ofSeconds(8).toNanos()));
            assertTrue(isClosed(late));
        }
    }

    @Test
    void oneThatIsOldIsNotKept() throws IOException {
        try (var _ = Sockets.listenUnix(socket(), 0600, 10);
                var connection = connect()) {
            var kept = new KeptConnections(IDLE, LIFE);
            long end = connection.madeAt() + LIFE.toNanos();

            kept.keep(connection, end);

            assertTrue(isClosed(connection));
            assertEquals(Optional.empty(), kept.take(end));
        }
    }

    private LocalConnection connect() throws IOException {
        return LocalConnection.to(socket(), ChannelConnection::to, Duration.ofMinutes(1));
    }

    private static boolean isClosed(LocalConnection connection) {
        try {
            connection.stream().send(new Attributes().with("are", "you there"));
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private Path socket() {
        return directory.resolve("service");
    }
}
