package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.QueueId;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.record.RecordType;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;
import mta.service.client.DeliveryRequest.Flag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The way of a message from a queue to an agent.
class QueueManagerTest {

    private static final Attempt NO_AGENT =
            new Attempt.NoAgent("connect to transport private/smtp: No such file or directory");

    @TempDir
    Path top;

    @Test
    void aMessageIsHandedToItsTransportAndRemoved() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example", "b@dest.example");

        queue.run();

        assertEquals(List.of("[relay.example]"), queue.nexthops());
        assertEquals(List.of("a@dest.example", "b@dest.example"), queue.addresses());
        assertEquals(
                List.of(id + ": from=<s@src.example>, size=4, nrcpt=2 (queue active)", id + ": removed"), queue.log);
        assertTrue(queue.spool.status(QueueName.ACTIVE, id).isEmpty());
    }

    @Test
    void recipientsAreSortedByDomain() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(QueueName.INCOMING, "a@z.example", "b@A.example", "c@z.example", "a@a.example");

        queue.run();

        assertEquals(List.of("a@a.example", "b@A.example", "a@z.example", "c@z.example"), queue.addresses());
    }

    @Test
    void aTransportThatDoesNotListenIsSaidAndItsMailGoesToRetry() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = request -> request.nexthop().startsWith("4.3.0") ? ManagedQueue.SOME_LEFT : NO_AGENT;

        queue.run();

        assertEquals("4.3.0 mail transport unavailable", queue.nexthops().get(1));
        assertTrue(queue.log.contains("warning: connect to transport private/smtp: No such file or directory"));

        queue.queue(QueueName.INCOMING, "b@dest.example");
        queue.trigger("I");
        queue.work();
        assertEquals("4.3.0 mail transport unavailable", queue.nexthops().get(2), "not tried for a minute");
    }

    @Test
    void whereEvenRetryDoesNotListenTheMessageIsDeferredAllTheSame() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = _ -> NO_AGENT;

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isPresent());
    }

    /// Symptom: a message that cannot be handed over keeps its place at its transport for ever; a few stop it.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageThatCannotBeHandedOverIsDeferredAndKeepsNothing(boolean isError) throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = _ -> {
            if (isError) {
                throw new StackOverflowError("a mistake");
            }
            throw new IllegalArgumentException("a mistake");
        };

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isPresent());
        assertTrue(
                queue.log.contains(id + ": warning: transport smtp: it cannot be asked: a mistake")
                        || queue.log.contains("warning: " + id + ": transport smtp: it cannot be asked: a mistake"),
                () -> queue.log.toString());
    }

    @Test
    void mailForADeadDestinationIsNotTriedButSaidWhy() throws Exception {
        var queue = new ManagedQueue(top);
        queue.agent = request -> request.nexthop().startsWith("4.4.1")
                ? ManagedQueue.SOME_LEFT
                : new Attempt.Answered(new DeliveryReport.DestinationFailed(EnhancedStatus.of("4.4.1"), "refused"));
        for (int i = 0; i < 9; i++) {
            queue.queue(QueueName.INCOMING, "a@dest.example");
        }

        queue.run();

        long tried = queue.nexthops().stream()
                .filter(nexthop -> nexthop.equals("[relay.example]"))
                .count();
        // The first is alone, so that nothing is remembered of it; the next three fill a window with failures.
        assertEquals(4, tried);
        assertEquals(
                "4.4.1 delivery temporarily suspended: refused",
                queue.nexthops().getLast());
    }

    @Test
    void mailThatAnEarlierProcessHadInMemoryIsFoundAgain() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.spool.move(id, QueueName.INCOMING, QueueName.ACTIVE);
        queue.spool.retryAt(QueueName.ACTIVE, id, queue.now.plusSeconds(999));
        queue.restart();

        queue.run();

        assertEquals(1, queue.requests.size());
    }

    @Test
    void aRecipientThatWasDoneIsNotTriedAgain() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(QueueName.INCOMING, "a@dest.example", "b@dest.example");
        queue.agent = request -> {
            queue.markDone(request.id(), request.recipients().subList(0, 1));
            return ManagedQueue.SOME_LEFT;
        };
        queue.run();
        queue.requests.clear();
        queue.now = queue.now.plusSeconds(300);
        queue.restart();

        queue.run();

        assertEquals(List.of("b@dest.example"), queue.addresses());
    }

    @Test
    void aDamagedFileIsPutAside() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        var path = queue.spool.path(QueueName.INCOMING, id);
        Files.write(path, new byte[] {'C', 3, 'x', 'y', 'z'});
        Files.setLastModifiedTime(path, FileTime.from(queue.now));

        queue.run();

        assertEquals(0, queue.requests.size());
        assertTrue(Files.exists(queue.spool.path(QueueName.CORRUPT, id)));
        assertTrue(queue.log.contains(
                "warning: saving corrupt file \"" + id + "\" from queue \"active\" to queue \"corrupt\""));
    }

    /// Symptom: qmgr(8) ends and is started again, for ever, as long as there is such a file.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807 100 1 0 10 0/1767225600 0",
                "9223372036854775000 100 1 0 10 0/1767225600 0",
                "100 100 1 0 10 0/9223372036854775807 0",
                "100 100 1 0 10 0/1767225600 9223372036854775807",
            })
    void aFileWithImpossibleNumbersIsPutAside(String numbers) throws Exception {
        var queue = new ManagedQueue(top);
        QueueId id;
        try (var draft = queue.spool.create(QueueName.INCOMING)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, numbers.split("/")[0]);
            records.put(RecordType.ARRIVAL_TIME, numbers.split("/")[1]);
            records.put(RecordType.SENDER, "s@src.example");
            records.put(RecordType.RECIPIENT, "a@dest.example");
            records.put(RecordType.MESSAGE_START, "");
            draft.commit();
            id = draft.id();
        }
        Files.setLastModifiedTime(queue.spool.path(QueueName.INCOMING, id), FileTime.from(queue.now));

        queue.run();

        assertTrue(Files.exists(queue.spool.path(QueueName.CORRUPT, id)));
    }

    @Test
    void anAddressThatCannotBeWrittenGoesToErrorWithPostfixsWords() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(QueueName.INCOMING, "a@dest..example");

        queue.run();

        assertEquals(List.of("5.1.3 bad address syntax"), queue.nexthops());
    }

    @Test
    void aDeferredTransportDeliversInARunThatAnOperatorAskedFor() throws Exception {
        var queue = new ManagedQueue(top, "defer_transports = smtp");
        queue.agent = request -> request.nexthop().startsWith("4") ? ManagedQueue.SOME_LEFT : ManagedQueue.DONE;
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.run();
        assertEquals(List.of("4.3.2 deferred transport"), queue.nexthops());

        queue.trigger("FADI");
        queue.work();

        assertEquals("[relay.example]", queue.nexthops().getLast());
    }

    @Test
    void aRedirectedMessageGoesToOneAddressOnce() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(
                QueueName.INCOMING,
                put(RecordType.REDIRECT, "boss@other.example"),
                List.of("a@dest.example", "b@dest.example"));

        queue.run();

        assertEquals(List.of("boss@other.example"), queue.addresses());
    }

    @Test
    void aContentFilterGetsTheAddressesAsTheyAre() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(
                QueueName.INCOMING, put(RecordType.CONTENT_FILTER, "smtp:[filter.example]:10025"), List.of("a@d..e"));
        queue.queue(QueueName.INCOMING, put(RecordType.CONTENT_FILTER, "smtp"), List.of("a@dest.example"));

        queue.run();

        assertEquals(Set.of("[filter.example]:10025", "dest.example"), Set.copyOf(queue.nexthops()));
    }

    @Test
    void aProbeIsNotFiltered() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(
                QueueName.INCOMING,
                draft -> {
                    put(RecordType.ATTRIBUTE, "trace_flags=256").accept(draft);
                    put(RecordType.CONTENT_FILTER, "smtp:[filter.example]").accept(draft);
                },
                List.of("a@dest.example"));

        queue.run();

        assertEquals(List.of("[relay.example]"), queue.nexthops());
    }

    @Test
    void tooManyProbesAtATimeArePutOff() throws Exception {
        var queue = new ManagedQueue(top, "address_verify_pending_request_limit = 1");
        queue.starter = _ -> {};
        for (int i = 0; i < 2; i++) {
            queue.queue(QueueName.INCOMING, put(RecordType.ATTRIBUTE, "trace_flags=256"), List.of("a@dest.example"));
        }
        queue.run();
        queue.starter = Runnable::run;
        queue.queue(QueueName.INCOMING, put(RecordType.ATTRIBUTE, "trace_flags=256"), List.of("a@dest.example"));
        queue.trigger("I");
        queue.work();

        assertEquals(List.of("4.3.2 Too many address verification requests"), queue.nexthops());
    }

    @Test
    void withVerpEachRecipientGetsACopyFromAnAddressOfItsOwn() throws Exception {
        var queue = new ManagedQueue(top);
        queue.queue(QueueName.INCOMING, put(RecordType.VERP, "+="), List.of("a@dest.example", "b@dest.example"));

        queue.run();

        assertEquals(
                List.of("s+a=dest.example@src.example", "s+b=dest.example@src.example"),
                queue.requests.stream().map(request -> request.sender().text()).toList());
    }

    @ParameterizedTest
    @CsvSource({"no, Optional[Verp[delimiters=+=]]", "yes, Optional.empty"})
    void withVerpEachRecipientThatFailedGetsANoticeUnlessThatIsDisabled(String disabled, String asked)
            throws Exception {
        var queue = new ManagedQueue(top, "disable_verp_bounces = " + disabled);
        var wanted = new ArrayList<String>();
        queue.notifier = (_, message) -> wanted.add(message.verp().toString());
        queue.agent = request -> {
            queue.explain(QueueName.BOUNCE, request.id(), request.recipients().getFirst());
            queue.markDone(request.id(), request.recipients());
            return ManagedQueue.DONE;
        };
        queue.queue(QueueName.INCOMING, put(RecordType.VERP, "+="), List.of("a@dest.example"));

        queue.run();

        assertEquals(List.of(asked), wanted);
    }

    @Test
    void whereDeliveriesTakeOneRecipientEachRecipientIsADestination() throws Exception {
        var queue = new ManagedQueue(
                top,
                "smtp_destination_recipient_limit = 1",
                "smtp_destination_concurrency_limit = 1",
                "recipient_delimiter = +");
        queue.starter = new Waiting();
        queue.queue(QueueName.INCOMING, "a@dest.example", "a+x@dest.example", "b@dest.example");

        queue.run();

        assertEquals(2, ((Waiting) queue.starter).work.size());
    }

    @Test
    void mailThatFollowsCloselyIsAnnounced() throws Exception {
        var queue = new ManagedQueue(top);
        for (int i = 0; i < 4; i++) {
            queue.queue(QueueName.INCOMING, "a@dest.example");
        }

        queue.run();

        assertTrue(queue.requests.getLast().flags().contains(Flag.CONNECTION_REUSE));
    }

    @Test
    void whatAnAgentOfAnEarlierProcessStillDeliversWaits() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        var other = queue.queue(QueueName.INCOMING, "b@dest.example");
        queue.spool.move(id, QueueName.INCOMING, QueueName.ACTIVE);
        queue.spool.move(other, QueueName.INCOMING, QueueName.ACTIVE);

        try (var _ = queue.spool.lockForDelivery(QueueName.ACTIVE, id).orElseThrow()) {
            queue.restart();
            queue.run();
            assertEquals(
                    List.of(other),
                    queue.requests.stream().map(DeliveryRequest::id).toList());
            assertEquals(id + ": skipped, still being delivered", queue.log.getFirst());
        }
        queue.work();
        assertEquals(1, queue.requests.size(), "not before it is time");

        queue.now = queue.now.plusSeconds(60);
        queue.work();
        assertEquals(
                List.of(other, id),
                queue.requests.stream().map(DeliveryRequest::id).toList());
    }

    private static java.util.function.Consumer<Draft> put(RecordType type, String text) {
        return draft -> {
            try {
                draft.records().put(type, text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
    }
}
