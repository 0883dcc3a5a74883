package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import mta.core.posix.Descriptor;
import mta.core.posix.Sockets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The end of a host. Time passes when the test says so.
@Timeout(60)
class HostWorkTest {

    private static final Duration DAEMON_TIMEOUT = Duration.ofHours(5);

    @TempDir
    private Path directory;

    private final CountDownLatch served = new CountDownLatch(1);
    private volatile Instant now = Instant.EPOCH;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("main.cf"), """
                queue_directory = %1$s
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                """.formatted(directory));
        Files.writeString(directory.resolve("master.cf"), "socket unix n - n - 0 silent\n");
        Files.createDirectory(directory.resolve("public"));
    }

    /// Symptom: a client that came at the last moment and says nothing keeps the process for ever.
    @Test
    void theLastClientOfAHostThatLeavesMayTakeAsLongAsDaemonTimeout() throws Exception {
        Path socket = directory.resolve("public/socket");
        var pair = Sockets.packetPair();
        Service silent = client -> {
            served.countDown();
            assertEquals(-1, client.read(new byte[1], 0, 1));
        };
        try (var _ = pair.one();
                var lock = Descriptor.readWrite(directory.resolve("lock"), 0600);
                var work =
                        new HostWork("toy", Map.of("silent", _ -> silent), MasterLink.over(pair.other()), () -> now);
                var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            work.begin(new MasterLink.Assignment(
                    directory,
                    lock,
                    Optional.of(Descriptor.append(directory.resolve("log"), 0600)),
                    Map.of("public/socket/unix", List.of(Sockets.listenUnix(socket, 0600, 10)))));
            client.connect(UnixDomainSocketAddress.of(socket));
            served.await();
            work.leave();
            work.lost();
            var end = new FutureTask<>(work::untilEnd);
            Thread.ofPlatform().daemon().start(end);

            now = now.plus(DAEMON_TIMEOUT);

            assertEquals(0, end.get());
        }
        String log = Files.readString(directory.resolve("log"));
        assertTrue(log.contains("ended before these services had finished: socket"), log);
    }
}
