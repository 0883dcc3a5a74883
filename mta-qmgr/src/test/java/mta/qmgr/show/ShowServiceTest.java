package mta.qmgr.show;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.qmgr.SampleContext;
import mta.queue.QueueName;
import mta.service.daemon.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowServiceTest {

    private static final long PATIENCE = 60;
    private static final int ONE = 4711;
    private static final int OTHER = 4712;

    @TempDir
    Path queue;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /// Symptom: a local user connects a hundred times to `public/showq` and reads nothing, and nobody sees the
    /// queue for an hour.
    @Test
    void whoReadsNothingTakesNothingFromTheOthers() throws Exception {
        for (QueueName name : QueueName.values()) {
            Files.createDirectories(queue.resolve(name.directory()));
        }
        var service = ShowService.start(
                SampleContext.of(queue, "", "showq unix n - n - 2 showq\n", InstantSource.system(), log));
        var first = new Reader(ONE);
        var second = new Reader(ONE);
        Thread.ofVirtual().start(() -> serve(service, first));
        assertTrue(first.isSentTo.await(PATIENCE, TimeUnit.SECONDS));

        Thread.ofVirtual().start(() -> serve(service, second));
        await().until(() -> !log.isEmpty());
        assertEquals(List.of("warning: uid=4711: more than 1 listings at a time have to wait"), log);
        for (int uid : new int[] {OTHER, 0}) {
            var other = new Reader(uid);
            other.reads.countDown();
            service.serve(other);
            assertEquals(0, other.isSentTo.getCount());
        }

        assertEquals(1, second.isSentTo.getCount());
        first.reads.countDown();
        assertTrue(second.isSentTo.await(PATIENCE, TimeUnit.SECONDS));
        second.reads.countDown();
    }

    private static void serve(Service service, ClientConnection connection) {
        try {
            service.serve(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the greeting, and the listing as soon as it reads.
    private static final class Reader implements ClientConnection {

        private final int uid;
        private final CountDownLatch isSentTo = new CountDownLatch(1);
        private final CountDownLatch reads = new CountDownLatch(1);
        private int flushes;

        Reader(int uid) {
            this.uid = uid;
        }

        @Override
        public Endpoint peer() {
            return new Endpoint.Local(1, uid, uid);
        }

        @Override
        public Endpoint local() {
            return peer();
        }

        @Override
        public void timeout(Duration longest) {}

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return -1;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public void flush() throws IOException {
            flushes++;
            if (flushes == 2) {
                isSentTo.countDown();
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
            }
        }

        @Override
        public void close() {}
    }
}
