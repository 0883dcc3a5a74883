package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.core.config.ListWord;
import mta.core.config.MainCf;
import mta.core.config.NoticeClass;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import mta.testkit.net.FreePort;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which classes of `notify_classes` a session counts to in which something is refused: ours, and a real Postfix to
/// prove it.
class NoticeClassTest {

    private static final List<String> SETTINGS = List.of(
            "compatibility_level = 3.6",
            "myhostname = mx.example.test",
            "myorigin = example.test",
            "mydestination = example.test",
            "mynetworks = 192.0.2.0/24",
            "inet_interfaces = 127.0.0.1",
            "inet_protocols = ipv4",
            "relay_domains = relay.test, wait.test, gone.test",
            "relay_recipient_maps = inline:{{r@relay.test=x},{@gone.test=x},{@wait.test=x}}",
            "transport_maps = inline:{{wait.test = retry:4.2.1 not now}, {gone.test = error:5.1.4 gone}}",
            "virtual_mailbox_domains = box.test",
            "virtual_mailbox_maps = inline:{{v@box.test=x}}",
            "virtual_alias_domains = alias.test",
            "virtual_alias_maps = inline:{{v@alias.test=user@example.test}}",
            "local_recipient_maps = inline:{{user=x}}",
            "alias_maps =",
            "smtpd_peername_lookup = no",
            "smtpd_error_sleep_time = 0s");

    /// Classes, settings and commands after HELO; `M` stands for a sender, `R` for a recipient, `X` for the end.
    private static final String CASES = """
            bounce | | M; RCPT TO:<nobody@example.test>
            bounce | | M; RCPT TO:<nobody@box.test>
            bounce | | M; RCPT TO:<nobody@alias.test>
            bounce | | M; RCPT TO:<nobody@relay.test>
            bounce | | M; RCPT TO:<x@gone.test>
            bounce | | M; RCPT TO:<x@wait.test>
            bounce | | VRFY nobody@example.test
            bounce | smtpd_reject_unlisted_sender=yes | MAIL FROM:<nobody@example.test>; R
            bounce | smtpd_reject_unlisted_sender=yes | MAIL FROM:<x@gone.test>; R
            bounce | smtpd_reject_unlisted_sender=yes | MAIL FROM:<x@wait.test>; R
            bounce | smtpd_recipient_restrictions=warn_if_reject reject_unlisted_recipient; smtpd_reject_unlisted_recipient=no | M; RCPT TO:<nobody@example.test>
            bounce policy | smtpd_recipient_restrictions=defer_if_reject | M; RCPT TO:<nobody@example.test>
            policy | | M; RCPT TO:<x@far.test>
            policy | smtpd_recipient_restrictions=reject | M; R
            policy | smtpd_recipient_restrictions=warn_if_reject reject | M; R
            policy | smtpd_recipient_restrictions=defer_if_permit | M; R
            policy | smtpd_recipient_restrictions=warn_if_reject defer_if_permit | M; R
            policy | smtpd_recipient_restrictions=defer_if_reject, reject | M; R
            policy | smtpd_sender_restrictions=check_sender_access inline:{{b.test=REJECT}} | M; R
            policy | smtpd_sender_restrictions=check_sender_access inline:{{b.test=550 5.1.1 User unknown}} | M; R
            policy | smtpd_sender_restrictions=check_sender_access inline:{{b.test=450 4.3.0 x}} | M; R
            policy | smtpd_sender_restrictions=check_sender_access inline:{{b.test=450 4.3.5 x}} | M; R
            policy | smtpd_sender_restrictions=check_sender_access fail:x | M; R
            policy | smtpd_sender_restrictions=warn_if_reject check_sender_access fail:x | M; R
            policy | smtpd_client_restrictions=reject_unknown_client_hostname | M; R
            policy | smtpd_data_restrictions=reject | M; R; DATA
            policy | smtpd_data_restrictions=reject_multi_recipient_bounce | MAIL FROM:<>; R; R; DATA
            policy | message_size_limit=1000 | MAIL FROM:<a@b.test> SIZE=99999
            policy | smtpd_client_message_rate_limit=1; smtpd_client_event_limit_exceptions= | M; RSET; M
            policy | smtpd_helo_required=yes | ETRN x.test
            policy | disable_vrfy_command=yes | VRFY user
            policy | | XCLIENT NAME=x
            data | mynetworks=fail:n | M; R
            data | smtpd_recipient_restrictions=warn_if_reject permit_mynetworks; mynetworks=fail:n | M; R
            data | local_recipient_maps=fail:n | M; R
            data | virtual_alias_maps=fail:n | M; R
            data | smtpd_recipient_restrictions=warn_if_reject reject_unlisted_recipient; local_recipient_maps=fail:n | M; R
            data | smtpd_authorized_verp_clients=fail:v | EHLO c.test; X
            software | smtpd_sender_restrictions=nosuch | M; R
            software | smtpd_sender_restrictions=warn_if_reject nosuch | M; R
            software | smtpd_sender_restrictions=sleep x | M; R
            resource | queue_minfree=9000000000000000000 | M
            protocol | | FOO
            protocol | | R
            protocol | | M; M
            protocol | | DATA
            protocol | | MAIL FROM:<a b c@b.test>
            protocol | | STARTTLS
            | | M; DATA
            | | ETRN far.test
            | strict_smtputf8=yes | MAIL FROM:<\u00c3\u00a9@b.test>
            | strict_smtputf8=yes | M; RCPT TO:<\u00c3\u00a9@example.test>
            | smtpd_recipient_limit=1 | M; R; R
            | smtpd_sender_restrictions=check_sender_access inline:{{b.test=HANGUP}} | M; HANGUP
            | smtpd_sender_restrictions=check_sender_access inline:{{b.test=WARN}} | M; R
            """;

    @TempDir
    Path directory;

    /// One session.
    ///
    /// @param classes what it counts to
    private record Case(Set<NoticeClass> classes, List<String> settings, Script script) {

        static Case parse(String line) {
            String[] fields = line.split("\\|", 3);
            return new Case(
                    Arrays.stream(fields[0].strip().split(" "))
                            .filter(word -> !word.isEmpty())
                            .map(word -> NoticeClass.valueOf(word.toUpperCase(Locale.ROOT)))
                            .collect(Collectors.toSet()),
                    Arrays.stream(fields[1].split(";"))
                            .map(String::strip)
                            .filter(setting -> !setting.isEmpty())
                            .toList(),
                    script(fields[2]));
        }

        private static Script script(String commands) {
            var text = new StringBuilder("S: 220 *\n");
            boolean helo = !commands.contains("EHLO") && !commands.contains("ETRN x.test");
            for (String command : ((helo ? "HELO c.test;" : "") + commands).split(";")) {
                switch (command.strip()) {
                    case "M" -> text.append("C: MAIL FROM:<a@b.test>\nS: *\n");
                    case "R" -> text.append("C: RCPT TO:<user@example.test>\nS: *\n");
                    case "HANGUP" -> text.append("C: RCPT TO:<user@example.test>\n");
                    case "X" -> {}
                    default -> text.append("C: " + command.strip() + "\nS: *\n");
                }
            }
            boolean closed = commands.endsWith("X") || commands.endsWith("HANGUP");
            return Script.parse(text + (closed ? "" : "C: QUIT\nS: 221 *\n") + "X:\n");
        }

        /// All classes that it counts to, or all others.
        String notifyClasses(boolean counts) {
            return Arrays.stream(NoticeClass.values())
                    .filter(word -> classes.contains(word) == counts)
                    .map(ListWord::word)
                    .collect(Collectors.joining(" "));
        }
    }

    private static Stream<String> cases() {
        return CASES.lines();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oursCounts(String line) throws Exception {
        var one = Case.parse(line);
        for (NoticeClass word : NoticeClass.values()) {
            assertEquals(one.classes.contains(word) ? 1 : 0, notices(one, word.word()), word.word());
        }
    }

    private long notices(Case one, String classes) throws Exception {
        var settings = Stream.of(SETTINGS, one.settings, List.of("notify_classes = " + classes))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(directory.resolve("main.cf"), settings);
        Files.deleteIfExists(directory.resolve("cleanup"));
        try (var cleanup = new FakeCleanup(directory.resolve("cleanup"));
                var server =
                        new LoopbackServer(MainCf.read(directory), directory.resolve("cleanup"), 0, (_, _, _) -> {})) {
            Talk.over(server.port(), one.script);
            return cleanup.messages().stream()
                    .filter(records ->
                            records.contains("NSubject: Postfix SMTP server: errors from unknown[127.0.0.1]"))
                    .count();
        }
    }

    @Test
    void soDoesARealPostfix() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/usr/lib/postfix/sbin/smtpd")) && MailSystem.isRoot(),
                "needs Postfix, and root to run it");
        // Postfix's own user has to get in.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var lines = CASES.lines().toList();
        var expected = new TreeSet<String>();
        try (var postfix = MailSystem.in(
                directory, Path.of("/usr/sbin"), Path.of("/usr/share/postfix/master.cf.dist"), "postfix")) {
            postfix.with(SETTINGS.toArray(String[]::new));
            postfix.with("defer_transports = smtp, local, relay, virtual");
            var ports = new ArrayList<Integer>();
            for (int i = 0; i < lines.size(); i++) {
                var one = Case.parse(lines.get(i));
                for (boolean counts : List.of(true, false)) {
                    int port = FreePort.find();
                    ports.add(port);
                    String to = i + (counts ? ".counted" : ".other") + "@notice.test";
                    if (counts && !one.classes.isEmpty()) {
                        expected.add(to);
                    }
                    postfix.withService("127.0.0.1:" + port + " inet n - n - - smtpd"
                            + option("syslog_name=session")
                            + option("notify_classes=" + one.notifyClasses(counts))
                            + option("error_notice_recipient=" + to)
                            + option("bounce_notice_recipient=" + to)
                            + one.settings.stream().map(NoticeClassTest::option).collect(Collectors.joining()));
                }
            }
            postfix.start();
            for (int i = 0; i < lines.size(); i++) {
                var script = Case.parse(lines.get(i)).script;
                Talk.over(ports.get(2 * i), script);
                Talk.over(ports.get(2 * i + 1), script);
            }
            assertEquals(expected, notified(postfix, 2 * lines.size(), expected), CASES);
        }
    }

    private static String option(String setting) {
        return " -o {" + setting + "}";
    }

    /// Who got a notice, as soon as all sessions have ended, and cleanup(8) has no message of which nobody knows yet
    /// where it goes.
    private static Set<String> notified(MailSystem postfix, int sessions, Set<String> expected) throws IOException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (System.nanoTime() < end
                && (!recipients(postfix).containsAll(expected)
                        || count(postfix, "session/smtpd\\[\\d+\\]: disconnect from ") < sessions
                        || count(postfix, ": message-id=<") > count(postfix, ": to=<"))) {
            Thread.onSpinWait();
        }
        return recipients(postfix);
    }

    private static Set<String> recipients(MailSystem postfix) throws IOException {
        return Pattern.compile(": to=<([^>]*@notice\\.test)>")
                .matcher(postfix.log())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long count(MailSystem postfix, String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(postfix.log()).results().count();
    }
}
