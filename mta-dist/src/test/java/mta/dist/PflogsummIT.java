package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import mta.testkit.net.MailSink;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// pflogsumm counts the same on our log as on Postfix's, for the same mail.
class PflogsummIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 1000;
    private static final Pattern SIZE = Pattern.compile("(\\w+): from=<(.*)>, size=(\\d+)");

    /// How often mail is delivered, put off, or returned, notices included.
    private static final int FATES = 8;

    private static final String MIXED = session(
            "<a@box.example>",
            List.of("<b@box.example>", "<c@out.example>"),
            List.of("<f@drop.example>"),
            List.of("<hold@box.example>"),
            List.of("<drop@box.example>"),
            List.of("<would@box.example>"),
            List.of("<no@box.example> 554", "<later@box.example> 450"),
            List.of("<d@wait.example> 450", "<e@gone.example> 550"));

    @Test
    void theSameCountsForTheSameThousandMessages(@TempDir Path ours, @TempDir Path theirs) throws IOException {
        Distribution.needs("pflogsumm");
        Distribution.needs("smtp-source");
        try (var postfix = Distribution.postfix(theirs);
                var system = Distribution.ours(ours)) {
            assertEquals(counts(postfix), counts(system));
        }
    }

    /// Every kind of line that pflogsumm looks for: delivered, relayed, put off, returned, dropped, held, refused.
    @Test
    void theSameReportOfMixedFates(@TempDir Path ours, @TempDir Path theirs) throws IOException {
        Distribution.needs("pflogsumm");
        try (var postfix = Distribution.postfix(theirs);
                var system = Distribution.ours(ours)) {
            assertEquals(report(postfix, theirs), report(system, ours));
        }
    }

    private static String report(MailSystem system, Path directory) throws IOException {
        try (var sink = MailSink.start()) {
            system.with(
                    "transport_maps = inline:{"
                            + " {wait.example = retry:4.2.1 not now} {gone.example = error:5.1.1 no such}"
                            + " {drop.example = discard:silently} {out.example = smtp:" + sink.nexthop() + "} }",
                    "default_transport = retry:4.3.0 nowhere",
                    "smtpd_recipient_restrictions = check_recipient_access inline:{"
                            + " {no@box.example = REJECT} {later@box.example = 450 4.7.1 later}"
                            + " {hold@box.example = HOLD look} {drop@box.example = DISCARD away}"
                            + " {would@box.example = OK} }, warn_if_reject reject_non_fqdn_helo_hostname, permit");
            system.start();
            Talk.over(system.port(), Script.parse(MIXED));
            for (String recipient : List.of("b@box.example", "d@wait.example", "e@gone.example")) {
                system.commandWithInput("Subject: x\n\nx\n", "sendmail", "-f", "local@box.example", recipient);
            }
            await().atMost(PATIENCE).until(() -> deliveries(system) == FATES && isQuiet(system));
        }
        Path log = directory.resolve("comparable");
        Files.writeString(log, comparable(system.log()));
        var report = MailSystem.run(Map.of(), "", "pflogsumm", "--problems-first", "--detail", "50", log.toString());
        assertEquals(0, report.exit(), report.toString());
        for (String words : List.of(
                "message deferral detail\n",
                "message bounce detail (by relay)\n",
                "message reject detail\n",
                "message reject warning detail\n",
                "message hold detail\n",
                "message discard detail\n")) {
            assertTrue(report.out().contains(words), words + report.out());
        }
        return report.out()
                .lines()
                .filter(line -> !line.contains("daemon started -- version"))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isQuiet(MailSystem system) throws IOException {
        return system.queued("maildrop") + system.queued("incoming") + system.queued("active") == 0;
    }

    private static long removed(MailSystem system) throws IOException {
        return system.log().lines().filter(line -> line.endsWith(": removed")).count();
    }

    private static long deliveries(MailSystem system) throws IOException {
        return system.log().lines().filter(line -> line.contains(", status=")).count();
    }

    /// The log without what depends on the machine: how long things took, where the day stood, how long queue ids
    /// are (each stands in its own message), and how many bytes notices have, which name other ids.
    private static String comparable(String log) {
        return SIZE.matcher(log)
                .replaceAll(line -> line.group(1) + ": from=<" + line.group(2) + ">, size="
                        + (line.group(2).isEmpty()
                                ? 1000
                                : Long.parseLong(line.group(3)) - line.group(1).length()))
                .replaceAll("delay=[\\d.e-]+, delays=[\\d./e-]+", "delay=1, delays=0.25/0.25/0.25/0.25")
                .replaceAll("(?m)^\\S+ +\\d+ \\d\\d:\\d\\d:\\d\\d ", "Jan  2 12:00:00 ");
    }

    private static List<String> counts(MailSystem system) throws IOException {
        system.start();
        Distribution.source(system, "a@box.example", "b@box.example", MESSAGES);
        await().atMost(PATIENCE).until(() -> system.mailbox().size() == MESSAGES);
        // The last word about each of them: the log of Postfix is written by a process of its own.
        await().atMost(PATIENCE).until(() -> removed(system) == MESSAGES);

        Path log = system.configuration().resolveSibling("log");
        var report = MailSystem.run(Map.of(), "", "pflogsumm", "--problems-first", log.toString());
        assertEquals(0, report.exit(), report.toString());
        var counts = report.out()
                .lines()
                .dropWhile(line -> !line.startsWith("Grand Totals"))
                // By the hour, or by the day where midnight has passed.
                .takeWhile(line -> !line.startsWith("Per-"))
                // Queue ids are of different lengths and stand in the messages; versions and places differ, too.
                .filter(line -> !line.contains("bytes ") && !line.contains("version") && !line.contains("/conf"))
                .filter(line -> !line.isBlank())
                .toList();
        assertTrue(counts.contains("   " + MESSAGES + "   received"), report.out());
        return counts;
    }

    /// One SMTP session.
    ///
    /// @param messages the recipients of each; one that is refused says how, and then all of its message are
    @SafeVarargs
    private static String session(String sender, List<String>... messages) {
        var script = new StringBuilder("S: 220 *\nC: HELO client\nS: 250 *\n");
        for (var recipients : messages) {
            script.append("C: MAIL FROM:").append(sender).append("\nS: 250 *\n");
            boolean isTaken = true;
            for (String recipient : recipients) {
                var words = recipient.split(" ");
                isTaken = words.length == 1;
                script.append("C: RCPT TO:").append(words[0]).append("\nS: ");
                script.append(isTaken ? "250" : words[1]).append(" *\n");
            }
            script.append(
                    isTaken ? "C: DATA\nS: 354 *\nC: Subject: x\nC: \nC: x\nC: .\nS: 250 *\n" : "C: RSET\nS: 250 *\n");
        }
        return script.append("C: QUIT\nS: 221 *\n").toString();
    }
}
