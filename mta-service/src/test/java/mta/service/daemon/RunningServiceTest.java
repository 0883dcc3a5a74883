package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mta.core.net.ClientConnection;
import mta.core.net.Network;
import mta.core.posix.Sockets;
import mta.service.client.LocalConnection;
import mta.service.client.LocalService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningServiceTest {

    private static final long PATIENCE = 60;

    @TempDir
    Path directory;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Network network = new Network(1);
    private final CountDownLatch served = new CountDownLatch(1);

    /// One for each client that left, and one for the end of the listener.
    private final Semaphore changes = new Semaphore(0);

    @AfterEach
    void close() {
        network.close();
    }

    /// Symptom: while somebody looks at a long listing of the queue, `postfix stop` needs force.
    @Test
    void aClientThatMayBeHungUpOnDoesNotHoldUpTheEnd() throws Exception {
        var running = running(new Waiting(true));
        try (var _ = client().connect()) {
            assertTrue(served.await(PATIENCE, TimeUnit.SECONDS));

            running.stop();
            assertFalse(running.isIdle());
            running.hurry();

            assertTrue(changes.tryAcquire(2, PATIENCE, TimeUnit.SECONDS));
            assertTrue(running.isIdle());
            assertEquals(List.of(), log);
        }
    }

    @Test
    void othersMayFinish() throws Exception {
        var running = running(new Waiting(false));
        try (var client = client().connect()) {
            assertTrue(served.await(PATIENCE, TimeUnit.SECONDS));

            running.stop();
            running.hurry();

            assertFalse(running.isIdle());
            client.stream().output().write('x');
            client.stream().output().flush();
            assertTrue(changes.tryAcquire(2, PATIENCE, TimeUnit.SECONDS));
            assertTrue(running.isIdle());
        }
    }

    /// Symptom: a trigger for pickup(8) comes just when its host leaves for want of work, is accepted and never
    /// read, and mail waits a minute for the next wake-up.
    @Test
    void whoIsAcceptedAtTheLastMomentIsServed() throws Exception {
        var running = running(new Waiting(false));
        var isBusy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var _ = network.listen(directory.resolve("other"), _ -> {
                    isBusy.countDown();
                    await(goOn);
                });
                var _ = new LocalService(directory.resolve("other"), Duration.ofMinutes(1)).connect()) {
            assertTrue(isBusy.await(PATIENCE, TimeUnit.SECONDS));

            running.stop();
            assertFalse(running.isIdle(), "the event loop may be about to tell of a client");

            goOn.countDown();
            assertTrue(changes.tryAcquire(PATIENCE, TimeUnit.SECONDS));
            assertTrue(running.isIdle());
        }
    }

    /// As with Postfix 3.7: who takes the last place is the first to be served under stress.
    @ParameterizedTest
    @CsvSource({"'', yes", "-o stress=no, no", "-o smtpd_timeout=1, yes"})
    void whoComesWhileAServiceIsAtItsLimitIsServedUnderStress(String options, String under) throws Exception {
        var now = new AtomicReference<>(Instant.EPOCH);
        var context = SampleContext.of(directory, "", "smtp unix n - n - 2 smtpd " + options, now::get, log);
        var running = running(
                context, words -> new Saying(words.main().expand("${stress}.")), new Overload(context, _ -> true));
        try (var first = client().connect();
                var second = client().connect()) {
            assertEquals(under.equals("no") ? "no." : ".", read(first));
            assertEquals(under + ".", read(second));
        }
        assertTrue(changes.tryAcquire(2, PATIENCE, TimeUnit.SECONDS));
        try (var third = client().connect()) {
            assertEquals(under + ".", read(third));
        }
        assertTrue(changes.tryAcquire(PATIENCE, TimeUnit.SECONDS));
        now.set(now.get().plusSeconds(1_000));
        try (var last = client().connect()) {
            assertEquals(under.equals("no") ? "no." : ".", read(last));
        }
        running.stop();
        running.hurry();
    }

    @Test
    void whatCannotBeBuiltForStressServesAsUsualAndIsNotTriedAgain() throws Exception {
        var context = SampleContext.of(directory, "", "smtp unix n - n - 2 smtpd", () -> Instant.EPOCH, log);
        var builds = new AtomicInteger();
        var running = running(
                context,
                _ -> {
                    if (builds.incrementAndGet() > 1) {
                        throw new IllegalStateException("not now");
                    }
                    return new Saying("as usual.");
                },
                new Overload(context, _ -> true));
        try (var first = client().connect();
                var second = client().connect()) {
            assertEquals("as usual.", read(first));
            assertEquals("as usual.", read(second));
        }
        assertTrue(changes.tryAcquire(2, PATIENCE, TimeUnit.SECONDS));
        try (var third = client().connect()) {
            assertEquals("as usual.", read(third));
        }
        assertEquals(2, builds.get());
        running.stop();
        running.hurry();
    }

    private static String read(LocalConnection client) throws IOException {
        var text = new StringBuilder();
        for (int c = client.stream().input().read();
                c >= 0;
                c = client.stream().input().read()) {
            text.append((char) c);
            if (c == '.') {
                break;
            }
        }
        return text.toString();
    }

    /// Says a word, and waits for the client to leave.
    private record Saying(String word) implements Service {

        @Override
        public void serve(ClientConnection connection) throws IOException {
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            connection.write(bytes, 0, bytes.length);
            connection.flush();
            connection.read(new byte[1], 0, 1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LocalService client() {
        return new LocalService(directory.resolve("socket"), Duration.ofMinutes(1));
    }

    private RunningService running(Service service) throws IOException {
        var context = SampleContext.of(directory, "showq unix n - n - - showq", log);
        return running(context, _ -> service, new Overload(context));
    }

    private RunningService running(ServiceContext context, Program program, Overload overload) throws IOException {
        var running = new RunningService(
                context,
                program,
                List.of(Sockets.listenUnix(directory.resolve("socket"), 0600, 10)),
                network,
                overload,
                changes::release,
                _ -> {},
                why -> log.add(why.toString()));
        running.start();
        running.accept();
        return running;
    }

    /// Waits for a byte.
    private final class Waiting implements Service {

        private final boolean mayHangUp;

        Waiting(boolean mayHangUp) {
            this.mayHangUp = mayHangUp;
        }

        @Override
        public boolean mayHangUp() {
            return mayHangUp;
        }

        @Override
        public void serve(ClientConnection connection) throws IOException {
            served.countDown();
            if (connection.read(new byte[1], 0, 1) < 1) {
                throw new IOException("it has said nothing");
            }
        }
    }
}
