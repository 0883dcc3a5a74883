package mta.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mta.cleanup.pickup.OneScan;
import mta.cleanup.pickup.PickupService;
import mta.cleanup.pickup.PostdropService;
import mta.cleanup.pickup.ScanTurn;
import mta.core.net.ChannelConnection;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.core.net.TimedOutException;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.service.client.LocalService;
import mta.service.daemon.ServiceContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail of local users: through the socket into `maildrop`, and from there into the queue.
class LocalMailTest {

    private static final int CALLER = 4711;

    @TempDir
    Path queue;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private ServiceContext context;
    private Spool spool;

    @BeforeEach
    void startNothingYet() throws IOException {
        use("");
    }

    private void use(String settings) throws IOException {
        context = Cases.context(queue, Cases.MAIN_CF + "mail_owner = " + Files.getOwner(queue) + "\n" + settings, log);
        spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
    }

    @Test
    void mailThroughTheSocketIsThatOfTheCaller() throws IOException {
        submit("S\u0002meR\u0003youM\0N\u0002hiX\0E\0");
        pickUp();

        assertTrue(log.stream().anyMatch(line -> line.endsWith(": uid=4711 from=<me>")), log.toString());
        assertEquals(0, count("maildrop"));
        assertEquals(1, count("incoming"));
    }

    @Test
    void aSubmissionThatStopsAnywhereBeforeItsEndIsNone() throws IOException {
        String whole = "S\u0002meR\u0003youM\0N\u0002hiX\0E\0";
        for (int cut = 0; cut < whole.length(); cut++) {
            submit(whole.substring(0, cut));
            assertEquals(0, count("maildrop"), "cut at " + cut);
        }
    }

    @Test
    void recordsThatUsersMayNotSendAreRefused() throws IOException {
        for (String bad : List.of(
                "S\u0002meZ\0", "S\u0002mep\0", "C\0", "T\u00011S\u0002me", "S\u0003m\ne", "R\u0003youM\0X\0E\0")) {
            submit(bad);
            assertEquals(0, count("maildrop"), bad);
        }
    }

    /// Symptom: any user makes the mail system take in a record of two gigabytes.
    @Test
    void aRecordIsNoLongerThanALine() throws IOException {
        String length = "\u00ff\u00ff\u00ff\u00ff\u0007";
        submit("S\u0002meR\u0003youM\0N" + length);

        assertEquals(
                List.of("warning: uid=4711: malformed input: "
                        + "illegal length 2147483647, record type 78 at offset 11"),
                log);
        assertEquals(0, count("maildrop"));
    }

    @Test
    void anAttributeIsOneLine() throws IOException {
        submit("S\u0002meA\u0012envelope_id=a\r\nBCDR\u0003youM\0X\0E\0");

        assertEquals(List.of("warning: uid=4711: ignoring attribute record: envelope_id=a\r\nBCD"), log);
        assertEquals(1, count("maildrop"));
    }

    /// Symptom: any user could make verify(8) believe that an address is good, or that it is not.
    @Test
    void probesOfTheMailSystemAreNotForUsers() throws IOException {
        submit("S\u0002meA\u000ftrace_flags=256R\u0003youM\0X\0E\0");

        assertEquals(List.of("warning: uid=4711: ignoring attribute record: trace_flags=256"), log);
        assertEquals(1, count("maildrop"));
    }

    @Test
    void aSubmissionWithoutSenderOrRecipientsIsAnsweredAndForgotten() throws IOException {
        for (String bad : List.of("S\u0002meM\0X\0E\0", "R\u0003youM\0X\0E\0")) {
            String answer = submit(bad);
            assertTrue(answer.endsWith("status\0001\0reason\0\0\0"), answer);
        }
        String line = "warning: uid=4711: no sender or no recipients";
        assertEquals(List.of(line, line), log);
        assertEquals(0, count("maildrop"));
    }

    /// `sendmail -O smtputf8=yes`; the sixth number of the size record says how a message is sent.
    @Test
    void aUserMayAskForSmtpUtf8() throws IOException {
        submit("A\nsendopts=1S\u0002meR\u0003youM\0N\u0002hiX\0E\0");
        submit("A\nsendopts=2S\u0002meR\u0003youM\0N\u0002hiX\0E\0");
        assertEquals(List.of("warning: uid=4711: ignoring attribute record: sendopts=2"), log);

        pickUp();
        assertEquals(List.of("0", "1"), sendOptions());
    }

    private List<String> sendOptions() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.list(queue.resolve("incoming"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains("sendopts"), text);
                found.add(text.substring(2, 2 + 95).strip().split(" +")[5]);
            }
        }
        Collections.sort(found);
        return found;
    }

    @Test
    void aMessageIsNoLargerThanAllMessages() throws IOException {
        use("message_size_limit = 200\n");
        String text = "N@" + "x".repeat(64);

        String answer = submit("S\u0002meR\u0003youM\0" + text.repeat(9) + "X\0E\0");

        assertTrue(answer.endsWith("status\0004\0reason\0\0\0"), answer);
        assertEquals(List.of("warning: uid=4711: File too large"), log);
        assertEquals(0, count("maildrop"));
    }

    /// Symptom: clients that say nothing hold their places for an hour.
    @Test
    void whoSaysNothingIsHungUpOnSoon() throws IOException {
        var silent = new Silent();
        PostdropService.start(context).serve(silent);

        assertEquals(List.of(Duration.ofSeconds(10)), silent.patience);
        assertEquals(0, count("maildrop"));
        assertEquals(List.of(), log);
    }

    /// Symptom: any user fills the log by connecting and leaving.
    @Test
    void whoLeavesWithoutAWordIsNotLogged() throws IOException {
        PostdropService.start(context).serve(new Silent() {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("Connection reset by peer");
            }
        });

        assertEquals(0, count("maildrop"));
        assertEquals(List.of(), log);
    }

    /// As with a real Postfix's `sendmail`, which may have a slow program to read from.
    @Test
    void whoHasBegunMayTakeHisTime() throws IOException {
        var slow = new Silent("S\u0002me");
        assertThrows(
                TimedOutException.class, () -> PostdropService.start(context).serve(slow));

        assertEquals(List.of(Duration.ofSeconds(10), Duration.ofHours(1)), slow.patience);
        assertEquals(0, count("maildrop"));
    }

    @Test
    void mailStaysUntilCleanupHasIt() throws IOException {
        drop(true);
        new TriggeredPickup().run();
        assertEquals(1, count("maildrop"), "nobody took it");

        pickUp();
        assertEquals(0, count("maildrop"));
        assertEquals(1, count("incoming"));
    }

    /// Symptom: a message is delivered twice, as a process that leaves for want of work and its successor copy it.
    @Test
    void aFileIsCopiedByOneProcessOnly() throws IOException {
        drop(true);
        Path socket = queue.resolve("public/cleanup");
        var cleanup = context.service("cleanup");
        try (var _ = LocalServer.start(socket, CleanupService.start(context), 0)) {
            var whileOthersScan = new LocalService(
                    socket,
                    Duration.ofMinutes(1),
                    (path, patience) -> {
                        OneScan.besideOthers(spool, cleanup, context);
                        return ChannelConnection.to(path, patience);
                    },
                    Duration.ZERO,
                    Duration.ZERO);
            OneScan.besideOthers(spool, whileOthersScan, context);
        }

        assertEquals(1, count("incoming"));
        assertEquals(0, count("maildrop"));
        assertTrue(log.stream().noneMatch(line -> line.contains("maildrop/")), log.toString());
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftAlone() throws IOException {
        try (Draft draft = spool.create(QueueName.MAILDROP)) {
            draft.records().put(RecordType.SENDER, "me");
            pickUp();
            assertEquals(1, count("maildrop"));
            assertEquals(0, count("incoming"));
        }
    }

    @Test
    void aMalformedFileIsRemovedWithAWarning() throws IOException {
        drop(false);
        pickUp();

        assertEquals(0, count("maildrop"));
        assertEquals(0, count("incoming"));
        assertTrue(log.stream().anyMatch(line -> line.contains("unexpected or malformed record type")), log.toString());
    }

    /// Symptom: mail that had to travel over TLS only, and waited for it, went out in the clear after `postsuper -r`.
    @Test
    void mailThatIsPutBackKeepsWhatItsSenderAskedFor() throws IOException {
        putBack(
                "C" + "%15d %15d %15d %15d %15d %15d".formatted(1, 95, 1, 0, 1, 1 | 2 | 1 << 5),
                "Sme",
                "Ryou",
                "M",
                "X",
                "E");
        pickUp();

        assertEquals(List.of("33"), sendOptions());
    }

    /// It is no mail that a user could send again.
    @Test
    void mailThatIsPutBackAndMalformedIsSetAside() throws IOException {
        Files.createDirectories(queue.resolve("corrupt"));
        putBack("Sme", "Sme", "Ryou", "M", "X", "E");
        putBack("Sme", "Ryou", "M", "Nhi");
        putBack("C" + "%15d %15d %15d".formatted(1, 0, 1), "Sme", "Ryou", "M", "X", "E");
        pickUp();

        assertEquals(0, count("maildrop"));
        assertEquals(3, count("corrupt"));
        assertTrue(log.stream().anyMatch(line -> line.contains(": malformed size record: ")), log.toString());
        assertEquals(0, count("incoming"));
    }

    /// Symptom: after one such file, no local mail was picked up any more. Postfix's postdrop takes it of any user.
    @Test
    void anAddressOfTwoLinesKeepsNobodyWaiting() throws IOException {
        drop(true);
        try (Draft draft = spool.create(QueueName.MAILDROP)) {
            for (String record : List.of("Stwo\nlines", "Rone\0\rtwo", "M", "X", "Rx\ny", "E")) {
                draft.records().put(RecordType.of(record.charAt(0), Segment.ENVELOPE), record.substring(1));
            }
            draft.commit();
        }
        drop(true);
        pickUp();

        assertEquals(0, count("maildrop"));
        assertEquals(3, count("incoming"));
        assertTrue(log.stream().anyMatch(line -> line.endsWith("from=<\"two lines\">")), log.toString());
    }

    /// As `postsuper -r` does: the file is the mail system's, and nobody else may read it.
    private void putBack(String... records) throws IOException {
        try (Draft draft = spool.create(QueueName.MAILDROP)) {
            for (String record : records) {
                draft.records().put(RecordType.of(record.charAt(0), Segment.ENVELOPE), record.substring(1));
            }
            draft.commit();
            Files.setPosixFilePermissions(draft.path(), PosixFilePermissions.fromString("rwx------"));
        }
    }

    private void drop(boolean isWhole) throws IOException {
        try (Draft draft = spool.create(QueueName.MAILDROP)) {
            draft.records().put(RecordType.SENDER, "me");
            draft.records().put(RecordType.RECIPIENT, "you");
            draft.records().put(RecordType.MESSAGE_START);
            draft.records().put(RecordType.TEXT, "To: you");
            if (isWhole) {
                draft.records().put(RecordType.EXTRACTED_START);
                draft.records().put(RecordType.END);
            }
            draft.commit();
        }
    }

    private String submit(String records) throws IOException {
        Path socket = queue.resolve("public/postdrop");
        try (var _ = LocalServer.start(socket, PostdropService.start(context), CALLER);
                var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(records.getBytes(StandardCharsets.ISO_8859_1)));
            channel.shutdownOutput();
            // Up to the end of the stream: then the service is done.
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    private void pickUp() throws IOException {
        Path socket = queue.resolve("public/cleanup");
        try (var _ = LocalServer.start(socket, CleanupService.start(context), 0)) {
            new TriggeredPickup().run();
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    private long count(String name) throws IOException {
        try (var files = Files.list(queue.resolve(name))) {
            return files.count();
        }
    }

    /// Serves one trigger and returns when its scan is over.
    private final class TriggeredPickup {

        void run() throws IOException {
            PickupService.start(context, new ScanTurn()).serve(new OneByte());
        }
    }

    private static final class OneByte extends Silent {

        @Override
        public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = 'W';
            return 1;
        }
    }

    /// A client that says no more after its first words, if it has any.
    private static class Silent implements ClientConnection {

        private final ByteArrayInputStream words;
        private final List<Duration> patience = new ArrayList<>();

        Silent() {
            this("");
        }

        Silent(String words) {
            this.words = new ByteArrayInputStream(words.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public Endpoint peer() {
            return new Endpoint.Local(0, 0, 0);
        }

        @Override
        public Endpoint local() {
            return peer();
        }

        @Override
        public void timeout(Duration longest) {
            patience.add(longest);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = words.read(buffer, offset, length);
            if (count < 0) {
                throw new TimedOutException("read timed out");
            }
            return count;
        }

        @Override
        public int available() {
            return 1;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
