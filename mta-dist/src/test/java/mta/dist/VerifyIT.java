package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Addresses are probed before mail for them is taken, and a probe reaches nobody; as in a real Postfix.
class VerifyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern PROBED =
            Pattern.compile("(?m)to=<[^>]*>, .*dsn=[\\d.]+, status=(?:un)?deliverable .*$");
    private static final Pattern CHANGING = Pattern.compile("delays?=[0-9./]+, ");

    /// Has all addresses probed; how long the first probes take depends on how long processes take to start.
    private static final String QUESTIONS = """
            S: 220 *
            C: HELO client.example
            S: 250 *
            C: MAIL FROM:<>
            S: 250 2.1.0 Ok
            C: RCPT TO:<b@box.example>
            S: 450 4.1.1 *: Address verification in progress
            C: RCPT TO:<bad@box.example>
            S: 450 4.1.1 *: Address verification in progress
            C: RCPT TO:<busy@box.example>
            S: 450 4.1.1 *: Address verification in progress
            C: QUIT
            S: 221 2.0.0 Bye
            """;

    private static final String DIALOGUE = """
            S: 220 *
            C: HELO client.example
            S: 250 *
            C: MAIL FROM:<>
            S: 250 2.1.0 Ok
            C: RCPT TO:<b@box.example>
            S: 250 2.1.5 Ok
            C: RCPT TO:<bad@box.example>
            S: 550 5.1.1 <bad@box.example>: Recipient address rejected: undeliverable address: no such mailbox
            C: RCPT TO:<busy@box.example>
            S: 450 4.1.1 <busy@box.example>: Recipient address rejected: unverified address: try again
            C: RCPT TO:<bad@box.example>
            S: 550 5.1.1 <bad@box.example>: Recipient address rejected: undeliverable address: no such mailbox
            C: QUIT
            S: 221 2.0.0 Bye
            """;

    @TempDir
    private Path directory;

    @Test
    void oursProbes() throws Exception {
        probes(Distribution.ours(directory));
    }

    @Test
    void realPostfixProbesInTheSameWay() throws Exception {
        probes(Distribution.postfix(directory));
    }

    private static void probes(MailSystem mailSystem) throws Exception {
        mailSystem.with(
                "smtpd_recipient_restrictions = reject_unverified_recipient",
                "unverified_recipient_reject_code = 550",
                "address_verify_poll_count = 1",
                "address_verify_transport_maps = inline:{{bad@box.example=error:5.1.1 no such mailbox},"
                        + " {busy@box.example=retry:4.2.1 try again}}");
        try (var system = mailSystem.start()) {
            Talk.over(system.port(), Script.parse(QUESTIONS));
            await().atMost(PATIENCE).until(() -> probed(system).size() == 3);
            await().atMost(PATIENCE).until(() -> system.queued("active") + system.queued("incoming") == 0);

            Talk.over(system.port(), Script.parse(DIALOGUE));

            assertEquals(0, system.queued("deferred"));
            assertEquals(List.of(), system.mailbox());
            assertEquals(
                    Set.of(
                            "to=<b@box.example>, relay=virtual, dsn=2.0.0, status=deliverable (delivers to maildir)",
                            "to=<bad@box.example>, relay=none, dsn=5.1.1, status=undeliverable (no such mailbox)",
                            "to=<busy@box.example>, relay=none, dsn=4.2.1, status=undeliverable (try again)"),
                    new HashSet<>(probed(system)));
        }
    }

    private static List<String> probed(MailSystem system) throws IOException {
        return PROBED.matcher(system.log())
                .results()
                .map(found -> CHANGING.matcher(found.group()).replaceAll(""))
                .toList();
    }
}
