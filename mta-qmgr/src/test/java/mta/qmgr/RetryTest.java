package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import mta.core.mail.QueueId;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient.Notice;
import mta.service.client.DeliveryRequest.Flag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a message whose recipients were not all reached.
class RetryTest {

    @TempDir
    Path top;

    private ManagedQueue queue;
    private QueueId id;

    /// A message whose recipient is reached at once.
    private void reachable(String... settings) throws Exception {
        queue = new ManagedQueue(top, settings);
        id = queue.queue(QueueName.INCOMING, "a@dest.example");
    }

    /// A message whose recipient is never reached.
    private void unreachable(String... settings) throws Exception {
        reachable(settings);
        queue.agent = queue::deferAll;
    }

    /// Such a message whose sender is to hear of that after an hour.
    private void unreachableAndWarned(String... settings) throws Exception {
        queue = new ManagedQueue(top, settings);
        String due = "%15d".formatted(queue.now.plusSeconds(3600).getEpochSecond());
        Consumer<Draft> warning = draft -> {
            try {
                draft.records().put(RecordType.WARNING_TIME, due);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        queue.queue(QueueName.INCOMING, warning, List.of("a@dest.example"));
        queue.agent = queue::deferAll;
    }

    /// A log about the message that nobody can be told of.
    private void untold(QueueName kind) throws IOException {
        Files.writeString(queue.spool.path(kind, id), "recipient=a@dest.example\n\n");
        queue.notifier = RetryTest::nobodyListens;
    }

    private boolean isIn(QueueName name) throws IOException {
        return queue.spool.status(name, id).isPresent();
    }

    /// Symptom: logs of messages that are long gone stay in `defer`.
    ///
    /// Cause: an agent deferred a recipient and was lost, and the next one delivered.
    @Test
    void whatWasDeferredAndThenDeliveredLeavesNoLog() throws Exception {
        reachable();
        queue.agent = request -> {
            queue.deferAll(request);
            queue.markDone(request.id(), request.recipients());
            return ManagedQueue.DONE;
        };

        queue.run();

        assertTrue(queue.spool.status(QueueName.ACTIVE, id).isEmpty());
        assertTrue(queue.spool.status(QueueName.DEFER, id).isEmpty());
    }

    @Test
    void recipientsThatAreLeftKeepTheMessageForLater() throws Exception {
        unreachable();

        queue.run();

        var status = queue.spool.status(QueueName.DEFERRED, id).orElseThrow();
        assertEquals(queue.now.plusSeconds(300), status.modified());
    }

    /// Symptom: mailq shows a recipient twice after `postqueue -i` or ETRN, which move the message to `incoming`.
    @Test
    void whyAMessageWaitedIsForgottenBeforeItIsTriedFromWhateverQueue() throws Exception {
        reachable();
        var log = queue.spool.path(QueueName.DEFER, id);
        Files.createDirectories(log.getParent());
        Files.writeString(log, "\nrecipient=a@dest.example\nreason=the last time\n\n");
        queue.agent = queue::deferAll;

        queue.run();

        assertFalse(Files.readString(log).contains("the last time"));
    }

    @Test
    void theTimeBetweenAttemptsGrowsWithTheAgeOfTheMessage() throws Exception {
        var retries = new ManagedQueue(top).config.retries();
        assertEquals(Duration.ofMinutes(5), retries.backoff(Duration.ofSeconds(1)));
        assertEquals(Duration.ofSeconds(1000), retries.backoff(Duration.ofSeconds(1000)));
        assertEquals(Duration.ofSeconds(4000), retries.backoff(Duration.ofDays(1)));
    }

    @Test
    void aDeferredMessageIsTriedAgainInTheFirstRunAfterItsTime() throws Exception {
        unreachable("queue_run_delay = 120s");
        queue.run();
        for (int minute = 1; minute <= 12; minute++) {
            queue.advance(Duration.ofMinutes(1));
            queue.work();
            // Due after five minutes, and runs are every two: found by that of the sixth. Then it is six minutes old.
            assertEquals(minute < 6 ? 1 : minute < 12 ? 2 : 3, queue.requests.size(), "minute " + minute);
        }
    }

    @Test
    void anOldMessageGoesWhenItsDeferLogSaysWhy() throws Exception {
        unreachable();
        queue.advance(Duration.ofDays(6));

        queue.run();

        assertEquals(List.of(Notice.EXPIRED), queue.notices);
        assertEquals(
                List.of(id + ": from=<s@src.example>, status=expired, returned to sender", id + ": removed"),
                queue.log.subList(1, 3));
    }

    @Test
    void anOldMessageIsTriedOnceMore() throws Exception {
        unreachable("maximal_queue_lifetime = 0");

        queue.run();

        assertEquals(1, queue.requests.size());
        assertEquals(List.of(Notice.EXPIRED), queue.notices);
    }

    @Test
    void anOldMessageIsKeptWhenNobodyCouldSayWhyItWaits() throws Exception {
        reachable();
        queue.agent = _ -> new Attempt.NoAgent("connect to transport private/smtp: No such file or directory");
        queue.advance(Duration.ofDays(6));

        queue.run();

        assertTrue(isIn(QueueName.DEFERRED));
        assertEquals(List.of(), queue.notices);
    }

    @Test
    void anOldMessageIsKeptWhenTheSenderCannotBeTold() throws Exception {
        unreachable();
        queue.notifier = RetryTest::nobodyListens;
        queue.advance(Duration.ofDays(6));

        queue.run();

        assertTrue(isIn(QueueName.DEFERRED));
    }

    private static void nobodyListens(Notice notice, Object message) throws IOException {
        throw new IOException(notice + " about " + message + " cannot be sent");
    }

    @Test
    void aReportThatCannotBeSentIsTriedAgainLater() throws Exception {
        reachable();
        untold(QueueName.TRACE);

        queue.run();

        assertTrue(isIn(QueueName.DEFERRED));
        assertTrue(isIn(QueueName.TRACE));
    }

    @Test
    void aReportThatCannotBeSentKeepsNoMessageForever() throws Exception {
        reachable();
        untold(QueueName.TRACE);
        queue.advance(Duration.ofDays(5));

        queue.run();

        assertFalse(isIn(QueueName.ACTIVE));
        assertFalse(isIn(QueueName.DEFERRED));
        assertFalse(isIn(QueueName.TRACE));
        assertEquals(id + ": removed", queue.log.getLast());
    }

    @Test
    void aFailureThatNobodyWasToldOfIsNeverForgotten() throws Exception {
        reachable();
        untold(QueueName.BOUNCE);
        queue.advance(Duration.ofDays(5));

        queue.run();

        assertTrue(isIn(QueueName.DEFERRED));
    }

    @Test
    void theSenderIsToldOfADelayOnce() throws Exception {
        unreachableAndWarned();
        queue.run();
        assertEquals(List.of(), queue.notices, "not yet");

        for (int hour = 0; hour < 3; hour++) {
            queue.advance(Duration.ofHours(1));
            queue.work();
        }

        assertEquals(List.of(Notice.DELAY), queue.notices);
        assertFalse(queue.requests.getLast().flags().contains(Flag.DELAY_CLEARED));
    }

    @Test
    void aDelayNoticeThatCannotBeSentIsTriedAgain() throws Exception {
        unreachableAndWarned();
        queue.notifier = RetryTest::nobodyListens;
        queue.run();
        queue.advance(Duration.ofHours(1));
        queue.work();
        queue.notifier = (notice, _) -> queue.notices.add(notice);
        queue.advance(Duration.ofHours(1));
        queue.work();

        assertEquals(List.of(Notice.DELAY), queue.notices);
    }

    @Test
    void whoWantsToKnowHearsWhenADelayIsOver() throws Exception {
        unreachableAndWarned("confirm_delay_cleared = yes");
        queue.run();
        queue.advance(Duration.ofHours(1));
        queue.work();
        assertFalse(queue.requests.getLast().flags().contains(Flag.DELAY_CLEARED));
        queue.advance(Duration.ofHours(1));
        queue.work();

        assertTrue(queue.requests.getLast().flags().contains(Flag.DELAY_CLEARED));
    }

    @Test
    void aDeferredMessageThatIsToExpireGoesWithoutAnotherAttempt() throws Exception {
        unreachable();
        queue.run();
        queue.spool.forceExpire(QueueName.DEFERRED, id);

        queue.trigger("DA");
        queue.work();

        assertEquals(1, queue.requests.size());
        assertEquals(List.of(Notice.EXPIRED), queue.notices);
        assertEquals(
                id + ": from=<s@src.example>, status=force-expired, returned to sender",
                queue.log.get(queue.log.size() - 2));
    }

    @Test
    void aNewMessageThatIsToExpireIsNotTriedEither() throws Exception {
        unreachable();
        queue.spool.forceExpire(QueueName.INCOMING, id);

        queue.run();

        assertEquals(List.of("4.7.0 message is administratively expired"), queue.nexthops());
        assertEquals(List.of(Notice.EXPIRED), queue.notices);
    }

    @Test
    void aMessageThatCouldNotExpireIsStillToExpire() throws Exception {
        unreachable();
        queue.notifier = RetryTest::nobodyListens;
        queue.spool.forceExpire(QueueName.INCOMING, id);

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).orElseThrow().isForceExpired());
    }

    @Test
    void aMessageThatWasAskedForIsTriedAlthoughItsDestinationIsDead() throws Exception {
        queue = new ManagedQueue(top);
        var waiting = new Waiting();
        queue.starter = waiting;
        var failed = new Attempt.Answered(new mta.service.client.DeliveryReport.DestinationFailed(
                mta.core.mail.EnhancedStatus.of("4.4.1"), "refused"));
        queue.agent = request -> request.nexthop().startsWith("4") ? ManagedQueue.SOME_LEFT : failed;
        QueueId last = null;
        for (int i = 0; i < 9; i++) {
            last = queue.queue(QueueName.INCOMING, "a@dest.example");
        }
        queue.run();
        while (!waiting.work.isEmpty()) {
            waiting.all();
            queue.work();
        }
        assertTrue(queue.nexthops().getLast().startsWith("4.4.1 delivery temporarily suspended"));
        queue.spool.unthrottle(QueueName.DEFERRED, last);

        queue.trigger("DA");
        queue.work();
        waiting.all();

        assertTrue(queue.nexthops().contains("[relay.example]"));
        assertFalse(
                queue.spool.status(QueueName.ACTIVE, last).orElseThrow().isUnthrottled(), "that was asked for once");
    }

    @Test
    void aMessageThatAnOperatorRemovedMeanwhileIsNoTrouble() throws Exception {
        reachable();
        queue.agent = request -> {
            try {
                queue.spool.remove(QueueName.ACTIVE, request.id());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return ManagedQueue.SOME_LEFT;
        };

        queue.run();
        queue.queue(QueueName.INCOMING, "b@dest.example");
        queue.trigger("I");
        queue.work();

        assertEquals(List.of("a@dest.example", "b@dest.example"), queue.addresses());
    }
}
