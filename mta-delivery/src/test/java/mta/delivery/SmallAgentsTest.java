package mta.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mta.service.client.DeliveryReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallAgentsTest {

    private static final String MESSAGE = "Subject: x\n\nhello\n";

    @TempDir
    private Path queue;

    @Test
    void errorBouncesWithTheTextOfTheNextHop() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("5.1.2 no such domain", MESSAGE, "a@x.example");

            var reports = trial.deliver(FailingAgent.bouncing(), request);

            assertEquals(List.of(new DeliveryReport.Done()), reports);
            assertEquals(List.of("bounce a@x.example 5.1.2 no such domain"), trial.told());
            assertEquals(
                    List.of("ID: to=<a@x.example>, relay=none, dsn=5.1.2, status=bounced (no such domain)"),
                    trial.logged());
            assertEquals("D", trial.marks(request));
        }
    }

    @Test
    void retryDefersWithTheTextOfTheNextHop() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("mail transport unavailable", MESSAGE, "a@x.example");

            var reports = trial.deliver(FailingAgent.deferring(), request);

            assertEquals(List.of(new DeliveryReport.SomeLeft()), reports);
            assertEquals(List.of("defer a@x.example 4.0.0 mail transport unavailable"), trial.told());
            assertEquals("R", trial.marks(request));
        }
    }

    @Test
    void verifyHearsWhatBecameOfAProbe() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var bounced = AgentTrial.asProbe(trial.enqueue("5.1.2 no such domain", MESSAGE, "a@x.example"));
            var deferred = AgentTrial.asProbe(trial.enqueue("4.3.2 wait", MESSAGE, "b@x.example"));

            assertEquals(List.of(new DeliveryReport.Done()), trial.deliver(FailingAgent.bouncing(), bounced));
            assertEquals(List.of(new DeliveryReport.Done()), trial.deliver(FailingAgent.deferring(), deferred));

            assertEquals(List.of("verify a@x.example 2 no such domain", "verify b@x.example 1 wait"), trial.told());
            assertEquals(
                    List.of(
                            "ID: to=<a@x.example>, relay=none, dsn=5.1.2, status=undeliverable (no such domain)",
                            "ID: to=<b@x.example>, relay=none, dsn=4.3.2, status=undeliverable (wait)"),
                    trial.logged());
            assertEquals("D", trial.marks(bounced));
            assertEquals("D", trial.marks(deferred));
        }
    }

    @Test
    void failuresOfProbesAreNotToldWhereTheyAreNotKept() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            trial.with("address_verify_negative_cache = no");
            var probe = AgentTrial.asProbe(trial.enqueue("5.1.2 no such domain", MESSAGE, "a@x.example"));

            trial.deliver(FailingAgent.bouncing(), probe);

            assertEquals(List.of(), trial.told());
            assertEquals(
                    List.of("ID: to=<a@x.example>, relay=none, dsn=5.1.2, status=undeliverable-but-not-cached"
                            + " (no such domain)"),
                    trial.logged());
        }
    }

    /// Symptom: a message that an agent stumbles over stops all mail of its transport.
    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void aMistakeConcernsOneMessageOnly(Class<? extends Throwable> mistake) throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var bad = trial.enqueue("x", MESSAGE, "a@x.example");
            var good = trial.enqueue("x", MESSAGE, "b@x.example");

            var reports = trial.deliver(
                    job -> {
                        if (job.waiting().getFirst().address().text().startsWith("a")) {
                            fail(mistake);
                        }
                        return new DiscardingAgent().deliver(job);
                    },
                    bad,
                    good);

            assertInstanceOf(DeliveryReport.AgentFailed.class, reports.getFirst());
            assertEquals(new DeliveryReport.Done(), reports.getLast());
            assertTrue(
                    trial.logged().getFirst().startsWith("panic: " + mistake.getName() + ": a mistake at "),
                    trial.logged()::toString);
            assertEquals("R", trial.marks(bad));
        }
    }

    private static void fail(Class<? extends Throwable> mistake) {
        if (mistake == StackOverflowError.class) {
            throw new StackOverflowError("a mistake");
        }
        throw new IllegalStateException("a mistake");
    }

    /// With `fast_flush_domains`, ETRN has to find the message.
    @Test
    void flushHearsOfMailThatWaitsForItsDomains() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("wait", MESSAGE, "a@flushed.example", "b@x.example", "c");

            trial.deliver(FailingAgent.deferring(), request);

            assertEquals(
                    List.of(
                            "defer a@flushed.example 4.0.0 wait",
                            "flush add flushed.example",
                            "defer b@x.example 4.0.0 wait",
                            "defer c 4.0.0 wait"),
                    trial.told());
        }
    }

    @Test
    void discardClaimsDelivery() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("silently", MESSAGE, "a@x.example", "b@x.example");

            var reports = trial.deliver(new DiscardingAgent(), request);

            assertEquals(List.of(new DeliveryReport.Done()), reports);
            assertEquals(
                    List.of(
                            "ID: to=<a@x.example>, relay=none, dsn=2.0.0, status=sent (silently)",
                            "ID: to=<b@x.example>, relay=none, dsn=2.0.0, status=sent (silently)"),
                    trial.logged());
            assertEquals("DD", trial.marks(request));
        }
    }

    /// A mistake in an agent must not be the end of the message.
    @Test
    void aRecipientForWhomNothingWasDoneIsNotDone() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("x", MESSAGE, "a@x.example");

            var reports = trial.deliver(
                    job -> {
                        job.settle(job.waiting().getFirst(), List.of(), Relay.NONE);
                        return Optional.empty();
                    },
                    request);

            assertInstanceOf(DeliveryReport.AgentFailed.class, reports.getFirst());
            assertEquals("R", trial.marks(request));
        }
    }

    /// What a next hop comes to, as a real Postfix has it.
    private List<String> logged(Agent agent, String nexthop) throws IOException {
        // One of its own: the sockets of the trial before may be removed a moment after it was closed.
        try (var trial = new AgentTrial(Files.createTempDirectory(queue, "trial"))) {
            trial.deliver(agent, trial.enqueue(nexthop, MESSAGE, "a@x.example"));
            return trial.logged().stream()
                    .map(line -> line.replace("ID: to=<a@x.example>, relay=none, ", ""))
                    .toList();
        }
    }

    @Test
    void aStatusOfAnotherKindIsIgnored() throws IOException {
        assertEquals(
                List.of(
                        "warning: ignoring dsn code \"4.7.1\" of next hop \"4.7.1 later\"",
                        "dsn=5.0.0, status=bounced (later)"),
                logged(FailingAgent.bouncing(), "4.7.1 later"));
        assertEquals(
                "dsn=4.0.0, status=deferred (five)",
                logged(FailingAgent.deferring(), "5.2.2 five").getLast());
        assertEquals(
                "dsn=2.0.0, status=sent (five)",
                logged(new DiscardingAgent(), "5.1.1 five").getLast());
    }

    @Test
    void whatOnlyLooksLikeAStatusIsText() throws IOException {
        assertEquals(
                List.of("dsn=5.0.0, status=bounced (550 5.1.1 both)"),
                logged(FailingAgent.bouncing(), "550 5.1.1 both"));
        assertEquals(List.of("dsn=5.0.0, status=bounced (5.1.1text)"), logged(FailingAgent.bouncing(), "5.1.1text"));
        assertEquals(
                List.of("dsn=5.1.2, status=bounced (two  spaces)"),
                logged(FailingAgent.bouncing(), "5.1.2  two  spaces"));
        assertEquals(List.of("dsn=5.1.2, status=bounced (?)"), logged(FailingAgent.bouncing(), "5.1.2"));
        assertEquals(List.of("dsn=2.1.5, status=sent (two)"), logged(new DiscardingAgent(), "2.1.5 two"));
    }

    @Test
    void aBounceThatCannotBeToldMakesTheRecipientWait() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            trial.breakBounce();
            var request = trial.enqueue("5.1.2 no such domain", MESSAGE, "a@x.example");

            var reports = trial.deliver(FailingAgent.bouncing(), request);

            assertEquals(List.of(new DeliveryReport.SomeLeft()), reports);
            assertEquals(
                    "ID: to=<a@x.example>, relay=none, dsn=4.3.0, status=deferred (bounce failed)",
                    trial.logged().getLast());
            assertEquals("R", trial.marks(request));
        }
    }

    @Test
    void aRepeatedRequestSkipsWhoIsDone() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("silently", MESSAGE, "a@x.example");

            var reports = trial.deliver(new DiscardingAgent(), request, request);

            assertEquals(List.of(new DeliveryReport.Done(), new DeliveryReport.Done()), reports);
            assertEquals(1, trial.logged().size());
        }
    }

    @Test
    void aMessageThatIsNotThereFailsTheAgent() throws IOException {
        try (var trial = new AgentTrial(queue)) {
            var request = trial.enqueue("silently", MESSAGE, "a@x.example");
            java.nio.file.Files.delete(
                    queue.resolve("active").resolve(request.id().text()));

            var reports = trial.deliver(new DiscardingAgent(), request);

            assertEquals(List.of(new DeliveryReport.AgentFailed("no such queue file")), reports);
        }
    }
}
