package mta.delivery.local;

import static mta.delivery.local.LocalTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private Path list(String text) throws IOException {
        Path file = Files.writeString(local.directory.resolve("list"), text);
        local.aliases.put("list", ":include:" + file);
        return file;
    }

    private void forward(String text) throws IOException {
        local.giveToUser(Files.writeString(local.user.home().resolve(".forward"), text));
    }
}
