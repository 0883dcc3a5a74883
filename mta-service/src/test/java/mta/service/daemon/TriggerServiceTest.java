package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.core.net.TimedOutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggerServiceTest {

    private static final long PATIENCE = 60;

    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();
    private final List<String> requested = new ArrayList<>();
    private int calls;

    /// Symptom: one local user connects to `public/pickup`, says nothing, and no mail is picked up for an hour.
    @Test
    void whoSaysNothingDoesNotKeepTheOthersOut() throws IOException {
        var silent = new Silent();

        service("").serve(silent);

        assertEquals(0, calls);
        assertTrue(silent.patience.compareTo(Duration.ofSeconds(10)) <= 0);
    }

    /// Symptom: a local user opens many connections to `public/pickup` that say nothing, and no mail is picked
    /// up while they last.
    @Test
    void ofManyWhoSayNothingTheFirstIsSentAway() throws Exception {
        var service = service("");
        var first = new Endless();
        Thread.ofVirtual().start(() -> serve(service, first));
        assertTrue(first.isRead.await(PATIENCE, TimeUnit.SECONDS));
        var others = Stream.generate(Endless::new).limit(99).toList();
        for (var other : others) {
            Thread.ofVirtual().start(() -> serve(service, other));
            assertTrue(other.isRead.await(PATIENCE, TimeUnit.SECONDS));
        }
        assertEquals(1, first.isClosed.getCount());

        service.serve(new Peer(0, 0));

        assertEquals(List.of("W"), requested);
        assertEquals(0, first.isClosed.getCount());
        assertTrue(others.stream().allMatch(other -> other.isClosed.getCount() == 1));
        others.forEach(Endless::close);
    }

    /// Symptom: while somebody opens many connections to `public/pickup`, new mail waits a minute for the next wake-up.
    @Test
    void whoHasSpokenIsNotSentAway() throws Exception {
        var service = service("");
        var first = new Endless();
        first.arrived = 1;
        Thread.ofVirtual().start(() -> serve(service, first));
        assertTrue(first.isRead.await(PATIENCE, TimeUnit.SECONDS));
        var others = Stream.generate(Endless::new).limit(100).toList();
        for (var other : others) {
            Thread.ofVirtual().start(() -> serve(service, other));
            assertTrue(other.isRead.await(PATIENCE, TimeUnit.SECONDS));
        }

        assertEquals(1, first.isClosed.getCount());
        assertEquals(0, others.getFirst().isClosed.getCount());
        first.close();
        others.forEach(Endless::close);
    }

    private void serve(TriggerService service, ClientConnection connection) {
        try {
            service.serve(connection);
        } catch (IOException e) {
            log.add(e.toString());
        }
    }

    @Test
    void whoMayNotFlushTheQueueIsNotHeard() throws IOException {
        service("authorized_flush_users = root").serve(new Peer(54321, 54321));

        assertEquals(0, calls);
        assertEquals(List.of("warning: User unknown(54321) is not allowed to flush the mail queue"), log);
    }

    /// Postfix's own postqueue(1) is set-gid `setgid_group`, and has checked its caller.
    @Test
    void theGroupOfSetGidCommandsIsTrusted() throws IOException {
        service("authorized_flush_users = root\nsetgid_group = root").serve(new Peer(54321, 0));

        assertEquals(List.of("W"), requested);
        assertEquals(List.of(), log);
    }

    @Test
    void rootAndUsersThatAreNamedAreHeard() throws IOException {
        service("authorized_flush_users = nobody").serve(new Peer(0, 54321));
        service("authorized_flush_users = !root, unknown").serve(new Peer(54321, 54321));

        assertEquals(2, calls);
    }

    /// Symptom: pickup(8) and qmgr(8) do not start because of a table that does not concern mail.
    @Test
    void whileTheListOfUsersCannotBeReadOnlyTheMailSystemIsHeard() throws IOException {
        var service = service("authorized_flush_users = texthash:" + directory.resolve("missing"));
        service.serve(new Peer(54321, 54321));
        service.serve(new Peer(0, 0));

        assertEquals(1, calls);
        assertTrue(log.getFirst().startsWith("error: "), log.toString());
        assertEquals("warning: User unknown(54321) is not allowed to flush the mail queue", log.getLast());
    }

    private TriggerService service(String settings) throws IOException {
        var context = SampleContext.of(directory, settings, "qmgr unix n - n 300 1 qmgr", InstantSource.system(), log);
        return new TriggerService(LocalCallers.whoMayFlush(context)) {
            @Override
            protected void triggered(byte[] requests) {
                calls++;
                requested.add(new String(requests, StandardCharsets.ISO_8859_1));
            }
        };
    }

    /// A client that sends a byte.
    private static final class Peer extends Silent {

        private final Endpoint.Local who;

        Peer(int uid, int gid) {
            this.who = new Endpoint.Local(1, uid, gid);
        }

        @Override
        public Endpoint peer() {
            return who;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = 'W';
            buffer[offset + 1] = 0;
            return 2;
        }
    }

    /// A client that says nothing until it is hung up on.
    private static final class Endless extends Silent {

        private final CountDownLatch isRead = new CountDownLatch(1);
        private final CountDownLatch isClosed = new CountDownLatch(1);
        private volatile int arrived;

        @Override
        public int available() {
            return arrived;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            isRead.countDown();
            try {
                isClosed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("connection closed");
        }

        @Override
        public void close() {
            isClosed.countDown();
        }
    }

    private static class Silent implements ClientConnection {

        private Duration patience = Duration.ofHours(1);

        @Override
        public Endpoint peer() {
            return new Endpoint.Local(1, 1, 1);
        }

        @Override
        public Endpoint local() {
            return peer();
        }

        @Override
        public void timeout(Duration longest) {
            patience = longest;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new TimedOutException("read timed out");
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
