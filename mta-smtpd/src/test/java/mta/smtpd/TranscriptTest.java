package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import mta.core.config.MainCf;
import mta.core.log.LogOutput;
import mta.core.log.Severity;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the postmaster is told of sessions; the texts are those of a real Postfix.
class TranscriptTest {

    private static final String SETTINGS = """
            compatibility_level = 3.6
            myhostname = mx.example.test
            mydestination = example.test
            mynetworks = 192.0.2.0/24
            inet_interfaces = 127.0.0.1
            alias_maps =
            local_recipient_maps = inline:{{user=x}}
            smtpd_peername_lookup = no
            smtpd_error_sleep_time = 0s
            error_notice_recipient = errors@example.test
            bounce_notice_recipient = bounces@example.test
            """;

    @TempDir
    Path directory;

    /// Holds the session of a script.
    ///
    /// @return what was sent to the postmaster: sender, recipient, and the lines from `From:` on
    private List<String> reports(String settings, String script) throws Exception {
        Files.writeString(directory.resolve("main.cf"), SETTINGS + settings + "\n");
        Files.deleteIfExists(directory.resolve("cleanup"));
        try (var cleanup = new FakeCleanup(directory.resolve("cleanup"));
                var server =
                        new LoopbackServer(MainCf.read(directory), directory.resolve("cleanup"), 0, (_, _, _) -> {})) {
            Talk.over(server.port(), Script.parse(script));
            return cleanup.messages().stream().map(TranscriptTest::shown).toList();
        }
    }

    private static String shown(List<String> records) {
        int from = records.indexOf("NFrom: Mail Delivery System <MAILER-DAEMON@mx.example.test>");
        return records.stream()
                        .filter(record -> record.startsWith("S") || record.startsWith("R"))
                        .collect(Collectors.joining("\n", "", "\n"))
                + records.stream()
                        .skip(from)
                        .filter(record -> record.startsWith("N"))
                        .map(record -> record.substring(1))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static final String TOO_MANY_ERRORS = """
            S: 220 *
            C: FOO bar
            S: 500 5.5.2 Error: command not recognized
            C: RCPT TO:<user@example.test>
            S: 503 5.5.1 Error: need MAIL command
            S: 421 4.7.0 mx.example.test Error: too many errors
            X:
            """;

    /// Symptom: on a full disk `warning: postmaster notify: WRITE ` for each session, beside what cleanup(8) said.
    @Test
    void cleanupAloneSaysWhyAReportIsRefused() throws Exception {
        Files.writeString(
                directory.resolve("main.cf"), SETTINGS + "notify_classes = protocol\nsmtpd_hard_error_limit = 2\n");
        var warnings = new CopyOnWriteArrayList<String>();
        LogOutput log = (severity, _, text) -> {
            if (severity == Severity.WARNING) {
                warnings.add(text);
            }
        };
        Path socket = directory.resolve("cleanup");
        try (var cleanup = new FakeCleanup(socket, Cause.WRITE.bit());
                var server = new LoopbackServer(MainCf.read(directory), socket, 0, log)) {
            Talk.over(server.port(), Script.parse(TOO_MANY_ERRORS));
            assertEquals(1, cleanup.messages().size());
        }
        assertEquals(List.of(), warnings);
    }

    /// Symptom: what `smtpd_end_of_data_restrictions` put on hold or threw away was delivered. Cause: cleanup(8) was
    /// told before the content only.
    @Test
    void whatIsDecidedAfterTheContentIsSaidBehindIt() throws Exception {
        Files.writeString(
                directory.resolve("main.cf"),
                SETTINGS + "smtpd_end_of_data_restrictions = check_sender_access inline:{{h@x.test=HOLD}}\n");
        Path socket = directory.resolve("cleanup");
        try (var cleanup = new FakeCleanup(socket);
                var server = new LoopbackServer(MainCf.read(directory), socket, 0, (_, _, _) -> {})) {
            Talk.over(server.port(), Script.parse("""
                    S: 220 *
                    C: HELO c.test
                    S: 250 *
                    C: MAIL FROM:<h@x.test>
                    S: 250 *
                    C: RCPT TO:<user@example.test>
                    S: 250 *
                    C: DATA
                    S: 354 *
                    C: .
                    S: 250 *
                    C: QUIT
                    S: 221 *
                    """));
            var records = cleanup.messages().getFirst();
            assertEquals(
                    List.of("X", "f" + CleanupFlag.sum(Set.of(CleanupFlag.HOLD))),
                    records.subList(records.size() - 2, records.size()));
        }
    }

    @Test
    void thePostmasterReadsWhatWasSaid() throws Exception {
        var reports = reports("notify_classes = protocol\nsmtpd_hard_error_limit = 2", TOO_MANY_ERRORS);

        assertEquals(List.of("""
                        Sdouble-bounce@mx.example.test
                        Rerrors@example.test
                        From: Mail Delivery System <MAILER-DAEMON@mx.example.test>
                        To: Postmaster <errors@example.test>
                        Subject: Postfix SMTP server: errors from unknown[127.0.0.1]

                        Transcript of session follows.

                         Out: 220 mx.example.test ESMTP Postfix
                         In:  FOO bar
                         Out: 500 5.5.2 Error: command not recognized
                         In:  RCPT TO:<user@example.test>
                         Out: 503 5.5.1 Error: need MAIL command
                         Out: 421 4.7.0 mx.example.test Error: too many errors

                        Session aborted, reason: too many errors

                        For other details, see the local mail logfile
                        """), reports);
    }

    @Test
    void nobodyIsToldOfWhatIsNotAskedFor() throws Exception {
        assertEquals(List.of(), reports("smtpd_hard_error_limit = 2", TOO_MANY_ERRORS));
        assertEquals(List.of(), reports("notify_classes = policy\nsmtpd_hard_error_limit = 2", TOO_MANY_ERRORS));
    }

    private static final String REFUSED = """
            S: 220 *
            C: MAIL FROM:<a@b.test>
            S: 250 2.1.0 Ok
            C: RCPT TO:<c@elsewhere.test>
            S: 454 4.7.1 <c@elsewhere.test>: Relay access denied
            C: QUIT
            S: 221 2.0.0 Bye
            X:
            """;

    @Test
    void whatRestrictionsRefuseIsAMatterOfPolicy() throws Exception {
        assertEquals(1, reports("notify_classes = policy", REFUSED).size());
    }

    @Test
    void whatRestrictionsRefuseBreaksNoProtocol() throws Exception {
        assertEquals(0, reports("notify_classes = protocol, bounce", REFUSED).size());
    }

    @Test
    void anUnknownUserCountsAsABounce() throws Exception {
        var reports = reports("notify_classes = bounce", UNKNOWN_USER);

        assertEquals(1, reports.size());
    }

    @Test
    void whoHearsOfBouncesHearsOfMailThatWouldHaveBounced() throws Exception {
        String report = reports("notify_classes = bounce", UNKNOWN_USER).getFirst();

        assertEquals(
                List.of("Rbounces@example.test", "To: Postmaster <errors@example.test>"),
                report.lines()
                        .filter(line -> line.startsWith("R") || line.startsWith("To: "))
                        .toList());
    }

    private static final String UNKNOWN_USER = """
                S: 220 *
                C: MAIL FROM:<a@b.test>
                S: 250 2.1.0 Ok
                C: RCPT TO:<nobody@example.test>
                S: 550 5.1.1 <nobody@example.test>: Recipient address rejected: User unknown in local recipient table
                C: QUIT
                S: 221 2.0.0 Bye
                X:
                """;
}
