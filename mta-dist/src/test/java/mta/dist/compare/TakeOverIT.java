package mta.dist.compare;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mta.dist.Distribution;
import mta.dist.compare.AnsweringServer.Manner;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One system is stopped with mail in every queue, the other one goes on with the same spool: nobody gets a message
/// twice, and nobody none.
class TakeOverIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<(.*?)>");
    private static final String SENDER = "<s@box.example>";
    private static final List<String> RECIPIENTS = List.of(
            "active@silent.example",
            "deferred@busy.example",
            "held@held.example",
            "incoming@good.example",
            "maildrop@good.example",
            "partly1@good.example",
            "partly2@busy.example",
            "partly3@busy.example");

    @TempDir
    Path theirs;

    @TempDir
    Path ours;

    @Test
    void oursGoesOnWherePostfixStood() throws IOException {
        takesOver(Distribution.postfix(theirs), Distribution.ours(ours));
    }

    @Test
    void postfixGoesOnWhereOursStood() throws IOException {
        takesOver(Distribution.ours(ours), Distribution.postfix(theirs));
    }

    private static void takesOver(MailSystem first, MailSystem second) throws IOException {
        try (var before = new AnsweringServer(Manner.ACCEPTS, anyPort());
                var busy = new AnsweringServer(Manner.IS_BUSY, anyPort());
                var silent = new AnsweringServer(Manner.IS_SILENT, anyPort());
                var after = new AnsweringServer(Manner.ACCEPTS, anyPort())) {
            try (first) {
                first.with(
                        "qmgr_message_active_limit = 1",
                        "smtpd_recipient_restrictions = check_recipient_access inline:{held.example=HOLD}, permit",
                        transports(before, busy, silent));
                first.start();
                fill(first);
            }
            submit(first);
            assertEquals(Map.of("maildrop", 1, "incoming", 1, "active", 1, "deferred", 2, "hold", 1), queues(first));

            try (second) {
                second.with("queue_directory = " + first.spool(), transports(after, after, after));
                second.start();
                String listed = second.command("postqueue", "-p").out();
                assertTrue(listed.contains("421 4.3.2 Too busy"), listed);

                second.command("postsuper", "-H", "ALL");
                await().atMost(PATIENCE).untilAsserted(() -> {
                    second.command("postqueue", "-f");
                    // A message that moves while we look may be seen in no queue.
                    assertEquals(RECIPIENTS, recipients(before, after), second.log());
                    assertEquals(Map.of(), queues(first), second.log());
                });
                assertEquals(RECIPIENTS, recipients(before, after));
                var notices = Stream.concat(first.mailbox().stream(), second.mailbox().stream())
                        .toList();
                assertEquals(1, notices.size(), notices.toString());
                assertTrue(notices.getFirst().contains("Final-Recipient: rfc822; no@good.example"));
            }
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static String transports(AnsweringServer good, AnsweringServer busy, AnsweringServer silent) {
        return "transport_maps = inline:{good.example=smtp:%1$s, held.example=smtp:%1$s, busy.example=smtp:%2$s,"
                        .formatted(good.nexthop(), busy.nexthop())
                + " silent.example=smtp:" + silent.nexthop() + "}";
    }

    /// Brings mail into every queue, and waits until it is there.
    private static void fill(MailSystem system) throws IOException {
        new Letter("deferred", SENDER, "<deferred@busy.example>").send(system.port());
        queued(system, "deferred", 1);
        new Letter("partly", SENDER, "<partly1@good.example>", "<partly2@busy.example>", "<partly3@busy.example>")
                .send(system.port());
        queued(system, "deferred", 2);
        new Letter("held", SENDER, "<held@held.example>").send(system.port());
        queued(system, "hold", 1);
        // While one recipient waits for a silent server, it is known that another one bounces.
        new Letter("active", SENDER, "<active@silent.example>", "<no@good.example>").send(system.port());
        queued(system, "active", 1);
        queued(system, "bounce", 1);
        new Letter("incoming", SENDER, "<incoming@good.example>").send(system.port());
        queued(system, "incoming", 1);
    }

    private static void queued(MailSystem system, String queue, int count) {
        await().atMost(PATIENCE).until(() -> system.queued(queue) == count);
    }

    private static void submit(MailSystem stopped) throws IOException {
        var result = stopped.commandWithInput(
                "Subject: maildrop\n\nHello.\n", "sendmail", "-f", "s@box.example", "maildrop@good.example");
        assertEquals(0, result.exit(), result.toString());
    }

    private static Map<String, Integer> queues(MailSystem system) throws IOException {
        var filled = new java.util.HashMap<String, Integer>();
        for (String queue : List.of("maildrop", "incoming", "active", "deferred", "hold", "corrupt")) {
            if (system.queued(queue) > 0) {
                filled.put(queue, system.queued(queue));
            }
        }
        return filled;
    }

    /// Who got a message, as often as he got one.
    private static List<String> recipients(AnsweringServer... servers) {
        return Stream.of(servers)
                .flatMap(server -> server.taken().stream())
                .flatMap(text -> RECIPIENT.matcher(text).results())
                .map(found -> found.group(1))
                .filter(address -> !address.startsWith("no@"))
                .sorted()
                .toList();
    }
}
