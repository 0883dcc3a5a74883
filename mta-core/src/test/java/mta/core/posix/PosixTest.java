package mta.core.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import mta.testkit.net.FreePort;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosixTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void aListenerThatTravelledThroughAChannelStillAccepts() throws Exception {
        Path path = folder.resolve("listener");
        try (var listener = Sockets.listenUnix(path, 0666, 10);
                var pair = new Pair();
                var poll = new Poll()) {
            pair.one.send("here it is", List.of(listener));
            var message = pair.other.receive();

            assertEquals("here it is", message.text());
            assertEquals(1, message.descriptors().size());
            try (var travelled = message.descriptors().getFirst();
                    var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(path));
                assertEquals(List.of(travelled), poll.await(List.of(travelled), LONG));
                try (var connection = Sockets.accept(travelled)) {
                    assertEquals(
                            ProcessHandle.current().pid(),
                            Sockets.peer(connection).pid());
                    client.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
                    assertEquals("hello", new String(connection.read(100), StandardCharsets.US_ASCII));
                }
            }
        }
    }

    @Test
    void manyDescriptorsTravelInOneMessage() throws Exception {
        try (var pair = new Pair();
                var file = Descriptor.append(folder.resolve("file"), 0600)) {
            pair.one.send("x", java.util.Collections.nCopies(DescriptorChannel.MOST_DESCRIPTORS, file));
            var message = pair.other.receive();

            assertEquals(
                    DescriptorChannel.MOST_DESCRIPTORS, message.descriptors().size());
            message.descriptors().getLast().write("through the copy".getBytes(StandardCharsets.US_ASCII));
            message.descriptors().forEach(Descriptor::close);
            assertEquals("through the copy", Files.readString(folder.resolve("file")));
        }
    }

    @Test
    void theEndOfTheOtherProcessIsSeen() throws Exception {
        var pair = new Pair();
        pair.one.close();
        assertTrue(pair.other.receive().isEnd());
        pair.other.close();
    }

    @Test
    void anInetListenerTakesConnectionsAndASecondOneIsRefused() throws Exception {
        var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePort.find());
        try (var listener = Sockets.listenInet(loopback, 10);
                var client = SocketChannel.open(loopback);
                var connection = Sockets.accept(listener)) {
            assertTrue(client.isConnected());
            assertTrue(connection.number() > 2);
            var refused = assertThrows(PosixException.class, () -> Sockets.listenInet(loopback, 10));
            assertEquals("bind: Address already in use", refused.getMessage());
            assertEquals(Errno.EADDRINUSE, refused.errno());
        }
    }

    @Test
    void theModeOfASocketIsTheOneAskedFor() throws Exception {
        Path path = folder.resolve("socket");
        try (var _ = Sockets.listenUnix(path, 0622, 10)) {
            assertEquals(0622, (int) Files.getAttribute(path, "unix:mode") & 07777);
        }
    }

    @Test
    void aPathTooLongForASocketIsNamed() {
        Path path = folder.resolve("x".repeat(110));
        var refused = assertThrows(IOException.class, () -> Sockets.listenUnix(path, 0666, 10));
        assertTrue(refused.getMessage().startsWith(path + ": longer than"), refused.getMessage());
    }

    @Test
    void datagramsArrive() throws Exception {
        Path path = folder.resolve("log");
        try (var receiver = Sockets.receiveDatagrams(path, 0666);
                var sender = Sockets.sendDatagrams(path)) {
            Sockets.send(sender, "one".getBytes(StandardCharsets.US_ASCII));
            Sockets.send(sender, "two".getBytes(StandardCharsets.US_ASCII));
            assertEquals("one", new String(Sockets.receive(receiver, 100), StandardCharsets.US_ASCII));
            assertEquals("two", new String(Sockets.receive(receiver, 100), StandardCharsets.US_ASCII));
            var none = assertThrows(PosixException.class, () -> Sockets.receive(receiver, 100));
            assertEquals(Errno.EAGAIN, none.errno());
        }
    }

    @Test
    void aLockIsHeldByOneAndEndsWithItsDescriptor() throws Exception {
        Path file = folder.resolve("lock");
        try (var second = Descriptor.readWrite(file, 0600)) {
            try (var first = Descriptor.readWrite(file, 0600)) {
                assertTrue(first.tryLock());
                assertFalse(second.tryLock());
            }
            assertTrue(second.tryLock());
        }
    }

    @Test
    void linesAppendedThroughTwoDescriptorsStayWhole() throws Exception {
        Path file = folder.resolve("maillog");
        try (var first = Descriptor.append(file, 0640);
                var second = Descriptor.append(file, 0640)) {
            first.write("one\n".getBytes(StandardCharsets.US_ASCII));
            second.write("two\n".getBytes(StandardCharsets.US_ASCII));
            first.write("three\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals("one\ntwo\nthree\n", Files.readString(file));
    }

    @Test
    void anotherThreadEndsAWait() throws Exception {
        try (var poll = new Poll()) {
            poll.wakeUp();
            assertEquals(List.of(), poll.await(List.of(), LONG));
            var caller = Thread.ofPlatform().start(poll::wakeUp);
            assertEquals(List.of(), poll.await(List.of(), LONG));
            caller.join();
        }
    }

    @Test
    void aNamedPipeIsReadWhatSomebodyWroteIntoIt() throws Exception {
        Path path = folder.resolve("pipe");
        Descriptor.makePipe(path, 0622);
        try (var pipe = Descriptor.pipe(path);
                var poll = new Poll()) {
            Files.writeString(path, "W");
            assertEquals(List.of(pipe), poll.await(List.of(pipe), LONG));
            assertEquals("W", new String(pipe.read(100), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void accountsAreFoundByNameAndById() throws Exception {
        var root = Accounts.user("root").orElseThrow();
        assertEquals(0, root.uid());
        assertEquals(0, root.gid());
        assertEquals(Path.of("/root"), root.home());
        assertEquals(Optional.of(root), Accounts.user(0));
        assertEquals(Optional.empty(), Accounts.user("no-such-user-here"));
        assertEquals(OptionalInt.of(0), Accounts.group("root"));
        assertEquals(Optional.of("root"), Accounts.groupName(0));
        assertEquals(OptionalInt.empty(), Accounts.group("no-such-group-here"));
    }

    /// Symptom: commands for mail read and write what the other groups of a user may.
    @Test
    void aProgramHasTheMainGroupOnly() throws Exception {
        Assumptions.assumeTrue(Processes.effectiveUser() == 0, "only root takes groups");
        var user = memberOfAGroup();
        Assumptions.assumeTrue(user.isPresent(), "nobody here is in more than one group");
        var task = new FutureTask<>(() -> Rights.start(user.get(), new ProcessBuilder("id", "-G")));
        Thread.ofPlatform().start(task);

        byte[] groups = task.get().getInputStream().readAllBytes();

        assertEquals(user.get().gid() + "\n", new String(groups, StandardCharsets.US_ASCII));
    }

    private static Optional<User> memberOfAGroup() throws IOException {
        for (String line : Files.readAllLines(Path.of("/etc/group"))) {
            String[] fields = line.split(":");
            var user = fields.length < 4
                    ? Optional.<User>empty()
                    : Accounts.user(fields[3].split(",")[0]);
            if (user.isPresent()) {
                return user;
            }
        }
        return Optional.empty();
    }

    /// Symptom: while the directory of users is down, mail for them is returned as for unknown ones.
    @Test
    void anAccountThatCannotBeLookedUpIsNotMissing() throws Exception {
        assertFalse(Accounts.found("getpwnam", 0, 0));

        var unknown = assertThrows(PosixException.class, () -> Accounts.found("getpwnam", Errno.ENOENT.number(), 0));
        assertEquals("getpwnam: No such file or directory", unknown.getMessage());
    }

    /// Symptom: two lookups that wait for the network, and nothing else of the process goes on.
    @Test
    void whatMayWaitLongHoldsNoCarrierThread() throws Exception {
        var seen = new FutureTask<>(
                () -> WaitingCall.run(() -> Thread.currentThread().isVirtual()));

        Thread.ofVirtual().start(seen);

        assertFalse(seen.get());
    }

    @Test
    void anErrorOfACallArrivesAtTheVirtualThread() throws Exception {
        var failing = new FutureTask<>(() -> WaitingCall.run(() -> Accounts.found("getpwnam", 5, 0)));

        Thread.ofVirtual().start(failing);

        var failure = assertThrows(ExecutionException.class, failing::get);
        assertEquals("getpwnam: Input/output error", failure.getCause().getMessage());
    }

    @Test
    void aFileMadeWithTheRightsOfAnotherUserBelongsToThatUser() throws Exception {
        Assumptions.assumeTrue(Processes.effectiveUser() == 0, "needs root");
        var nobody = Accounts.user("nobody").orElseThrow();
        Files.setAttribute(folder, "unix:mode", 0777);
        Path theirs = folder.resolve("theirs");
        Path ours = folder.resolve("ours");
        var thread = new Thread(() -> {
            try {
                Rights.as(nobody, () -> Files.createFile(theirs));
                Files.createFile(ours);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        thread.join();

        assertEquals(nobody.uid(), Files.getAttribute(theirs, "unix:uid"));
        assertEquals(nobody.gid(), Files.getAttribute(theirs, "unix:gid"));
        assertEquals(0, Files.getAttribute(ours, "unix:uid"));
    }

    @Test
    void aSignalRunsItsAction() throws Exception {
        var came = new CountDownLatch(1);
        Signals.handle(Signals.Signal.HUP, came::countDown);
        Processes.kill(ProcessHandle.current().pid(), Signals.Signal.HUP);
        assertTrue(came.await(20, TimeUnit.SECONDS));
        Signals.ignore(Signals.Signal.HUP);
    }

    @Test
    void processesAreKnownToExist() {
        assertTrue(Processes.exists(ProcessHandle.current().pid()));
        assertTrue(Processes.exists(1));
        assertFalse(Processes.exists(1 << 30));
    }

    /// Two ends of a channel.
    private static final class Pair implements AutoCloseable {
        final DescriptorChannel one;
        final DescriptorChannel other;

        Pair() throws IOException {
            var sockets = Sockets.packetPair();
            one = new DescriptorChannel(sockets.one());
            other = new DescriptorChannel(sockets.other());
        }

        @Override
        public void close() {
            one.close();
            other.close();
        }
    }
}
