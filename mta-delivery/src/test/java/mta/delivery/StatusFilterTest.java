package mta.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mta.core.log.PostfixMailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.table.Tables;
import mta.service.client.DeliveryReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a filter makes of outcomes; a real Postfix makes the same of them.
class StatusFilterTest {

    private static final Outcome UNKNOWN = Outcome.bounced("5.1.1", "unknown user: \"a\"");

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    private StatusFilter filter(String rule) throws IOException {
        Path table = Files.writeString(directory.resolve("filter"), rule + "\n");
        var log = new PostfixMailLog((severity, _, text) -> warnings.add(severity.word() + text), "postfix/local");
        return new StatusFilter(
                "local_delivery_status_filter", new Tables(log::warning).openAll("regexp:" + table), log);
    }

    private Outcome filtered(String rule, Outcome outcome) throws IOException {
        return filter(rule).filter(outcome);
    }

    @Test
    void aFailureBecomesTemporary() throws IOException {
        assertEquals(Outcome.deferred("4.1.9", "a was"), filtered("/^5\\.1\\.1 unknown/ 4.1.9 a was", UNKNOWN));
    }

    @Test
    void aDelayBecomesAFailure() throws IOException {
        assertEquals(
                Outcome.bounced("5.4.9", "gone"), filtered("/^4/ 5.4.9   gone", Outcome.deferred("4.4.1", "timeout")));
    }

    @Test
    void successGetsOtherWords() throws IOException {
        assertEquals(
                Outcome.delivered("2.1.9", "h was"),
                filtered(
                        "/^2\\.0\\.0 delivered to maildir$/ 2.1.9 h was",
                        Outcome.delivered("2.0.0", "delivered to maildir")));
    }

    @Test
    void withoutATextTheTextStays() throws IOException {
        assertEquals(Outcome.bounced("5.1.9", "unknown user: \"a\""), filtered("/^5/ 5.1.9", UNKNOWN));
    }

    @Test
    void failureIsNoSuccess() throws IOException {
        assertEquals(UNKNOWN, filtered("/^5/ 2.1.9 c was", UNKNOWN));
        assertEquals(
                Outcome.delivered("2.0.0", "done"), filtered("/^2/ 5.1.9 h was", Outcome.delivered("2.0.0", "done")));
        assertEquals(
                List.of(
                        "warning: local_delivery_status_filter: bad status code: 2.1.9 c was",
                        "warning: local_delivery_status_filter: bad status code: 5.1.9 h was"),
                warnings);
    }

    @Test
    void whatIsNoStatusIsNotUsed() throws IOException {
        assertEquals(UNKNOWN, filtered("/^5/ just text", UNKNOWN));
        assertEquals(UNKNOWN, filtered("/^5/ 6.1.9 f was", UNKNOWN));
        assertEquals(2, warnings.size());
    }

    @Test
    void aTableThatFailsChangesNothing() {
        var log = new PostfixMailLog((severity, _, text) -> warnings.add(severity.word() + text), "postfix/local");
        var filter = new StatusFilter("local_delivery_status_filter", new Tables(_ -> {}).openAll("fail:table"), log);

        assertEquals(UNKNOWN, filter.filter(UNKNOWN));
        assertEquals(
                "warning: local_delivery_status_filter lookup error for \"5.1.1 unknown user: \"a\"\"",
                warnings.getLast());
    }

    @Test
    void mailThatWouldBounceWaits() throws IOException {
        try (var trial = new AgentTrial(directory.resolve("q"))) {
            trial.filter(filter("/^5\\.1\\.2 no such/ 4.1.2 patience")::filter);
            var request = trial.enqueue("5.1.2 no such domain", "Subject: x\n\nhello\n", "a@x.example");

            var reports = trial.deliver(FailingAgent.bouncing(), request);

            assertEquals(List.of(new DeliveryReport.SomeLeft()), reports);
            assertEquals(List.of("defer a@x.example 4.1.2 patience"), trial.told());
            assertEquals("R", trial.marks(request));
        }
    }

    @Test
    void softBounceHasTheLastWord() throws IOException {
        try (var trial = new AgentTrial(directory.resolve("q"))) {
            trial.filter(filter("/^4\\.2\\.1/ 5.2.9 d was")::filter);
            trial.softBounce();
            var request = trial.enqueue("4.2.1 d", "Subject: x\n\nhello\n", "a@x.example");

            trial.deliver(FailingAgent.deferring(), request);

            assertEquals(
                    List.of("ID: to=<a@x.example>, relay=none, dsn=4.2.9, status=SOFTBOUNCE (d was)"), trial.logged());
            assertEquals(
                    EnhancedStatus.of("4.2.9").toString(),
                    trial.told().getLast().split(" ")[2]);
        }
    }
}
