package mta.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.posix.Sockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptConnectionsTest {

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofSeconds(1000);

    @TempDir
    private Path directory;

    private final List<LocalConnection> closed = new ArrayList<>();

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
            assertTrue(closed.isEmpty());
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
            assertTrue(closed.isEmpty());

            kept.closeIdle(now + IDLE.toNanos());
            assertEquals(List.of(early), closed);
            assertEquals(Optional.empty(), kept.take(now + Duration.ofSeconds(8).toNanos()));
            assertEquals(List.of(early, late), closed);
        }
    }

    @Test
    void oneThatIsOldIsNotKept() throws IOException {
        try (var _ = Sockets.listenUnix(socket(), 0600, 10);
                var connection = connect()) {
            var kept = new KeptConnections(IDLE, LIFE);
            long end = connection.madeAt() + LIFE.toNanos();

            kept.keep(connection, end);

            assertEquals(List.of(connection), closed);
            assertEquals(Optional.empty(), kept.take(end));
        }
    }

    private LocalConnection connect() throws IOException {
        return LocalConnection.to(socket(), closed::add);
    }

    private Path socket() {
        return directory.resolve("service");
    }
}
