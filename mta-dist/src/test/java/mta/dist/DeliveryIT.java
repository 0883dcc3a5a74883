package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mta.testkit.net.MailSink;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail comes in by every door of the built system and arrives, exactly once.
class DeliveryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> HOSTS =
            List.of("mta-cleanup", "mta-local", "mta-master", "mta-qmgr", "mta-smtp", "mta-smtpd");

    @TempDir
    Path directory;

    private MailSystem system;

    @BeforeEach
    void start() throws IOException {
        system = Distribution.ours(directory).start();
    }

    @AfterEach
    void stop() throws IOException {
        system.close();
    }

    @Test
    void sendmailDeliversIntoAMaildir() throws IOException {
        var result = system.commandWithInput(
                "Subject: hello\n\nFrom the command line.\n", "sendmail", "-f", "a@box.example", "b@box.example");

        assertEquals(new MailSystem.Result(0, "", ""), result);
        arrived(1);
        assertTrue(system.mailbox().getFirst().contains("From the command line."));
    }

    @Test
    void swaksDeliversOverSmtp() throws IOException {
        Distribution.swaks(system, "b@box.example", "from swaks", "Hello.");

        arrived(1);
        assertTrue(system.mailbox().getFirst().contains("Subject: from swaks"));
    }

    @Test
    void aThousandMessagesOverTwentySessionsArriveOnceEach() throws IOException {
        Distribution.source(system, "a@box.example", "b@box.example", 1000);

        arrived(1000);
        var ids = new TreeSet<String>();
        for (String message : system.mailbox()) {
            var id = Pattern.compile("Message-Id: <(\\S+)>", Pattern.CASE_INSENSITIVE)
                    .matcher(message);
            assertTrue(id.find(), message);
            ids.add(id.group(1));
        }
        assertEquals(1000, ids.size());
        await().atMost(PATIENCE).until(() -> system.queued("active") + system.queued("incoming") == 0);
    }

    @Test
    void sixProcessesAtMostAndEachSaysWhichItIs() throws IOException {
        try (var sink = MailSink.start()) {
            system.with("relayhost = " + sink.nexthop()).command("postfix", "reload");
            system.commandWithInput("Subject: x\n\nx\n", "sendmail", "b@box.example", "c@out.example");
            arrived(1);
            await().atMost(PATIENCE).until(() -> sink.messages().size() == 1);

            // Who is only just starting does not say yet which it is.
            await().atMost(PATIENCE).untilAsserted(() -> assertEquals(HOSTS, system.processNames()));
        }
    }

    private void arrived(int count) {
        await().atMost(PATIENCE).until(() -> system.mailbox().size() == count);
    }
}
