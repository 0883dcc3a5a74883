package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// pflogsumm counts the same on our log as on Postfix's, for the same mail.
class PflogsummIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 1000;

    @Test
    void theSameCountsForTheSameThousandMessages(@TempDir Path ours, @TempDir Path theirs) throws IOException {
        Distribution.needs("pflogsumm");
        Distribution.needs("smtp-source");
        try (var postfix = Distribution.postfix(theirs);
                var system = Distribution.ours(ours)) {
            assertEquals(counts(postfix), counts(system));
        }
    }

    private static List<String> counts(MailSystem system) throws IOException {
        system.start();
        send(system, "a@box.example", "b@box.example", MESSAGES);
        await().atMost(PATIENCE).until(() -> system.mailbox().size() == MESSAGES);
        await().atMost(PATIENCE).until(() -> system.queued("active") == 0);

        Path log = system.configuration().resolveSibling("log");
        var report = MailSystem.run(Map.of(), "", "pflogsumm", "--problems-first", log.toString());
        assertEquals(0, report.exit(), report.toString());
        var counts = report.out()
                .lines()
                .dropWhile(line -> !line.startsWith("Grand Totals"))
                .takeWhile(line -> !line.startsWith("Per-Hour"))
                // Queue ids are of different lengths and stand in the messages; versions and places differ, too.
                .filter(line -> !line.contains("bytes ") && !line.contains("version") && !line.contains("/conf"))
                .filter(line -> !line.isBlank())
                .toList();
        assertTrue(counts.contains("   " + MESSAGES + "   received"), report.out());
        return counts;
    }

    private static void send(MailSystem system, String from, String to, int messages) throws IOException {
        MailSystem.run(
                Map.of(),
                "",
                "smtp-source",
                "-s",
                "20",
                "-m",
                Integer.toString(messages),
                "-f",
                from,
                "-t",
                to,
                "127.0.0.1:" + system.port());
    }
}
