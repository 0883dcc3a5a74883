package mta.delivery.local;

import static mta.delivery.local.LocalTrial.lines;
import static mta.delivery.local.LocalTrial.routes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `mailbox_command`, `mailbox_transport`, `fallback_transport` and `luser_relay`.
@Timeout(60)
class AccountRoutesTest {

    @RegisterExtension
    private final LocalTrial local = new LocalTrial();

    private final String user = LocalTrial.ACCOUNT;

    @Test
    void aCommandTakesThePlaceOfMailboxes() throws IOException {
        Path file = local.spool.resolve("out");
        String command = "cat > " + file + "; echo $HOME >> " + file;
        local.routes = routes("", command, "");

        assertEquals(
                lines("to=<" + user + "@example.com>, dsn=2.0.0, status=sent (delivered to command: " + command + ")"),
                local.deliver(user));

        assertEquals(local.user.home().toString(), Files.readAllLines(file).getLast());
        assertEquals(local.user.uid(), Files.getAttribute(file, "unix:uid"));
    }

    @Test
    void anotherAgentTakesTheRecipientItself() throws IOException {
        local.agent("lmtp");
        local.routes = routes("lmtp:unix:private/dovecot-lmtp", "", "");

        assertEquals(List.of(), local.deliver(user));

        assertEquals(List.of("unix:private/dovecot-lmtp " + user + "@example.com"), local.passed);
        assertEquals("D", local.marks());
    }

    /// Symptom: of several behind an alias, the first makes the others be forgotten.
    @Test
    void behindAnAliasEachIsPassedOnByAMessageOfItsOwn() throws IOException {
        local.agent("lmtp");
        local.routes = routes("lmtp", "", "");
        local.aliases.put("team", user + ", a@remote.example");

        assertEquals(
                lines("to=<team@example.com>, dsn=2.0.0, status=sent (forwarded as 9C8B7A6D5E4)"),
                local.deliver("team"));

        assertEquals(List.of(), local.passed);
        assertEquals(List.of("R " + user + "@example.com", "R a@remote.example"), local.forwarded.subList(1, 3));
    }

    /// Symptom: the other agent marks the recipient as done, and the sender never hears that somebody else got nothing.
    @Test
    void nothingIsPassedOnBeforeTheRestHasBeenTold() throws IOException {
        local.agent("lmtp");
        local.routes = routes("lmtp", "", "");
        local.aliases.put(user, user + ", \"|exit 67\"");
        local.trial.breakBounce();

        local.deliver(user);

        assertEquals(List.of(), local.passed);
        assertEquals("R", local.marks());
    }

    @Test
    void anAgentThatIsNotThereMakesMailWait() throws IOException {
        local.routes = routes("lmtp", "", "");

        assertTrue(local.deliver(user).getLast().endsWith("dsn=4.3.0, status=deferred (mail transport unavailable)"));
        assertEquals("R", local.marks());
    }

    @Test
    void unknownUsersMayBeKnownToAnotherAgent() throws IOException {
        local.agent("lmtp");
        local.routes = routes("", "", "lmtp:inet:mail.example.com");

        local.deliver("nosuchuser");

        assertEquals(List.of("inet:mail.example.com nosuchuser@example.com"), local.passed);
    }

    /// Symptom: mail for users of dovecot alone is returned.
    @Test
    void theAgentOfAllMailboxesMayKnowUsersThatWeDoNot() throws IOException {
        local.agent("lmtp");
        local.routes = routes("lmtp:unix:private/dovecot-lmtp", "", "");
        local.luserRelay = "catchall@example.com";

        local.deliver("nosuchuser");

        assertEquals(List.of("unix:private/dovecot-lmtp nosuchuser@example.com"), local.passed);
    }

    @Test
    void somebodyElseMayGetTheMailOfUnknownUsers() throws IOException {
        local.luserRelay = "$user+was-unknown@remote.example";

        assertEquals(
                lines("to=<nosuchuser+ext@example.com>, dsn=2.0.0, status=sent (forwarded as 9C8B7A6D5E4)"),
                local.deliver("nosuchuser+ext"));

        assertEquals("R nosuchuser+was-unknown@remote.example", local.forwarded.get(1));
    }

    /// Symptom: mail for unknown users runs in a circle.
    @Test
    void aRelayThatIsUnknownItselfGetsNothing() throws IOException {
        local.luserRelay = "catchall@example.com";

        assertTrue(local.deliver("nosuchuser").getLast().endsWith("status=bounced (unknown user: \"catchall\")"));
    }

    @Test
    void rootsFilesAndCommandsHaveNoRightsOfRoot() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(LocalTrial.ROOT, "only root has them");
        Path file = local.spool.resolve("out");
        var root = new mta.core.posix.User("root", 0, 0, "", local.user.home(), "/bin/sh");
        local.accounts = _ -> java.util.Optional.of(root);
        local.routes = routes("", "id -ru > " + file, "");

        local.deliver("root");

        assertEquals(Integer.toString(local.user.uid()), Files.readString(file).strip());
    }
}
