package mta.core.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    /// Symptom: `postdrop` makes three system calls for each line of a message.
    @Test
    void whatIsWrittenInPiecesLeavesAtOnce() throws IOException {
        try (var server = listen();
                var connection = ChannelConnection.to(directory.resolve("socket"), LONG);
                var peer = server.accept()) {
            peer.configureBlocking(false);
            var received = ByteBuffer.allocate(10);
            connection.write(new byte[] {1}, 0, 1);
            connection.write(new byte[] {2, 3}, 0, 2);
            assertEquals(0, peer.read(received));

            connection.flush();

            assertEquals(3, peer.read(received));
            assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(received.array(), 3));
        }
    }

    @Test
    void piecesOfAnySizeArriveInTheirOrder() throws IOException {
        var random = new Random(1);
        byte[] sent = new byte[1_000_000];
        random.nextBytes(sent);
        try (var server = listen();
                var connection = ChannelConnection.to(directory.resolve("socket"), LONG);
                var peer = server.accept()) {
            var received = CompletableFuture.supplyAsync(() -> {
                try {
                    return Channels.newInputStream(peer).readNBytes(sent.length);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            for (int at = 0; at < sent.length; ) {
                int length = Math.min(random.nextInt(1, random.nextBoolean() ? 100 : 20_000), sent.length - at);
                connection.write(sent, at, length);
                at += length;
            }
            connection.flush();

            assertArrayEquals(sent, received.join());
        }
    }

    private ServerSocketChannel listen() throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve("socket")));
        return server;
    }
}
