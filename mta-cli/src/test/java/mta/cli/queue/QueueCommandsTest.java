package mta.cli.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mta.cli.Asctime;
import mta.cli.CommandFailed;
import mta.cli.CommandRun;
import mta.cli.Invocation;
import mta.cli.Main;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordType;
import mta.queue.status.StatusEntry;
import mta.queue.status.StatusLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// postqueue, postsuper and qshape on a queue without a mail system.
class QueueCommandsTest {

    private static final long ARRIVAL = 1_795_306_632;

    @TempDir
    private Path top;

    private Spool spool;

    @BeforeEach
    void makeQueue() throws IOException {
        for (QueueName queue : QueueName.values()) {
            Files.createDirectory(top.resolve(queue.directory()));
        }
        Files.writeString(
                top.resolve("main.cf"),
                "compatibility_level = 3.6\nqueue_directory = " + top + "\nmail_owner = "
                        + System.getProperty("user.name") + "\n");
        spool = Spool.open(SpoolConfig.defaults(top), InstantSource.system());
    }

    @Test
    void anEmptyQueueIsSaidToBeEmpty() {
        assertEquals(
                "Mail queue is empty\n", CommandRun.of(top, "postqueue", "-p").out());
        assertEquals("", CommandRun.of(top, "postqueue", "-j").out());
    }

    @Test
    void aListingEndsWhenNobodyReadsIt() throws IOException {
        for (int i = 0; i < 3; i++) {
            message(QueueName.DEFERRED, "bob@dst.example", "sender@src.example");
        }
        var gone = new OutputStream() {
            private int tries;

            @Override
            public void write(int b) throws IOException {
                tries++;
                throw new IOException("Broken pipe");
            }
        };
        for (String option : List.of("-p", "-j")) {
            gone.tries = 0;
            int status = Main.run(new Invocation(
                    "postqueue",
                    List.of(option),
                    InputStream.nullInputStream(),
                    new PrintStream(new BufferedOutputStream(gone), false, StandardCharsets.ISO_8859_1),
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.ISO_8859_1),
                    Map.of("MAIL_CONFIG", top.toString())));

            assertEquals(0, status);
            assertEquals(1, gone.tries, option);
        }
    }

    @Test
    void aListingShowsReasonsAndMarks() throws IOException {
        QueueId id = message(QueueName.DEFERRED, "bob@dst.example", "o'neil+x@dst.example");
        var entry = new StatusEntry(
                new Recipient(new MailAddress("bob@dst.example"), "", 1, "", Set.of()),
                EnhancedStatus.of("4.4.1"),
                "delayed",
                "",
                "",
                "",
                "",
                "connect to 127.0.0.1[127.0.0.1]:1: Connection refused");
        new StatusLog(spool, QueueName.DEFER, StatusLog.OldForm.WRITTEN).append(id, entry);
        spool.forceExpire(QueueName.DEFERRED, id);
        long size = spool.status(QueueName.DEFERRED, id).orElseThrow().size();

        String expected = """
                -Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------
                %-11s %7d %s  "a b"@src.example
                                       (connect to 127.0.0.1[127.0.0.1]:1: Connection refused)
                                                         bob@dst.example
                                                                          (reason unavailable)
                                                         o'neil+x@dst.example

                -- 0 Kbytes in 1 Request.
                """.formatted(id + "#", size, Asctime.of(ARRIVAL).substring(0, 19));
        assertEquals(expected, CommandRun.of(top, "postqueue", "-p").out());
        assertEquals(
                "{\"queue_name\": \"deferred\", \"queue_id\": \"" + id + "\", \"arrival_time\": 1795306632,"
                        + " \"message_size\": " + size + ", \"forced_expire\": true,"
                        + " \"sender\": \"\\\"a b\\\"@src.example\", \"recipients\": [{\"address\": \"bob@dst.example\","
                        + " \"delay_reason\": \"connect to 127.0.0.1[127.0.0.1]:1: Connection refused\"},"
                        + " {\"address\": \"o'neil+x@dst.example\"}]}\n",
                CommandRun.of(top, "postqueue", "-j").out());
    }

    /// As in Postfix 3.11: where the sender wanted it to go, and whose return is still to be done.
    @Test
    void aListingShowsOriginalAddressesAndWhoIsStillToBeReturned() throws IOException {
        QueueId id = message(QueueName.DEFERRED, "bob@dst.example");
        var entry = new StatusEntry(
                new Recipient(new MailAddress("eve@dst.example"), "alias@src.example", 1, "", Set.of()),
                EnhancedStatus.of("5.1.1"),
                "failed",
                "",
                "",
                "",
                "",
                "user unknown");
        new StatusLog(spool, QueueName.BOUNCE, StatusLog.OldForm.WRITTEN).append(id, entry);

        String json = CommandRun.of(top, "postqueue", "-j").out();
        assertEquals(
                "[{\"orig_address\": \"alias@src.example\", \"address\": \"eve@dst.example\","
                        + " \"bounce_reason\": \"user unknown\"}, {\"address\": \"bob@dst.example\"}]}\n",
                json.substring(json.indexOf('[')));
        String listing = CommandRun.of(top, "postqueue", "-p").out();
        assertTrue(listing.contains("(user unknown)\n" + " ".repeat(41) + "eve@dst.example\n"), listing);
    }

    @Test
    void flushingASystemThatIsDownFails() {
        var run = CommandRun.of(top, "postqueue", "-f");

        assertEquals(69, run.status());
        assertTrue(run.err().endsWith("postqueue: fatal: Cannot flush mail queue - mail system is down\n"));
    }

    @Test
    void aMessageIsHeldExpiredReleasedRequeuedAndDeleted() throws IOException {
        QueueId id = message(QueueName.DEFERRED, "bob@dst.example");

        assertEquals(
                "postsuper: %s: placed on hold\npostsuper: Placed on hold: 1 message\n".formatted(id),
                postsuper("-h", id.text()));
        assertEquals(
                "postsuper: %1$s: expired\npostsuper: %1$s: released from hold\n".formatted(id)
                        + "postsuper: Force-expired: 1 message\npostsuper: Released from hold: 1 message\n",
                postsuper("-f", id.text()));
        assertEquals("postsuper: Requeued: 1 message\n", postsuper("-r", "ALL"));
        assertTrue(spool.status(QueueName.MAILDROP, id).isPresent());
        assertEquals(
                "postsuper: %s: removed\npostsuper: Deleted: 1 message\n".formatted(id), postsuper("-d", id.text()));
        assertEquals("postsuper: Deleted: 0 messages\n", postsuper("-d", id.text()));
        assertEquals(
                "postsuper: warning: invalid mail queue id: ../x\npostsuper: Deleted: 0 messages\n",
                postsuper("-d", "../x"));
    }

    @Test
    void namesThatDoNotMatchTheirInodesAreRepairedWithTheirLogs() throws IOException {
        QueueId id = message(QueueName.DEFERRED, "bob@dst.example");
        var wrong = id.withInode(1);
        Files.createDirectories(spool.path(QueueName.DEFER, wrong).getParent());
        Files.writeString(spool.path(QueueName.DEFER, wrong), "");
        Files.move(spool.path(QueueName.DEFERRED, id), top.resolve("deferred").resolve(wrong.text()));

        assertEquals("""
                postsuper: Renamed to match inode number: 1 message
                postsuper: warning: QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS
                """, postsuper());

        assertTrue(spool.status(QueueName.DEFERRED, id).isPresent());
        assertTrue(spool.status(QueueName.DEFER, id).isPresent());
        assertEquals("", postsuper());
    }

    /// Symptom: somebody deletes messages by their ids together with a repair that gave some of them other ids,
    /// and is not told that the repair was left unfinished.
    @Test
    void idsAreNotUsedOnceNamesHaveChanged() throws IOException {
        misnamed();

        var run = CommandRun.of(top, "postsuper", "-s", "-d", "C3CD21F3E90");

        assertEquals(1, run.status());
        assertEquals("""
                postsuper: error: QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS
                postsuper: fatal: CHECK YOUR QUEUE IDS AND RE-ISSUE THE COMMAND
                postsuper: warning: OPERATION INCOMPLETE -- RERUN COMMAND TO FIX THE QUEUE FIRST
                """, run.err());
    }

    @Test
    void whatIsForAllMessagesIsDoneUnderTheirNewNames() throws IOException {
        QueueId id = misnamed();

        var run = CommandRun.of(top, "postsuper", "-s", "-h", "ALL");

        assertEquals(0, run.status());
        assertEquals("""
                postsuper: Placed on hold: 1 message
                postsuper: Renamed to match inode number: 1 message
                postsuper: warning: QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS
                """, run.err());
        assertTrue(spool.status(QueueName.HOLD, id).isPresent());
    }

    /// A message whose name does not match its inode.
    ///
    /// @return the name that would
    private QueueId misnamed() throws IOException {
        QueueId id = message(QueueName.DEFERRED, "bob@dst.example");
        Files.move(
                spool.path(QueueName.DEFERRED, id),
                top.resolve("deferred").resolve(id.withInode(1).text()));
        return id;
    }

    /// Symptom: `postsuper -d - < file` deletes the whole queue where a line of the file says `ALL`; Postfix's does
    /// not.
    @Test
    void onStandardInputThereIsNoWordForAllMessages() throws IOException {
        QueueId first = message(QueueName.DEFERRED, "bob@dst.example");
        QueueId second = message(QueueName.DEFERRED, "bob@dst.example");

        var run = CommandRun.withInput(first + "\nALL\n", top, "postsuper", "-d", "-");

        assertEquals("postsuper: " + first + ": removed\npostsuper: Deleted: 1 message\n", run.err());
        assertTrue(spool.status(QueueName.DEFERRED, second).isPresent());
    }

    /// As Postfix's does, so that whoever types them sees what becomes of each.
    @Test
    void idsFromStandardInputAreHandledAsTheyCome() throws IOException {
        QueueId first = message(QueueName.DEFERRED, "bob@dst.example");
        var lines = List.of(first + "\n", "x\n").iterator();
        var seen = new ArrayList<Boolean>();
        var input = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("bytes are read in pieces");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                seen.add(Files.exists(spool.path(QueueName.DEFERRED, first)));
                if (!lines.hasNext()) {
                    return -1;
                }
                byte[] line = lines.next().getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(line, 0, buffer, offset, line.length);
                return line.length;
            }
        };

        Main.run(new Invocation(
                "postsuper",
                List.of("-d", "-"),
                input,
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                Map.of("MAIL_CONFIG", top.toString())));

        assertEquals(List.of(true, false, false), seen);
    }

    /// Symptom: they were passed over without a word, as files that have gone meanwhile.
    @Test
    void aFileWhoseNameIsNoTextIsToldByItsInode() throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "f=$(printf 'a\\377'); touch \"$f\"; stat -c %i \"$f\"")
                .directory(top.resolve("deferred").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String inode = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();

        assertEquals("postsuper: warning: bogus file name: deferred/a?: not UTF-8, inode " + inode + "\n", postsuper());
    }

    @Test
    void aQueueThatCannotBeReadIsNamedAsInPostfix() throws IOException {
        Files.delete(top.resolve("hold"));

        var run = CommandRun.of(top, "postsuper", "-s");
        assertEquals(1, run.status());
        assertEquals("postsuper: fatal: scan_dir_push: open directory hold: No such file or directory\n", run.err());

        Files.writeString(top.resolve("hold"), "");
        assertEquals(
                "postsuper: fatal: scan_dir_push: open directory hold: Not a directory\n",
                CommandRun.of(top, "postsuper", "-h", "ALL", "hold").err());
    }

    @Test
    void theQueueIsForTheSuperuserAndItsOwner() throws Exception {
        QueueId id = message(QueueName.DEFERRED, "bob@dst.example");
        var call = new Invocation(
                "postsuper",
                List.of("-d", id.text()),
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                Map.of("MAIL_CONFIG", top.toString()));
        int owner = (int) Files.getAttribute(top.resolve("incoming"), "unix:uid");

        var failure = assertThrows(CommandFailed.class, () -> new Postsuper(() -> 54321).run(call));
        assertEquals(1, failure.status());
        assertEquals("use of this command is reserved for the superuser", failure.getMessage());
        assertTrue(spool.status(QueueName.DEFERRED, id).isPresent());

        assertEquals(0, new Postsuper(() -> owner).run(call));
        assertTrue(spool.status(QueueName.DEFERRED, id).isEmpty());
    }

    /// Symptom: where two messages have one id, as after copying files by hand, `postsuper -h` overwrites one with
    /// the other.
    @Test
    void aMessageDoesNotTakeThePlaceOfAnother() throws IOException {
        QueueId id = message(QueueName.HOLD, "bob@dst.example");
        Files.copy(spool.path(QueueName.HOLD, id), spool.path(QueueName.ACTIVE, id));
        Files.setPosixFilePermissions(spool.path(QueueName.ACTIVE, id), PosixFilePermissions.fromString("rwx------"));

        assertEquals(
                "postsuper: warning: rename file active/%1$s as hold/%1$s: File exists\n".formatted(id)
                        + "postsuper: Placed on hold: 0 messages\n",
                postsuper("-h", id.text()));
        assertEquals("postsuper: " + id + ": requeued\npostsuper: Requeued: 1 message\n", postsuper("-r", id.text()));
        assertEquals(
                "postsuper: warning: rename file hold/%1$s as maildrop/%1$s: File exists\n".formatted(id)
                        + "postsuper: Requeued: 0 messages\n",
                postsuper("-r", "ALL"));

        assertTrue(spool.status(QueueName.HOLD, id).isPresent());
        assertTrue(spool.status(QueueName.MAILDROP, id).isPresent());
        assertEquals("""
                postsuper: Renamed to match inode number: 1 message
                postsuper: warning: QUEUE FILE NAMES WERE CHANGED TO MATCH INODE NUMBERS
                """, postsuper());
        assertEquals("postsuper: Requeued: 1 message\n", postsuper("-r", "ALL"));
    }

    /// Symptom: after `flush` was added to `hash_queue_names`, what waits for a destination is not known.
    @Test
    void listsOfFlushAreMovedWhereTheyAreLookedFor() throws IOException {
        Files.writeString(top.resolve("flush/dst_example"), "4ABCDEF0123\n");
        Files.writeString(top.resolve("main.cf"), "hash_queue_names = deferred flush\n", StandardOpenOption.APPEND);

        assertEquals("", postsuper("-s"));
        assertTrue(Files.exists(top.resolve("flush/d/dst_example")));
    }

    @Test
    void aRepairThatASignalEndsIsSaidToBeUnfinished() throws Exception {
        for (int i = 0; i < 5000; i++) {
            Path file = Files.writeString(top.resolve("deferred").resolve("12345" + (100_000 + i)), "");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "postsuper",
                        "-c",
                        top.toString(),
                        "-s")
                .start();
        while (process.isAlive() && !hasRenamed()) {
            Thread.onSpinWait();
        }
        // Process.destroy would close what it says.
        process.toHandle().destroy();

        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals("postsuper: warning: OPERATION INCOMPLETE -- RERUN COMMAND TO FIX THE QUEUE FIRST\n", said);
        assertEquals(128 + 15, process.waitFor());
    }

    private boolean hasRenamed() throws IOException {
        try (var files = Files.newDirectoryStream(top.resolve("deferred"), "?")) {
            return files.iterator().hasNext();
        }
    }

    @Test
    void aQueueThatIsNotThereCannotBeListed() throws IOException {
        Files.delete(top.resolve("incoming"));

        var run = CommandRun.of(top, "postqueue", "-p");
        assertEquals(69, run.status());
        assertEquals(
                "postqueue: fatal: Queue report unavailable - mail system is down"
                        + " (Connect to the Postfix showq service: No such file or directory)\n",
                run.err());
    }

    @Test
    void maildropIsNeverHashed() throws IOException {
        Files.writeString(top.resolve("main.cf"), "hash_queue_names = maildrop\n", StandardOpenOption.APPEND);

        var run = CommandRun.of(top, "postsuper");

        assertEquals(1, run.status());
        assertEquals("postsuper: fatal: maildrop queue must not be hashed\n", run.err());
    }

    @Test
    void aDirectoryWhereFilesBelongIsRemovedOrWarnedAbout() throws IOException {
        Files.createDirectories(top.resolve("deferred/empty"));
        Files.createDirectories(top.resolve("deferred/full/x"));

        assertEquals("postsuper: warning: remove subdirectory deferred/full: Directory not empty\n", postsuper("-p"));
        assertFalse(Files.exists(top.resolve("deferred/empty")));
    }

    /// Symptom: `münchen.example` is shown with another character, as half of it was put in lower case.
    @Test
    void aShapeLeavesUtf8AsItIs() throws IOException {
        message(QueueName.HOLD, "A@M\u00c3\u00bcnchen.EXAMPLE");

        String shape = CommandRun.of(top, "qshape", "hold").out();

        assertTrue(shape.contains(" m\u00c3\u00bcnchen.example "), shape);
    }

    @Test
    void aShapeCountsRecipientsByDomain() throws IOException {
        message(QueueName.HOLD, "a@one.example", "b@one.example", "c@two.example");

        String shape = CommandRun.of(top, "qshape", "-b", "3", "hold").out();

        assertEquals(4, shape.lines().count());
        assertTrue(shape.lines().anyMatch(line -> line.strip().startsWith("one.example  2")), shape);
    }

    @Test
    void postsuperWantsAnAbsoluteConfigurationDirectory() {
        var run = CommandRun.of(top, "postsuper", "-c", "conf", "-d", "ALL");

        assertEquals(1, run.status());
        assertEquals("postsuper: fatal: -c requires absolute pathname\n", run.err());
    }

    /// What it prints, without what a machine that has no syslog adds.
    private String postsuper(String... arguments) {
        return CommandRun.of(top, "postsuper", arguments)
                .err()
                .lines()
                .filter(line -> !line.contains("/dev/log"))
                .distinct()
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    /// As Postfix's does, if no queue is named.
    @Test
    void deletingAllMessagesEmptiesTheListsOfFlushToo() throws IOException {
        message(QueueName.DEFERRED, "bob@dst.example");
        Files.writeString(top.resolve("flush/dst_example"), "4ABCDEF0123\n");

        assertEquals(
                "postsuper: Deleted: 1 message\n",
                CommandRun.of(top, "postsuper", "-d", "ALL").err());
        assertFalse(Files.exists(top.resolve("flush/dst_example")));
    }

    @Test
    void withoutSettingsPostqueueEndsAsWithAllItsFailures() {
        var run = CommandRun.of(top, "postqueue", "-c", "/nonexistent", "-p");

        assertEquals(69, run.status());
        assertEquals("postqueue: fatal: open /nonexistent/main.cf: No such file or directory\n", run.err());
    }

    /// It is a perl script elsewhere.
    @Test
    void qshapeEndsAsAScriptDoes() {
        assertEquals(255, CommandRun.of(top, "qshape", "-x").status());
        assertEquals(
                "Can't stat " + top + "/nosuch: No such file or directory\n",
                CommandRun.of(top, "qshape", "nosuch").err());
    }

    private QueueId message(QueueName queue, String... recipients) throws IOException {
        try (var draft = spool.create(QueueName.INCOMING)) {
            draft.records().put(RecordType.ARRIVAL_TIME, ARRIVAL + " 0");
            draft.records().put(RecordType.SENDER, "a b@src.example");
            for (String recipient : recipients) {
                draft.records().put(RecordType.RECIPIENT, recipient);
            }
            draft.records().put(RecordType.MESSAGE_START);
            draft.records().put(RecordType.TEXT, "");
            draft.records().put(RecordType.EXTRACTED_START);
            draft.records().put(RecordType.END);
            draft.commit(queue);
            assertTrue(draft.created().isAfter(Instant.EPOCH));
            return draft.id();
        }
    }
}
