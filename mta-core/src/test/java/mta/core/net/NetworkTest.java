package mta.core.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mta.core.posix.Processes;
import mta.core.posix.Sockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Network network = new Network(1);

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void bytesComeBackAsTheyWereSentHoweverManyThereAre() throws IOException {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        try (var connection = connect()) {
            var sender = Thread.ofVirtual().start(() -> send(connection, sent));
            var received = new ByteArrayOutputStream();
            byte[] buffer = new byte[10_000];
            while (received.size() < sent.length) {
                received.write(buffer, 0, connection.read(buffer, 0, buffer.length));
            }
            assertArrayEquals(sent, received.toByteArray());
            assertEquals(Thread.State.TERMINATED, joined(sender).getState());
        }
    }

    /// The event loop looks at a connection when its timer expires, and not for each wait.
    @Test
    void aWaitThatEndsAfterTheFirstLookEndsAllTheSame() throws IOException {
        try (var connection = connect()) {
            connection.timeout(Duration.ofMillis(1_001));

            assertThrows(TimedOutException.class, () -> connection.read(new byte[1], 0, 1));

            connection.timeout(Duration.ofMillis(1));

            assertThrows(TimedOutException.class, () -> connection.read(new byte[1], 0, 1));
        }
    }

    /// Symptom: who waits to read waits for ever, once another thread has waited for room to write meanwhile.
    @Test
    void eachWaitHasItsEnd(@TempDir Path directory) throws Exception {
        byte[] sent = new byte[1_000_000];
        var socket = directory.resolve("socket");
        var accepted = new CompletableFuture<Connection>();
        try (var _ = network.listen(socket, accepted::complete);
                var slow = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var connection = accepted.get(LONG.toSeconds(), TimeUnit.SECONDS)) {
            connection.timeout(Duration.ofMillis(1_500));
            var end = new CompletableFuture<Throwable>();
            var reader = Thread.ofVirtual().start(() -> {
                end.complete(assertThrows(IOException.class, () -> connection.read(new byte[1], 0, 1)));
            });
            awaitState(reader, Thread.State.WAITING);
            connection.timeout(LONG);
            var writer = Thread.ofVirtual().start(() -> send(connection, sent));
            awaitState(writer, Thread.State.WAITING);

            assertEquals(sent.length, Channels.newInputStream(slow).readNBytes(sent.length).length);

            assertEquals(Thread.State.TERMINATED, joined(writer).getState());
            assertInstanceOf(TimedOutException.class, end.get(LONG.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void aSilentPeerEndsTheWait() throws IOException {
        try (var connection = connect()) {
            connection.timeout(Duration.ofMillis(1));

            assertThrows(TimedOutException.class, () -> connection.read(new byte[1], 0, 1));
        }
    }

    @Test
    void aClosedConnectionIsReadToItsEnd() throws IOException {
        try (var acceptor = network.listen(loopback(), peer -> {
                    send(peer, "bye".getBytes(StandardCharsets.US_ASCII));
                    peer.close();
                });
                var connection = network.connect((InetSocketAddress) acceptor.address(), Optional.empty(), LONG)) {
            byte[] buffer = new byte[10];

            assertEquals(3, connection.read(buffer, 0, 10));
            assertEquals(-1, connection.read(buffer, 0, 10));
        }
    }

    /// A client such as `postkick` says a letter and is gone before anybody asks who it was.
    @Test
    void aLocalClientIsKnownAfterItHasHungUp(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("socket");
        var caller = new CompletableFuture<Endpoint>();
        try (var _ = network.listen(
                socket,
                peer -> Thread.ofVirtual().start(() -> {
                    try (peer) {
                        assertEquals(-1, peer.read(new byte[1], 0, 1));
                        caller.complete(peer.peer());
                    } catch (IOException | RuntimeException e) {
                        caller.completeExceptionally(e);
                    }
                }))) {
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();

            var known = assertInstanceOf(Endpoint.Local.class, caller.get(30, TimeUnit.SECONDS));
            assertEquals(ProcessHandle.current().pid(), known.pid());
            assertEquals(Processes.effectiveUser(), known.uid());
        }
    }

    @Test
    void aServiceThatIsNotThereIsToldInTheSystemsWords(@TempDir Path directory) {
        var failure = assertThrows(IOException.class, () -> network.connect(directory.resolve("nobody"), LONG));

        assertEquals("No such file or directory", failure.getMessage());
    }

    /// The kernel refuses at once where it would let a blocking client wait.
    @Test
    void aClientWaitsForRoomInTheBacklog(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("busy");
        try (var listener = Sockets.listenUnix(socket, 0600, 0);
                var _ = network.connect(socket, LONG)) {
            var failure = assertThrows(IOException.class, () -> network.connect(socket, Duration.ofMillis(1)));
            assertEquals("no room in the backlog", failure.getMessage());

            var late = new CompletableFuture<Connection>();
            var client = Thread.ofVirtual().start(() -> {
                try {
                    late.complete(network.connect(socket, LONG));
                } catch (IOException e) {
                    late.completeExceptionally(e);
                }
            });
            Sockets.accept(listener).close();

            late.get(LONG.toSeconds(), TimeUnit.SECONDS).close();
            assertEquals(Thread.State.TERMINATED, joined(client).getState());
        }
    }

    @Test
    void whatASlowPeerHasNotTakenYetIsNotLostAtTheEnd(@TempDir Path directory) throws IOException {
        // A little more than the kernel holds for a reader that is late, so that the rest waits in this process.
        byte[] sent = new byte[200_000];
        new Random(1).nextBytes(sent);
        var socket = directory.resolve("socket");
        var serving = new CompletableFuture<Thread>();
        try (var _ = network.listen(
                        socket,
                        peer -> serving.complete(Thread.ofVirtual().start(() -> {
                            try (peer) {
                                for (int i = 0; i < sent.length; i += 10_000) {
                                    send(peer, Arrays.copyOfRange(sent, i, i + 10_000));
                                }
                                peer.finish();
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        })));
                var slow = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            awaitState(serving.join(), Thread.State.WAITING);

            assertArrayEquals(sent, Channels.newInputStream(slow).readAllBytes());
        }
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.isAlive() && thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aPeerThatHasSaidItsLastWordStillHearsTheAnswer() throws IOException {
        try (var acceptor =
                        network.listen(loopback(), peer -> Thread.ofVirtual().start(() -> answerAtTheEnd(peer)));
                var channel = SocketChannel.open(acceptor.address())) {
            channel.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
            channel.shutdownOutput();

            assertEquals(
                    "5 bytes", new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    private static void answerAtTheEnd(Connection peer) {
        try (peer) {
            int count = 0;
            byte[] buffer = new byte[10];
            for (int more = 0; more >= 0; more = peer.read(buffer, 0, 10)) {
                count += more;
            }
            send(peer, (count + " bytes").getBytes(StandardCharsets.US_ASCII));
            peer.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nobodyListeningIsSaidInTheWordsOfTheSystem() throws IOException {
        InetSocketAddress nobody;
        try (var acceptor = network.listen(loopback(), Connection::close)) {
            nobody = (InetSocketAddress) acceptor.address();
        }

        var refused = assertThrows(IOException.class, () -> network.connect(nobody, Optional.empty(), LONG));

        assertTrue(refused.getMessage().contains("Connection refused"), refused.getMessage());
    }

    @Test
    void theKernelTellsWhoIsConnectedLocally(@TempDir Path directory) throws Exception {
        var socket = directory.resolve("socket");
        var caller = new CompletableFuture<Endpoint>();
        try (var _ = network.listen(socket, client -> caller.complete(client.peer()));
                var _ = network.connect(socket, LONG)) {
            var peer = assertInstanceOf(Endpoint.Local.class, caller.get(1, TimeUnit.MINUTES));

            assertEquals(ProcessHandle.current().pid(), peer.pid());
        }
    }

    @Test
    void aLocalListenerThatIsOpenAlreadyIsTakenOver(@TempDir Path directory) throws IOException {
        var socket = directory.resolve("socket");
        var listener = Sockets.listenUnix(socket, 0600, 10);
        try (var _ = network.acceptLocal(listener.release(), NetworkTest::echo);
                var connection = network.connect(socket, LONG)) {
            send(connection, new byte[] {42});
            byte[] answer = new byte[1];

            assertEquals(1, connection.read(answer, 0, 1));
            assertEquals(42, answer[0]);
        }
    }

    private Connection connect() throws IOException {
        var acceptor = network.listen(loopback(), NetworkTest::echo);
        return network.connect((InetSocketAddress) acceptor.address(), Optional.empty(), LONG);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void echo(Connection connection) {
        Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[50_000];
            try {
                for (int count; (count = connection.read(buffer, 0, buffer.length)) > 0; ) {
                    connection.write(buffer, 0, count);
                    connection.flush();
                }
            } catch (IOException e) {
                connection.close();
            }
        });
    }

    private static void send(Connection connection, byte[] bytes) {
        try {
            connection.write(bytes, 0, bytes.length);
            connection.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Thread joined(Thread thread) {
        try {
            thread.join(LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread;
    }
}
