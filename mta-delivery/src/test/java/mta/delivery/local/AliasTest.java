package mta.delivery.local;

import static mta.delivery.local.LocalTrial.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mta.core.config.AddressSource;
import mta.core.mail.SendOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What Postfix 3.7 logged for the same aliases.
@Timeout(60)
class AliasTest {

    private static final String FORWARDED = "dsn=2.0.0, status=sent (forwarded as 9C8B7A6D5E4)";

    @RegisterExtension
    private final LocalTrial local = new LocalTrial();

    private final String user = LocalTrial.ACCOUNT;

    @Test
    void aUserBehindAnAliasIsServedAtOnce() throws IOException {
        alias("root", user);

        assertEquals(
                lines("to=<" + user + "@example.com>, orig_to=<root@example.com>, dsn=2.0.0, status=sent"
                        + " (delivered to mailbox)"),
                local.deliver("root"));

        String mail = Files.readString(local.mailbox());
        assertTrue(mail.contains("X-Original-To: root@example.com\nDelivered-To: root@example.com\n"), mail);
    }

    @Test
    void otherAddressesGetAMessageOfTheirOwn() throws IOException {
        alias("both", "a@remote.example, B <b@remote.example>, A@remote.example");

        assertEquals(lines("to=<both@example.com>, " + FORWARDED), local.deliver("both"));

        assertEquals(
                List.of(
                        "S sender@test.example",
                        "R a@remote.example",
                        "R b@remote.example",
                        "N Received: by mail.example.com (Postfix)",
                        "N Delivered-To: both@example.com",
                        "N Subject: x",
                        "N ",
                        "N hello"),
                local.forwarded);
    }

    /// Symptom: mail that had to travel over TLS only went out in the clear when an alias or a .forward sent it on.
    @Test
    void whatIsSentOnAsksForRequireTlsAsBefore() throws IOException {
        alias("away", "a@remote.example");
        local.trial.asking(SendOption.REQUIRETLS);

        local.deliver("away");

        assertTrue(local.wishes.contains("A sendopts=32"), local.wishes::toString);
    }

    /// Symptom: with soft_bounce, a list with one bad member is sent to the others again at every attempt.
    @Test
    void nothingIsForwardedWhileSomebodyWaits() throws IOException {
        alias("list", "a@remote.example, \"|exit 67\"");
        local.trial.softBounce();

        local.deliver("list");

        assertEquals(List.of(), local.forwarded);
        assertEquals("R", local.marks());
    }

    @Test
    void theOwnerOfAListHearsOfItsFailures() throws IOException {
        alias("list", user + ", a@remote.example");
        alias("owner-list", "owner@remote.example");

        assertEquals(lines("to=<list@example.com>, " + FORWARDED), local.deliver("list"));

        assertEquals(
                List.of("S owner-list@example.com", "R " + user + "@example.com", "R a@remote.example"),
                local.forwarded.subList(0, 3));
    }

    @Test
    void aLoopOfAliasesIsReturned() throws IOException {
        alias("one", "two");
        alias("two", "one");

        assertEquals(
                lines(
                        "warning: alias database loop for two",
                        "to=<two@example.com>, orig_to=<one@example.com>, dsn=5.4.6, status=bounced (alias database"
                                + " loop for two)"),
                local.deliver("one").stream()
                        .map(line -> line.replaceFirst("warning: .*: alias", "warning: alias"))
                        .toList());
    }

    /// Symptom: two aliases that name each other twice take for ever.
    @Test
    void aLoopThatGrowsIsReturned() throws IOException {
        alias("one", "two, two, two");
        alias("two", "one, one, one");

        var lines = local.deliver("one");

        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.getLast().contains("status=bounced (alias database loop for "), lines::toString);
    }

    @Test
    void anAliasIsNoPartOfItself() throws IOException {
        alias("self", "self, x@remote.example");

        assertEquals(
                lines(
                        "to=<self@example.com>, dsn=5.1.1, status=bounced (unknown user: \"self\")",
                        "to=<self@example.com>, " + FORWARDED),
                local.deliver("self"));
    }

    @Test
    void aMessageThatComesBackIsReturned() throws IOException {
        alias("list", "a@remote.example");

        assertEquals(
                lines("to=<list@example.com>, dsn=5.4.6, status=bounced (mail forwarding loop for list@example.com)"),
                local.deliver("list", "Delivered-To: list@example.com\n\nhello\n"));
    }

    @Test
    void whoDoesNotExistIsReturnedAndTheOthersGetIt() throws IOException {
        alias("partly", "nosuchuser, ok@remote.example");

        assertEquals(
                lines(
                        "to=<nosuchuser@example.com>, orig_to=<partly@example.com>, dsn=5.1.1, status=bounced (unknown"
                                + " user: \"nosuchuser\")",
                        "to=<partly@example.com>, " + FORWARDED),
                local.deliver("partly"));
    }

    /// Symptom: as long as one mailbox does not take a message, all others get it again and again.
    @Test
    void nothingIsSentOnWhileAnythingWaits() throws IOException {
        alias("mixed", "waiting, a@remote.example");
        local.accounts = _ -> {
            throw new IOException("getpwnam: Input/output error");
        };

        assertTrue(local.deliver("mixed").getLast().endsWith("status=deferred (user lookup error)"));

        assertEquals(List.of(), local.forwarded);
    }

    /// Symptom: mail is marked as delivered that nobody took.
    @Test
    void mailThatIsNotTakenWaits() throws IOException {
        alias("away", "a@remote.example");
        local.breakCleanup();

        assertTrue(local.deliver("away")
                .getLast()
                .startsWith("to=<away@example.com>, dsn=4.3.0, status=deferred (unable to forward message"));
    }

    @Test
    void caseDoesNotCount() throws IOException {
        alias("list", "a@remote.example");

        assertEquals(lines("to=<LIST@example.com>, " + FORWARDED), local.deliver("LIST"));
    }

    @Test
    void mailForThePostmasterIsNotReturned() throws IOException {
        assertEquals(
                lines(
                        "warning: required alias not found: postmaster",
                        "to=<Postmaster@example.com>, dsn=2.0.0, status=sent (discarded)"),
                local.deliver("Postmaster"));
    }

    @Test
    void anExtensionIsLookedUpFirst() throws IOException {
        alias("list", "a@remote.example");
        alias("list+x", "x@remote.example");

        local.deliver("list+x");
        local.deliver("list+y");

        assertTrue(local.forwarded.contains("R x@remote.example"));
        assertTrue(local.forwarded.contains("R a@remote.example"));
    }

    @Test
    void anExtensionGoesOnWhereThatIsSet() throws IOException {
        alias("list", "a@remote.example");
        local.rules = new AliasRules(Set.of(), Set.of(), Set.of(AddressSource.ALIAS), true, false, false);

        local.deliver("list+y");

        assertEquals("R a+y@remote.example", local.forwarded.get(1));
    }

    @Test
    void anEmptyAliasMakesMailWait() throws IOException {
        alias("comma", ",");

        assertTrue(local.deliver("comma").getLast().endsWith("status=deferred (alias database unavailable)"));
    }

    @Test
    void mailForNowhereIsDelivered() throws IOException {
        alias("null", "/dev/null");

        assertEquals(
                lines("to=<null@example.com>, dsn=2.0.0, status=sent (delivered to file: /dev/null)"),
                local.deliver("null"));
    }

    @Test
    void filesGetMessages() throws IOException {
        Path file = local.spool.resolve("archive");
        alias("archive", file.toString());

        assertEquals(
                lines("to=<archive@example.com>, dsn=2.0.0, status=sent (delivered to file: " + file + ")"),
                local.deliver("archive"));

        assertEquals(local.user.uid(), Files.getAttribute(file, "unix:uid"));
        assertTrue(Files.readString(file).startsWith("From sender@test.example  "));
    }

    @Test
    void programsGetNone() throws IOException {
        Path file = Files.createFile(local.spool.resolve("program"));
        local.giveToUser(file);
        Files.setAttribute(file, "unix:mode", 0755);
        alias("program", file.toString());

        assertEquals(
                lines("to=<program@example.com>, dsn=5.7.1, status=bounced (cannot append message to file " + file
                        + ": file is executable)"),
                local.deliver("program"));
    }

    private void alias(String name, String targets) {
        local.aliases.put(name, targets);
    }
}
