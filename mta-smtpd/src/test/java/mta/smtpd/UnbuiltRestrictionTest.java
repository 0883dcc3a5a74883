package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.MainCf;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A table may name a restriction that is not built. That is seen when the entry is found; the client is asked to come
/// back, and the operator hears why.
class UnbuiltRestrictionTest {

    @TempDir
    Path directory;

    @Test
    void theClientIsAskedToComeBack() throws Exception {
        var log = refused("smtpd_sender_restrictions", "reject_rbl_client bl.example", """
                S: 451 4.3.5 Server configuration error
                """);
        assertWarned(log, ": restriction reject_rbl_client is not implemented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FILTER smtp:[filter.example]", "REDIRECT user@example.test", "BCC user@example.test"})
    void whatCannotBeDoneAnyMoreAfterTheContentIsNotPassedOver(String action) throws Exception {
        var log = refused("smtpd_end_of_data_restrictions", action, """
                S: 250 2.1.5 Ok
                C: DATA
                S: 354 *
                C: .
                S: 451 4.3.5 Server configuration error
                """);
        assertWarned(
                log,
                ": action " + action.substring(0, action.indexOf(' '))
                        + " is not implemented in smtpd_end_of_data_restrictions");
    }

    /// @param talk from the answer to RCPT on
    /// @return the log
    private List<String> refused(String list, String value, String talk) throws Exception {
        Files.writeString(directory.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mx.example.test
                mydestination = example.test
                inet_interfaces = 127.0.0.1
                alias_maps =
                local_recipient_maps =
                smtpd_peername_lookup = no
                %s = check_sender_access inline:{{listed.example = %s}}
                """.formatted(list, value));
        List<String> log = new CopyOnWriteArrayList<>();
        try (var cleanup = new FakeCleanup(directory.resolve("cleanup"));
                var server = new LoopbackServer(
                        MainCf.read(directory),
                        directory.resolve("cleanup"),
                        0,
                        (severity, _, text) -> log.add(severity.word() + text))) {
            Talk.over(server.port(), Script.parse("""
                    S: 220 *
                    C: HELO client.example
                    S: 250 mx.example.test
                    C: MAIL FROM:<a@listed.example>
                    S: 250 2.1.0 Ok
                    C: RCPT TO:<user@example.test>
                    """ + talk + """
                    C: QUIT
                    S: 221 2.0.0 Bye
                    """));
            assertEquals(List.of(), cleanup.messages());
        }
        return log;
    }

    private static void assertWarned(List<String> log, String end) {
        assertTrue(log.stream().anyMatch(line -> line.startsWith("warning: ") && line.endsWith(end)), log.toString());
    }
}
