package mta.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mta.core.mail.QueueId;
import mta.core.posix.Processes;
import mta.queue.SpoolConfig.QueueIds;
import mta.queue.record.MessageSize;
import mta.queue.record.QueueFileDamaged;
import mta.queue.record.RecordType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

    @TempDir
    private Path top;

    private Spool spool;

    @BeforeEach
    void makeQueue() throws IOException {
        for (QueueName queue : QueueName.values()) {
            Files.createDirectory(top.resolve(queue.directory()));
        }
        spool = Spool.open(SpoolConfig.defaults(top), InstantSource.fixed(NOW));
    }

    @Test
    void aMessageIsNamedByItsTimeAndItsInode() throws IOException {
        QueueId id = message();

        var status = spool.status(QueueName.INCOMING, id).orElseThrow();

        assertEquals(QueueId.shortForm(NOW, status.inode()), id);
        assertEquals("1E240", id.text().substring(0, 5));
        assertEquals(FileStatus.State.READY, status.state());
        assertEquals(0700, status.mode());
    }

    @Test
    void whoDeliversReadsTheFileThatIsLocked() throws IOException {
        QueueId id = message();

        try (var lock = spool.lockForDelivery(QueueName.INCOMING, id).orElseThrow();
                var file = lock.open()) {
            assertEquals(spool.status(QueueName.INCOMING, id).orElseThrow().size(), file.length());
            assertEquals(spool.path(QueueName.INCOMING, id), file.path());
        }
    }

    /// Symptom: whoever has taken over `mail_owner` has root's local(8) read any file into a mailbox, and write
    /// into it.
    @Test
    void aLinkIsNoMessageToBeDelivered() throws IOException {
        QueueId id = message();
        Path place = spool.path(QueueName.INCOMING, id);
        Path other = top.resolve("other");
        Files.move(place, other);
        Files.createSymbolicLink(place, other);
        assertThrows(IOException.class, () -> spool.lockForDelivery(QueueName.INCOMING, id));
    }

    @Test
    void anotherUsersFileUnderASecondNameIsNoMessageToBeDelivered() throws IOException {
        assumeTrue(Processes.effectiveUser() == 0, "only root gives directories away");
        QueueId id = message();
        Path place = spool.path(QueueName.INCOMING, id);
        Files.createLink(top.resolve("other"), place);
        Files.setAttribute(place.getParent(), "unix:uid", 65534);

        assertThrows(IOException.class, () -> spool.lockForDelivery(QueueName.INCOMING, id));
    }

    /// Symptom: after a backup of hard links, as `cp -al` makes it, no mail is delivered any more.
    @Test
    void aMessageOfTheQueueThatHasASecondNameIsDelivered() throws IOException {
        QueueId id = message();
        Files.createLink(top.resolve("backup"), spool.path(QueueName.INCOMING, id));

        try (var lock = spool.lockForDelivery(QueueName.INCOMING, id).orElseThrow();
                var file = lock.open()) {
            assertEquals(spool.status(QueueName.INCOMING, id).orElseThrow().size(), file.length());
        }
    }

    @Test
    void aMessageThatIsGoneIsNotDelivered() throws IOException {
        QueueId id = message();
        spool.remove(QueueName.INCOMING, id);

        assertThrows(NoSuchFileException.class, () -> spool.lockForDelivery(QueueName.INCOMING, id));
    }

    /// Symptom: a hard link in place of the file opens somebody else's file to all readers, as root submits mail.
    @Test
    void aSubmissionThatWasExchangedForALinkIsNotOpenedToReaders() throws IOException {
        Path other = Files.writeString(top.resolve("other"), "precious");
        Files.setAttribute(other, "unix:mode", 0600);
        var draft = spool.create(QueueName.MAILDROP);
        Files.delete(draft.path());
        Files.createLink(draft.path(), other);

        assertThrows(IOException.class, draft::commit);

        assertEquals(0600, (int) Files.getAttribute(other, "unix:mode") & 0777);
        draft.close();
    }

    @Test
    void aMessageIsBeingDeliveredAsLongAsOneOfItsAgentsHoldsIt() throws IOException {
        QueueId id = message();
        assertFalse(spool.isBeingDelivered(QueueName.INCOMING, id));

        try (var _ = spool.lockForDelivery(QueueName.INCOMING, id).orElseThrow()) {
            try (var _ = spool.lockForDelivery(QueueName.INCOMING, id).orElseThrow()) {
                assertTrue(spool.isBeingDelivered(QueueName.INCOMING, id));
            }
            assertTrue(spool.isBeingDelivered(QueueName.INCOMING, id), "one is left");
            spool.move(id, QueueName.INCOMING, QueueName.ACTIVE);
            assertTrue(spool.isBeingDelivered(QueueName.ACTIVE, id), "the lock goes with the file");
            assertFalse(spool.isBeingDelivered(QueueName.INCOMING, id), "nobody delivers what is not there");
        }
        assertFalse(spool.isBeingDelivered(QueueName.ACTIVE, id));
    }

    @Test
    void twoMovesMayNeedTheSameNewDirectory() throws Exception {
        for (int round = 0; round < 200; round++) {
            var ids = List.of(message(), message());
            var start = new CyclicBarrier(2);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var moves = new ArrayList<Future<Boolean>>();
                for (QueueId id : ids) {
                    moves.add(threads.submit(() -> {
                        start.await();
                        return spool.move(id, QueueName.INCOMING, QueueName.DEFERRED);
                    }));
                }
                for (var move : moves) {
                    assertTrue(move.get(), "round " + round);
                }
            }
            for (QueueId id : ids) {
                spool.remove(QueueName.DEFERRED, id);
            }
            Files.delete(spool.path(QueueName.DEFERRED, ids.getFirst()).getParent());
        }
    }

    @Test
    void aLongNameIsGivenWhereItIsAskedFor() throws IOException {
        var config = new SpoolConfig(top, Set.of(), 1, QueueIds.LONG);
        try (var draft = Spool.open(config, InstantSource.fixed(NOW)).create(QueueName.INCOMING)) {
            assertTrue(draft.id().isLong());
            assertEquals("1E240", draft.id().hashKey());
        }
    }

    @Test
    void aDraftIsNoMessageUntilItIsCommitted() throws IOException {
        try (var draft = spool.create(QueueName.INCOMING)) {
            write(draft);
            var status = spool.status(QueueName.INCOMING, draft.id()).orElseThrow();
            assertEquals(FileStatus.State.BEING_WRITTEN, status.state());
            assertEquals(0600, status.mode());
        }
        assertEquals(List.of(), files(QueueName.INCOMING));
    }

    @Test
    void draftsOfTheSameMicrosecondGetNamesOfTheirOwn() throws IOException {
        var ids = new HashSet<QueueId>();
        for (int i = 0; i < 10; i++) {
            ids.add(message());
        }
        assertEquals(10, ids.size());
        assertEquals(10, files(QueueName.INCOMING).size());
    }

    @Test
    void aMessageCanBeCommittedIntoAnotherQueue() throws IOException {
        QueueId id;
        try (var draft = spool.create(QueueName.INCOMING)) {
            write(draft);
            draft.commit(QueueName.HOLD);
            id = draft.id();
        }
        assertEquals(List.of(), files(QueueName.INCOMING));
        assertEquals(List.of(id.text()), files(QueueName.HOLD));
    }

    @Test
    void theSizeRecordIsOverwrittenInSmallAndInLargeMessages() throws IOException {
        for (int lines : new int[] {1, 10_000}) {
            try (var draft = spool.create(QueueName.INCOMING)) {
                draft.records().put(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
                draft.records().put(RecordType.SENDER, "s");
                draft.records().put(RecordType.MESSAGE_START);
                long start = draft.records().position();
                for (int i = 0; i < lines; i++) {
                    draft.records().put(RecordType.TEXT, "a line of text");
                }
                long end = draft.records().position();
                draft.records().put(RecordType.EXTRACTED_START);
                draft.records().put(RecordType.END);
                var size = new MessageSize(end - start, start, 0, 0, end - start, 0);
                draft.rewriteSize(size);
                draft.commit();
                try (var file = spool.open(QueueName.INCOMING, draft.id()).orElseThrow()) {
                    var records = file.records();
                    assertEquals(size, MessageSize.parse(records.expect()));
                    records.seek(size.dataOffset(), mta.queue.record.Segment.CONTENT);
                    assertEquals("a line of text", records.expect().text());
                    assertEquals(draft.records().position(), file.length());
                }
            }
        }
    }

    @Test
    void aDeferredMessageIsHashedAndItsTimeLiesInTheFuture() throws IOException {
        QueueId id = message();
        Instant later = NOW.plusSeconds(300);

        assertTrue(spool.move(id, QueueName.INCOMING, QueueName.ACTIVE));
        spool.retryAt(QueueName.ACTIVE, id, later);
        assertTrue(spool.move(id, QueueName.ACTIVE, QueueName.DEFERRED));

        assertTrue(Files.exists(top.resolve("deferred").resolve("1").resolve(id.text())));
        assertEquals(
                later.getEpochSecond(),
                spool.status(QueueName.DEFERRED, id).orElseThrow().modified().getEpochSecond());
    }

    @Test
    void whatIsNotThereIsAnAnswer() throws IOException {
        var id = new QueueId("1E240ABCDEF");

        assertFalse(spool.has(QueueName.ACTIVE, id));
        assertTrue(spool.status(QueueName.ACTIVE, id).isEmpty());
        assertTrue(spool.status(QueueName.DEFERRED, id).isEmpty());
        assertTrue(spool.open(QueueName.DEFERRED, id).isEmpty());
        assertFalse(spool.move(id, QueueName.ACTIVE, QueueName.DEFERRED));
        assertFalse(spool.remove(QueueName.ACTIVE, id));
        assertFalse(spool.setAside(QueueName.ACTIVE, id));
    }

    @Test
    void aDamagedMessageIsPutAsideUnreadable() throws IOException {
        QueueId id = message();

        assertTrue(spool.setAside(QueueName.INCOMING, id));

        var status = spool.status(QueueName.CORRUPT, id).orElseThrow();
        assertEquals(0400, status.mode());
        assertEquals(FileStatus.State.BEING_WRITTEN, status.state());
    }

    @Test
    void anOperatorsRequestsAreModesOfTheFile() throws IOException {
        QueueId id = message();

        spool.unthrottle(QueueName.INCOMING, id);
        spool.forceExpire(QueueName.INCOMING, id);

        var status = spool.status(QueueName.INCOMING, id).orElseThrow();
        assertTrue(status.isUnthrottled());
        assertTrue(status.isForceExpired());
        assertEquals(FileStatus.State.READY, status.state());
        spool.clearRequests(QueueName.INCOMING, id);
        assertEquals(0700, spool.status(QueueName.INCOMING, id).orElseThrow().mode());
    }

    @Test
    void aRecipientIsMarkedInPlace() throws IOException {
        QueueId id = message();
        try (var file = spool.openForUpdate(QueueName.INCOMING, id).orElseThrow()) {
            long length = file.length();
            long recipient = offsetOf(file, RecordType.RECIPIENT);

            file.markDone(recipient);
            file.markDone(recipient);
            file.sync();

            assertEquals(recipient, offsetOf(file, RecordType.DONE));
            assertEquals(length, file.length());
            assertThrows(QueueFileDamaged.class, () -> file.markDone(recipient + 1));
        }
    }

    @Test
    void aScanEntersHashDirectoriesAndPassesOverOtherNames() throws IOException {
        var ids = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            QueueId id = message();
            spool.move(id, QueueName.INCOMING, QueueName.DEFERRED);
            ids.add(id.text());
        }
        Files.createFile(top.resolve("deferred").resolve("123456.4711"));
        Files.createFile(top.resolve("deferred").resolve("x"));

        assertEquals(ids, new HashSet<>(files(QueueName.DEFERRED)));
    }

    @Test
    void aDirectoryInTheWayIsAlien() throws IOException {
        var id = new QueueId("1E240ABCDEF");
        Files.createDirectory(top.resolve("hold").resolve(id.text()));

        assertTrue(spool.has(QueueName.HOLD, id));
        assertEquals(
                FileStatus.State.ALIEN,
                spool.status(QueueName.HOLD, id).orElseThrow().state());
    }

    private static long offsetOf(QueueFile file, RecordType type) throws IOException {
        var records = file.records();
        while (true) {
            var record = records.expect();
            if (record.type() == type) {
                return record.offset();
            }
        }
    }

    private QueueId message() throws IOException {
        try (var draft = spool.create(QueueName.INCOMING)) {
            write(draft);
            draft.commit();
            return draft.id();
        }
    }

    private static void write(Draft draft) throws IOException {
        draft.records().put(RecordType.SENDER, "s@example.com");
        draft.records().put(RecordType.RECIPIENT, "r@example.com");
        draft.records().put(RecordType.MESSAGE_START);
        draft.records().put(RecordType.TEXT, "text");
        draft.records().put(RecordType.EXTRACTED_START);
        draft.records().put(RecordType.END);
    }

    private List<String> files(QueueName queue) throws IOException {
        var found = new ArrayList<String>();
        try (var scan = spool.scan(queue)) {
            for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                found.add(id.get().text());
            }
        }
        return found;
    }
}
