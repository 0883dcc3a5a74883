package mta.qmgr.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mta.core.mail.QueueId;
import mta.qmgr.active.ActiveMessage.Urgency;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScansTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path top;

    private Spool spool;
    private Scans scans;
    private int files;

    @BeforeEach
    void start() throws IOException {
        spool = Spool.open(SpoolConfig.defaults(top), () -> NOW);
        Files.createDirectory(top.resolve("incoming"));
        Files.createDirectory(top.resolve("deferred"));
        scans = new Scans(spool, Duration.ofMinutes(5), NOW);
    }

    /// How many files are in the deferred queue does not matter: a look takes a few at a time.
    @Test
    void newMailIsFoundAtOnceHoweverMuchIsDeferred() throws Exception {
        for (int i = 0; i < 2000; i++) {
            file(QueueName.DEFERRED, NOW.plusSeconds(300));
        }
        scans.look(NOW);
        assertTrue(scans.next(NOW).isEmpty(), "the run has begun");
        var fresh = file(QueueName.INCOMING, NOW);
        scans.request(Trigger.NEW_MAIL);

        assertEquals(fresh, scans.next(NOW).orElseThrow().id());
        int looks = 0;
        while (scans.areWalking()) {
            assertTrue(scans.next(NOW).isEmpty());
            looks++;
        }
        assertTrue(looks >= 2000 / QueueFeed.PORTION, looks + " looks");
    }

    @Test
    void oldAndNewMailTakeTurns() throws Exception {
        for (int i = 0; i < 3; i++) {
            file(QueueName.DEFERRED, NOW);
            file(QueueName.INCOMING, NOW);
        }
        scans.request(Trigger.NEW_MAIL);
        scans.look(NOW);

        var queues = new ArrayList<QueueName>();
        while (scans.areWalking()) {
            scans.next(NOW).ifPresent(found -> queues.add(found.queue()));
        }
        assertEquals(
                List.of(
                        QueueName.INCOMING,
                        QueueName.DEFERRED,
                        QueueName.INCOMING,
                        QueueName.DEFERRED,
                        QueueName.INCOMING,
                        QueueName.DEFERRED),
                queues);
    }

    @Test
    void deferredMailIsLookedAtWhenItIsTime() throws Exception {
        file(QueueName.DEFERRED, NOW);
        scans.look(NOW);
        assertEquals(1, findAll(NOW).size());
        scans.look(NOW.plusSeconds(299));
        assertEquals(0, findAll(NOW.plusSeconds(299)).size());
        scans.look(NOW.plusSeconds(300));
        assertEquals(1, findAll(NOW.plusSeconds(300)).size());
    }

    @Test
    void whatIsNotDueIsFoundOnlyWhenAllIsAskedFor() throws Exception {
        file(QueueName.DEFERRED, NOW.plusSeconds(300));
        scans.request(Trigger.of(new byte[] {'D'}));
        assertEquals(0, findAll(NOW).size());
        scans.request(Trigger.of(new byte[] {'F', 'A', 'D', 'I'}));
        assertEquals(Urgency.QUEUE_RUN, findAll(NOW).getFirst().urgency());
        assertFalse(scans.areWalking());
    }

    @Test
    void anUnfinishedFileIsNoMessage() throws Exception {
        var path = spool.path(QueueName.INCOMING, file(QueueName.INCOMING, NOW));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        scans.request(Trigger.NEW_MAIL);
        assertEquals(0, findAll(NOW).size());
    }

    @Test
    void lettersWithoutAMeaningAreNamed() {
        assertEquals(List.of('x', '?'), Trigger.of(new byte[] {'x', 'W', '?'}).unknown());
    }

    private List<QueueFeed.Found> findAll(Instant now) throws IOException {
        var all = new ArrayList<QueueFeed.Found>();
        while (scans.areWalking()) {
            scans.next(now).ifPresent(all::add);
        }
        return all;
    }

    private QueueId file(QueueName queue, Instant due) throws IOException {
        var id = new QueueId("%012X".formatted(files++));
        spool.makeDirectory(queue, id);
        Files.createFile(
                spool.path(queue, id),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        spool.retryAt(queue, id, due);
        return id;
    }
}
