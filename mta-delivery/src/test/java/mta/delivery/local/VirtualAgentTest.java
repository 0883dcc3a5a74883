package mta.delivery.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import mta.core.config.LockStyle;
import mta.core.mail.EnhancedStatus;
import mta.core.posix.Processes;
import mta.core.rewrite.Extensions;
import mta.core.table.TableSearch;
import mta.core.table.Tables;
import mta.delivery.AgentTrial;
import mta.delivery.mailbox.Maildir;
import mta.delivery.mailbox.Mbox;
import mta.service.client.DeliveryReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mailboxes expected here are what Postfix 3.7 wrote for the same messages.
class VirtualAgentTest {

    private static final String MESSAGE = "Subject: x\n\nFrom here\n.dot\n";

    @TempDir
    private Path directory;

    private AgentTrial trial;

    @BeforeEach
    void start() throws IOException {
        trial = new AgentTrial(directory.resolve("q"));
    }

    @AfterEach
    void stop() {
        trial.close();
    }

    @Test
    void aMaildirGetsOneFileInNew() throws IOException {
        var request = trial.enqueue("v.example", MESSAGE, "a+x@v.example");

        var reports = trial.deliver(agent(0), request);

        assertEquals(List.of(new DeliveryReport.Done()), reports);
        assertEquals(
                List.of("ID: to=<a+x@v.example>, relay=virtual, dsn=2.0.0, status=sent (delivered to maildir)"),
                trial.logged());
        var file = onlyFile(directory.resolve("mail/a/new"));
        assertEquals("""
                Return-Path: <sender@test.example>
                X-Original-To: a+x@v.example
                Delivered-To: a+x@v.example
                Subject: x

                From here
                .dot
                """, Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(file.getFileName().toString().matches("\\d+\\.V[0-9a-f]+I[0-9a-f]+M\\d+\\.host"), file::toString);
        assertEquals(0, entries(directory.resolve("mail/a/tmp")));
    }

    @Test
    void anMboxGetsMessagesOneAfterAnother() throws IOException {
        Files.createDirectories(directory.resolve("mail"));
        var first = trial.enqueue("v.example", MESSAGE, "m@v.example");
        var second = trial.enqueue("v.example", MESSAGE, "m@v.example");

        trial.deliver(agent(0), first, second);

        String one = """
                From sender@test.example  DATE
                Return-Path: <sender@test.example>
                X-Original-To: m@v.example
                Delivered-To: m@v.example
                Subject: x

                >From here
                .dot

                """;
        String content = Files.readString(directory.resolve("mail/mbox"))
                .replaceAll("(?m)^(From \\S+  )\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}$", "$1DATE");
        assertEquals(one + one, content);
    }

    @Test
    void aMessageThatCameBackBounces() throws IOException {
        var request = trial.enqueue("v.example", "Delivered-To:\n a@V.example\nSubject: x\n\nhello\n", "a@v.example");

        trial.deliver(agent(0), request);

        assertEquals(List.of("bounce a@v.example 5.4.6 mail forwarding loop for a@v.example"), trial.told());
    }

    @Test
    void aDeliveredToInTheBodyIsNoLoop() throws IOException {
        var request = trial.enqueue("v.example", "Subject: x\n\nDelivered-To: a@v.example\n", "a@v.example");

        assertEquals(List.of(new DeliveryReport.Done()), trial.deliver(agent(0), request));
    }

    @Test
    void anUnknownUserBounces() throws IOException {
        var request = trial.enqueue("v.example", MESSAGE, "nobody@v.example");

        trial.deliver(agent(0), request);

        assertEquals(List.of("bounce nobody@v.example 5.1.1 unknown user: \"nobody@v.example\""), trial.told());
    }

    @Test
    void anOwnerUnderTheMinimumMakesMailWait() throws IOException {
        var request = trial.enqueue("v.example", MESSAGE, "a@v.example");

        trial.deliver(agent(Integer.MAX_VALUE), request);

        assertEquals(List.of("defer a@v.example 4.3.5 mail system configuration error"), trial.told());
        assertEquals("R", trial.marks(request));
    }

    @Test
    void aMailboxOutsideItsDirectoryMakesMailWait() throws IOException {
        var request = trial.enqueue("v.example", MESSAGE, "evil@v.example");

        trial.deliver(agent(0), request);

        assertEquals(List.of("defer evil@v.example 4.3.5 mail system configuration error"), trial.told());
    }

    /// Symptom: mail lands in a directory with another name, and counts as delivered.
    @Test
    void aNameBeyondAsciiIsTheOneInTheTable() throws IOException {
        var request = trial.enqueue("v.example", MESSAGE, "u@v.example");

        trial.deliver(agent(0), request);

        assertEquals(1, entries(directory.resolve("mail/B\u00fcro/new")));
    }

    @Test
    void aMaildirThatCannotBeMadeMakesMailWait() throws IOException {
        Files.createDirectories(directory.resolve("mail"));
        Files.writeString(directory.resolve("mail/a"), "a file is in the way");
        var request = trial.enqueue("v.example", MESSAGE, "a@v.example");

        trial.deliver(agent(0), request);

        assertTrue(
                trial.told().getFirst().startsWith("defer a@v.example 4.2.0 maildir delivery failed: create maildir"),
                trial.told()::toString);
    }

    private VirtualAgent agent(int minimumUid) {
        var own = tables("static:" + Processes.effectiveUser());
        var config = new VirtualAgent.Config(
                directory.resolve("mail").toString(),
                tables(
                        "inline:{ a@v.example=a/, m@v.example=mbox, evil@v.example=../../evil, u@v.example=B\u00c3\u00bcro/ }"),
                own,
                Processes.effectiveUser() == 0 ? tables("static:1") : own,
                minimumUid,
                new Extensions("+", true));
        var locking =
                new Mbox.Locking(EnumSet.allOf(LockStyle.class), 20, Duration.ofMillis(10), Duration.ofSeconds(500));
        var mailboxes = new Mailboxes(
                new Maildir("host", trial.clock()),
                new Mbox(
                        locking,
                        new Mbox.Refusals(true, Mbox.Use.MAILBOX, EnhancedStatus.of("4.2.0")),
                        0,
                        trial.clock()),
                0,
                NewMail.UNTOLD,
                trial.log());
        return new VirtualAgent(config, mailboxes, new RecipientRights(), trial.log());
    }

    private static TableSearch tables(String setting) {
        return new TableSearch(List.of(new Tables(_ -> {}).open(setting)));
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.reduce((_, second) -> second).orElseThrow();
        }
    }

    private static long entries(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.count();
        }
    }
}
