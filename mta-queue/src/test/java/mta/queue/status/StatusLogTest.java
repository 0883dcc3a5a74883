package mta.queue.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.status.StatusLog.OldForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusLogTest {

    private static final QueueId ID = new QueueId("813E9218028");

    private static final int MANY = 200;

    /// As Postfix 3.7 wrote it.
    private static final String WRITTEN_BY_POSTFIX = """

            <"x y"@dst.example>: connect to 127.0.0.1[127.0.0.1]:1: Connection refused
            recipient="x y"@dst.example
            offset=673
            dsn_orig_rcpt=rfc822;x y@dst.example
            notify_flags=10
            status=4.4.1
            action=delayed
            reason=connect to 127.0.0.1[127.0.0.1]:1: Connection refused

            """;

    private static final StatusEntry ENTRY = new StatusEntry(
            new Recipient(
                    new MailAddress("x y@dst.example"),
                    "",
                    673,
                    "rfc822;x y@dst.example",
                    Set.of(Notify.SUCCESS, Notify.DELAY)),
            EnhancedStatus.of("4.4.1"),
            "delayed",
            "",
            "",
            "",
            "",
            "connect to 127.0.0.1[127.0.0.1]:1: Connection refused");

    @TempDir
    private Path top;

    private Spool spool;

    @BeforeEach
    void open() {
        spool = Spool.open(SpoolConfig.defaults(top), InstantSource.system());
    }

    @Test
    void anEntryIsWrittenAsPostfixWritesIt() throws IOException {
        log(QueueName.DEFER, OldForm.WRITTEN).append(ID, ENTRY);

        assertEquals(WRITTEN_BY_POSTFIX, Files.readString(spool.path(QueueName.DEFER, ID)));
    }

    @Test
    void anEntryOfPostfixIsRead() throws IOException {
        spool.makeDirectory(QueueName.DEFER, ID);
        Files.writeString(spool.path(QueueName.DEFER, ID), WRITTEN_BY_POSTFIX + WRITTEN_BY_POSTFIX);

        assertEquals(List.of(ENTRY, ENTRY), entries(QueueName.DEFER));
    }

    @Test
    void everyFieldComesBack() throws IOException {
        var entry = new StatusEntry(
                new Recipient(new MailAddress("to@example.com"), "alias@example.com", 12, "", Set.of()),
                EnhancedStatus.of("5.1.1"),
                "failed",
                "smtp",
                "550 5.1.1 No such user",
                "dns",
                "mx.example.com",
                "host mx.example.com said: 550 5.1.1 No such user");

        log(QueueName.BOUNCE, OldForm.LEFT_OUT).append(ID, entry);

        assertEquals(List.of(entry), entries(QueueName.BOUNCE));
    }

    @Test
    void anEntryOfAVeryOldVersionGetsStandIns() throws IOException {
        Files.createDirectory(top.resolve("bounce"));
        Files.writeString(spool.path(QueueName.BOUNCE, ID), "<a@example.com>: no such user\n\n");

        var entry = entries(QueueName.BOUNCE).getFirst();

        assertEquals("a@example.com", entry.recipient().address().text());
        assertEquals("no such user", entry.reason());
        assertEquals(EnhancedStatus.of("5.0.0"), entry.status());
        assertEquals("failed", entry.action());
    }

    @Test
    void aLineBreakInAReasonMakesNoOtherEntry() throws IOException {
        var entry = new StatusEntry(
                ENTRY.recipient(), ENTRY.status(), "delayed", "", "", "", "", "one\n\nrecipient=other@example.com");

        log(QueueName.DEFER, OldForm.LEFT_OUT).append(ID, entry);

        assertEquals(1, entries(QueueName.DEFER).size());
    }

    /// Symptom: a recipient that failed around a reload is missing in the notice.
    ///
    /// Cause: the services of former and of new settings wrote at the same place.
    @Test
    void twoServicesThatWriteOneLogLeaveEachOthersEntries() throws Exception {
        var logs = List.of(log(QueueName.BOUNCE, OldForm.LEFT_OUT), log(QueueName.BOUNCE, OldForm.LEFT_OUT));
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var write : threads.invokeAll(logs.stream().map(this::many).toList())) {
                write.get();
            }
        }

        assertEquals(Collections.nCopies(2 * MANY, ENTRY), entries(QueueName.BOUNCE));
    }

    private Callable<Void> many(StatusLog log) {
        return () -> {
            for (int i = 0; i < MANY; i++) {
                log.append(ID, ENTRY);
            }
            return null;
        };
    }

    @Test
    void aLogIsRemovedOnce() throws IOException {
        var log = log(QueueName.TRACE, OldForm.LEFT_OUT);
        log.append(ID, ENTRY);

        assertTrue(log.remove(ID));
        assertFalse(log.remove(ID));
        assertTrue(log.open(ID).isEmpty());
    }

    private StatusLog log(QueueName kind, OldForm oldForm) {
        return new StatusLog(spool, kind, oldForm);
    }

    private List<StatusEntry> entries(QueueName kind) throws IOException {
        var found = new ArrayList<StatusEntry>();
        try (var reader = log(kind, OldForm.LEFT_OUT).open(ID).orElseThrow()) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                found.add(entry.get());
            }
        }
        return found;
    }
}
