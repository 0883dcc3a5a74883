package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `reject_unverified_sender` and `reject_unverified_recipient`; the replies are those that Postfix 3.7 gave.
class UnverifiedAddressTest {

    @TempDir
    private Path home;

    private final List<String> log = new CopyOnWriteArrayList<>();

    /// @return the addresses that verify(8) was asked about
    private List<String> talk(String settings, String dialogue) throws Exception {
        Files.writeString(home.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mx.example.test
                mydestination =
                alias_maps =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                smtpd_peername_lookup = no
                smtpd_error_sleep_time = 0s
                smtpd_reject_unlisted_recipient = no
                """ + settings);
        try (var _ = new FakeCleanup(home.resolve("cleanup"));
                var verify = new FakeVerify(home.resolve("verify"));
                var server = new LoopbackServer(
                        MainCf.read(home),
                        home.resolve("cleanup"),
                        0,
                        (severity, _, text) -> log.add(severity.word() + text))) {
            Talk.over(server.port(), Script.parse("S: 220 *\nC: HELO c.test\nS: 250 *\n" + dialogue));
            return verify.asked();
        }
    }

    @Test
    void recipientsAreRefusedUntilTheyAreKnownToBeGood() throws Exception {
        var asked = talk("smtpd_recipient_restrictions = reject_unverified_recipient\n", """
                C: MAIL FROM:<me@src.test>
                S: 250 2.1.0 Ok
                C: RCPT TO:<good@dst.test>
                S: 250 2.1.5 Ok
                C: RCPT TO:<bad@dst.test>
                S: 450 4.1.1 <bad@dst.test>: Recipient address rejected: unverified address: host mx.test[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)
                C: RCPT TO:<busy@dst.test>
                S: 450 4.1.1 <busy@dst.test>: Recipient address rejected: unverified address: host mx.test[192.0.2.1] said: 450 4.2.2 mailbox busy (in reply to RCPT TO command)
                C: RCPT TO:<slow@dst.test>
                S: 250 2.1.5 Ok
                C: RCPT TO:<lost@dst.test>
                S: 450 4.1.1 <lost@dst.test>: Recipient address rejected: unverified address: Address verification in progress
                C: RCPT TO:<postmaster>
                S: 250 2.1.5 Ok
                C: RCPT TO:<double-bounce@mx.example.test>
                S: 250 2.1.5 Ok
                C: QUIT
                S: 221 2.0.0 Bye
                """);

        var expected = new ArrayList<>(List.of("good@dst.test", "bad@dst.test", "busy@dst.test", "slow@dst.test"));
        expected.add("slow@dst.test");
        expected.addAll(Collections.nCopies(3, "lost@dst.test"));
        assertEquals(expected, asked);
        String rejected = "3CABC001: reject: RCPT from unknown[127.0.0.1]: 450 4.1.1 <lost@dst.test>: Recipient address"
                + " rejected: unverified address: Address verification in progress; from=<me@src.test> to=<lost@dst.test>"
                + " proto=SMTP helo=<c.test>";
        assertTrue(log.contains(rejected), log.toString());
    }

    @Test
    void sendersToo() throws Exception {
        talk("smtpd_sender_restrictions = reject_unverified_sender\nunverified_sender_reject_code = 554\n", """
                C: MAIL FROM:<bad@src.test>
                S: 250 2.1.0 Ok
                C: RCPT TO:<a@dst.test>
                S: 554 5.1.7 <bad@src.test>: Sender address rejected: undeliverable address: host mx.test[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)
                C: RSET
                S: 250 2.0.0 Ok
                C: MAIL FROM:<busy@src.test>
                S: 250 2.1.0 Ok
                C: RCPT TO:<a@dst.test>
                S: 450 4.1.7 <busy@src.test>: Sender address rejected: unverified address: host mx.test[192.0.2.1] said: 450 4.2.2 mailbox busy (in reply to RCPT TO command)
                C: RSET
                S: 250 2.0.0 Ok
                C: MAIL FROM:<>
                S: 250 2.1.0 Ok
                C: RCPT TO:<a@dst.test>
                S: 250 2.1.5 Ok
                C: QUIT
                S: 221 2.0.0 Bye
                """);
    }

    @Test
    void codesAndReasonsCanBeChosen() throws Exception {
        talk("""
                smtpd_recipient_restrictions = reject_unverified_recipient
                unverified_recipient_reject_code = 551
                unverified_recipient_defer_code = 451
                unverified_recipient_reject_reason = No such person
                unverified_recipient_tempfail_action = defer
                """, """
                C: MAIL FROM:<me@src.test>
                S: 250 2.1.0 Ok
                C: RCPT TO:<bad@dst.test>
                S: 551 5.1.1 <bad@dst.test>: Recipient address rejected: undeliverable address: No such person
                C: RCPT TO:<busy@dst.test>
                S: 451 4.1.1 <busy@dst.test>: Recipient address rejected: unverified address: No such person
                C: QUIT
                S: 221 2.0.0 Bye
                """);
    }

    @Test
    void whereVerifyFailsTheClientComesBack() throws Exception {
        talk("smtpd_recipient_restrictions = reject_unverified_recipient\n", """
                C: MAIL FROM:<me@src.test>
                S: 250 2.1.0 Ok
                C: RCPT TO:<broken@dst.test>
                S: 450 4.3.0 <broken@dst.test>: Recipient address rejected: address verification problem
                C: QUIT
                S: 221 2.0.0 Bye
                """);
        assertTrue(log.contains("warning: verify service failure"), log.toString());
    }

    @Test
    void anActionThatThereIsNotIsRefused() {
        assertThrows(ConfigException.class, () -> talk("unverified_recipient_tempfail_action = permit\n", ""));
    }
}
