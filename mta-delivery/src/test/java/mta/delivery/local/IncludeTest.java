package mta.delivery.local;

import static mta.delivery.local.LocalTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mta.core.posix.Descriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `:include:` files and `.forward` files; what Postfix 3.7 logged for the same ones.
@Timeout(60)
class IncludeTest {

    private static final String FORWARDED = "dsn=2.0.0, status=sent (forwarded as 9C8B7A6D5E4)";
    private static final String MISTAKE = "dsn=5.3.5, status=bounced (mail system configuration error)";

    @RegisterExtension
    private final LocalTrial local = new LocalTrial();

    private final String user = LocalTrial.ACCOUNT;

    @Test
    void whoIsOnAListGetsAMessageOfTheirOwn() throws IOException {
        list("# comment\na@remote.example, b@remote.example\n  c@remote.example\n" + user + "\n");

        assertEquals(lines("to=<list@example.com>, " + FORWARDED), local.deliver("list"));

        assertEquals(
                List.of(
                        "S sender@test.example",
                        "R a@remote.example",
                        "R b@remote.example",
                        "R c@remote.example",
                        "R " + user + "@example.com"),
                local.forwarded.subList(0, 5));
    }

    @Test
    void aListThatAnybodyCanWriteIsNotUsed() throws IOException {
        Path list = list("a@remote.example\n");
        Files.setAttribute(list, "unix:mode", 0666);

        assertEquals(
                lines("warning: :include: file " + list + " is world writable", "to=<list@example.com>, " + MISTAKE),
                local.deliver("list"));
    }

    /// Symptom: the owner of a list makes root read what he cannot read himself, and hears of it in notices.
    @Test
    void aListIsReadWithItsOwnersRights() throws IOException {
        assumeTrue(LocalTrial.ROOT, "only root reads everything");
        Path list = list("a@remote.example\n");
        local.giveToUser(list);
        Files.setAttribute(list, "unix:mode", 0);

        assertTrue(local.deliver("list")
                .getLast()
                .endsWith("dsn=4.3.5, status=deferred (mail system configuration error)"));
    }

    /// Symptom: by a link in his home directory, a user makes root read any file of root's.
    @Test
    void aLinkOfAUserIsFollowedWithHisRights() throws IOException {
        assumeTrue(LocalTrial.ROOT, "only root reads everything");
        Path secret = Files.writeString(local.directory.resolve("secret"), "a@remote.example\n");
        Files.setAttribute(secret, "unix:mode", 0600);
        Path link = Files.createSymbolicLink(local.user.home().resolve("list"), secret);
        local.aliases.put("list", ":include:" + link);

        assertTrue(local.deliver("list")
                .getLast()
                .endsWith("dsn=4.3.5, status=deferred (mail system configuration error)"));
    }

    @Test
    void aLinkOfRootsIsFollowedWithRootsRights() throws IOException {
        assumeTrue(LocalTrial.ROOT, "only root reads everything");
        Path secret = Files.writeString(local.directory.resolve("secret"), "a@remote.example\n");
        Files.setAttribute(secret, "unix:mode", 0600);
        Path link = Files.createSymbolicLink(
                local.directory.resolve("list"), Path.of("../" + local.directory.getFileName() + "/secret"));
        local.aliases.put("list", ":include:" + link);

        assertEquals(lines("to=<list@example.com>, " + FORWARDED), local.deliver("list"));
    }

    /// Symptom: a file without line ends fills the memory, and all local delivery ends.
    @Test
    void aForwardFileOfAnySizeDoesNoHarm() throws IOException {
        forward("x".repeat(70_000));

        assertEquals(
                lines(
                        "warning: forward file of " + user + ": larger than 65536 bytes",
                        "to=<" + user + "@example.com>, dsn=4.3.0, status=deferred (mail system error)"),
                deliver(user));
    }

    /// Symptom: a delivery waits for ever where a file becomes a pipe after it was looked at.
    @Test
    void aPipeIsNotWaitedFor() throws IOException {
        Path pipe = local.directory.resolve("pipe");
        Descriptor.makePipe(pipe, 0600);

        var failure = assertThrows(IOException.class, () -> ListFiles.read(pipe, true));

        assertEquals("not a regular file", failure.getMessage());
    }

    @Test
    void aListWithALongLineWaits() throws IOException {
        Path list = list("a, ".repeat(30_000));

        assertEquals(
                lines(
                        "warning: :include: file " + list + ": a line is longer than 65536 bytes",
                        "to=<list@example.com>, dsn=4.3.5, status=deferred (mail system configuration error)"),
                deliver("list"));
    }

    @Test
    void aListForTooManyWaits() throws IOException {
        Path list = list("a,b,c,d,e,f\n".repeat(10_000));

        assertEquals(
                lines(
                        "warning: :include: file " + list + ": more than 50000 destinations",
                        "to=<list@example.com>, dsn=4.3.5, status=deferred (mail system configuration error)"),
                deliver("list"));
    }

    @Test
    void listsForTooManyWait() throws IOException {
        Path first = Files.writeString(local.directory.resolve("first"), addresses("a", 26_000));
        Path second = Files.writeString(local.directory.resolve("second"), addresses("b", 26_000));
        local.aliases.put("list", ":include:" + first + ", :include:" + second);

        assertEquals(
                lines(
                        "warning: list@example.com stands for more than 50000 destinations",
                        "to=<list@example.com>, dsn=4.3.5, status=deferred (mail system configuration error)"),
                deliver("list"));
    }

    /// Symptom: where a list cannot be read, and others of the same alias are too large together, the mail is gone.
    /// Cause: both have the recipient wait for the same reason, and what comes up twice is done once.
    @Test
    void listsForTooManyWaitBesideOneThatCannotBeRead() throws IOException {
        Path nul = Files.writeString(local.directory.resolve("nul"), "\0\n");
        Path first = Files.writeString(local.directory.resolve("first"), addresses("a", 26_000));
        Path second = Files.writeString(local.directory.resolve("second"), addresses("b", 26_000));
        local.aliases.put("list", ":include:" + nul + ", :include:" + first + ", :include:" + second);

        assertEquals(
                "to=<list@example.com>, dsn=4.3.5, status=deferred (mail system configuration error)",
                deliver("list").getLast());
        assertEquals("R", local.marks());
    }

    private static String addresses(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + i + "@remote.example\n")
                .collect(Collectors.joining());
    }

    /// Symptom: a NUL in a file name stops all local delivery.
    @Test
    void aNulConcernsOnePersonOnly() throws IOException {
        forward("/tmp/x\0y\n");

        assertEquals(
                lines(
                        "warning: forward file of " + user + ": there is a NUL in it",
                        "to=<" + user + "@example.com>, dsn=4.3.0, status=deferred (mail system error)"),
                deliver(user));
    }

    @Test
    void aNulInAnAliasConcernsOneAliasOnly() throws IOException {
        local.aliases.put("file", "/tmp/x\0y");
        local.aliases.put("list", ":include:/tmp/x\0y");

        assertTrue(local.deliver("file").getLast().contains("status=deferred"));
        assertTrue(local.deliver("list").getLast().contains("status=deferred"));
    }

    /// Symptom: mail for a file with a name beyond ASCII lands in another one, and counts as delivered.
    @Test
    void namesBeyondAsciiAreThoseOfTheUser() throws IOException {
        Path file = local.user.home().resolve("B\u00fcro");
        forward(file + "\n");

        local.deliver(user);

        assertTrue(Files.exists(file));
    }

    @Test
    void commandsBeyondAsciiAreThoseOfTheUser() throws IOException {
        Path file = local.user.home().resolve("B\u00fcro");
        forward("\"|cat > " + file + "\"\n");

        local.deliver(user);

        assertTrue(Files.exists(file));
    }

    @Test
    void aNameThatIsNoTextMakesMailWait() throws IOException {
        var bytes = new byte[] {'/', 't', 'm', 'p', '/', (byte) 0xfc, '\n'};
        local.giveToUser(Files.write(local.user.home().resolve(".forward"), bytes));

        assertTrue(local.deliver(user).getLast().contains("dsn=4.3.5, status=deferred"));
    }

    @Test
    void aListThatIsMissingIsAMistake() throws IOException {
        Path missing = local.directory.resolve("missing");
        local.aliases.put("list", ":include:" + missing);

        assertEquals(
                lines(
                        "warning: unable to lookup :include: file " + missing + ": No such file or directory",
                        "to=<list@example.com>, " + MISTAKE),
                local.deliver("list"));
    }

    @Test
    void aListNeedsItsWholePath() throws IOException {
        local.aliases.put("list", ":include:list");

        assertEquals(
                lines("warning: :include:list uses a relative path", "to=<list@example.com>, " + MISTAKE),
                local.deliver("list"));
    }

    @Test
    void aListMayHoldNoCommandsAndFiles() throws IOException {
        list("|cat\n/tmp/file\nok@remote.example\n");

        assertEquals(
                lines(
                        "to=<list@example.com>, dsn=5.7.1, status=bounced (mail to command is restricted)",
                        "to=<list@example.com>, dsn=5.7.1, status=bounced (mail to file is restricted)",
                        "to=<list@example.com>, " + FORWARDED),
                local.deliver("list"));
    }

    /// Symptom: a list that includes itself takes for ever.
    @Test
    void aListThatIncludesItselfIsReturned() throws IOException {
        list(":include:" + local.directory.resolve("list") + "\n");

        assertTrue(local.deliver("list").getLast().contains("dsn=5.4.6, status=bounced"));
    }

    @Test
    void usersSendTheirMailOn() throws IOException {
        forward("me@elsewhere.example\n");

        assertEquals(lines("to=<" + user + "@example.com>, " + FORWARDED), local.deliver(user));

        assertEquals("R me@elsewhere.example", local.forwarded.get(1));
    }

    @Test
    void usersKeepACopy() throws IOException {
        forward("\\" + user + ", me@elsewhere.example\n");

        assertEquals(
                lines(
                        "to=<" + user + "@example.com>, dsn=2.0.0, status=sent (delivered to mailbox)",
                        "to=<" + user + "@example.com>, " + FORWARDED),
                local.deliver(user));
    }

    @Test
    void anEmptyForwardFileKeepsTheMail() throws IOException {
        forward("# nothing\n");

        assertTrue(local.deliver(user).getLast().endsWith("status=sent (delivered to mailbox)"));
    }

    @Test
    void anExtensionMustNotLeadToAnotherDirectory() throws IOException {
        Path other = Files.createDirectories(local.user.home().resolve(".forward+x"));
        Files.writeString(other.resolve("y"), "me@elsewhere.example\n");

        assertTrue(local.deliver(user + "+x/y").getLast().endsWith("status=sent (delivered to mailbox)"));
    }

    /// Without the queue ids in warnings.
    private List<String> deliver(String to) throws IOException {
        return local.deliver(to).stream()
                .map(line -> line.replaceFirst("^warning: [0-9A-F]+: ", "warning: "))
                .toList();
    }

    private Path list(String text) throws IOException {
        Path file = Files.writeString(local.directory.resolve("list"), text);
        local.aliases.put("list", ":include:" + file);
        return file;
    }

    private void forward(String text) throws IOException {
        local.giveToUser(Files.writeString(local.user.home().resolve(".forward"), text));
    }
}
