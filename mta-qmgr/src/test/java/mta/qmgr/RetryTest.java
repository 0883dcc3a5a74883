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

    /// Symptom: logs of messages that are long gone stay in `defer`.
    ///
    /// Cause: an agent deferred a recipient and was lost, and the next one delivered.
    @Test
    void whatWasDeferredAndThenDeliveredLeavesNoLog() throws Exception {
        var queue = new ManagedQueue(top);
        queue.agent = request -> {
            queue.deferAll(request);
            queue.markDone(request.id(), request.recipients());
            return ManagedQueue.DONE;
        };
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");

        queue.run();

        assertTrue(queue.spool.status(QueueName.ACTIVE, id).isEmpty());
        assertTrue(queue.spool.status(QueueName.DEFER, id).isEmpty());
    }

    @Test
    void recipientsThatAreLeftKeepTheMessageForLater() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;

        queue.run();

        var status = queue.spool.status(QueueName.DEFERRED, id).orElseThrow();
        assertEquals(queue.now.plusSeconds(300), status.modified());
    }

    /// Symptom: mailq shows a recipient twice after `postqueue -i` or ETRN, which move the message to `incoming`.
    @Test
    void whyAMessageWaitedIsForgottenBeforeItIsTriedFromWhateverQueue() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
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
        var queue = new ManagedQueue(top, "queue_run_delay = 120s");
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;
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
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;
        queue.advance(Duration.ofDays(6));

        queue.run();

        assertEquals(List.of(Notice.EXPIRED), queue.notices);
        assertEquals(
                List.of(id + ": from=<s@src.example>, status=expired, returned to sender", id + ": removed"),
                queue.log.subList(1, 3));
    }

    @Test
    void anOldMessageIsTriedOnceMore() throws Exception {
        var queue = new ManagedQueue(top, "maximal_queue_lifetime = 0");
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;

        queue.run();

        assertEquals(1, queue.requests.size());
        assertEquals(List.of(Notice.EXPIRED), queue.notices);
    }

    @Test
    void anOldMessageIsKeptWhenNobodyCouldSayWhyItWaits() throws Exception {
        var queue = new ManagedQueue(top);
        queue.agent = _ -> new Attempt.NoAgent("connect to transport private/smtp: No such file or directory");
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.advance(Duration.ofDays(6));

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isPresent());
        assertEquals(List.of(), queue.notices);
    }

    @Test
    void anOldMessageIsKeptWhenTheSenderCannotBeTold() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;
        queue.notifier = RetryTest::nobodyListens;
        queue.advance(Duration.ofDays(6));

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isPresent());
    }

    private static void nobodyListens(Notice notice, Object message) throws IOException {
        throw new IOException(notice + " about " + message + " cannot be sent");
    }

    @Test
    void aReportThatCannotBeSentIsTriedAgainLater() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        Files.writeString(queue.spool.path(QueueName.TRACE, id), "recipient=a@dest.example\n\n");
        queue.notifier = RetryTest::nobodyListens;

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isPresent());
        assertTrue(queue.spool.status(QueueName.TRACE, id).isPresent());
    }

    @Test
    void aReportThatCannotBeSentKeepsNoMessageForever() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        Files.writeString(queue.spool.path(QueueName.TRACE, id), "recipient=a@dest.example\n\n");
        queue.notifier = RetryTest::nobodyListens;
        queue.advance(Duration.ofDays(5));

        queue.run();

        assertTrue(queue.spool.status(QueueName.ACTIVE, id).isEmpty());
        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isEmpty());
        assertTrue(queue.spool.status(QueueName.TRACE, id).isEmpty());
        assertEquals(id + ": removed", queue.log.getLast());
    }

    @Test
    void aFailureThatNobodyWasToldOfIsNeverForgotten() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        Files.writeString(queue.spool.path(QueueName.BOUNCE, id), "recipient=a@dest.example\n\n");
        queue.notifier = RetryTest::nobodyListens;
        queue.advance(Duration.ofDays(5));

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).isPresent());
    }

    @Test
    void theSenderIsToldOfADelayOnce() throws Exception {
        var queue = new ManagedQueue(top);
        warned(queue, 3600);
        queue.agent = queue::deferAll;
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
        var queue = new ManagedQueue(top);
        warned(queue, 3600);
        queue.agent = queue::deferAll;
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
        var queue = new ManagedQueue(top, "confirm_delay_cleared = yes");
        warned(queue, 3600);
        queue.agent = queue::deferAll;
        queue.run();
        queue.advance(Duration.ofHours(1));
        queue.work();
        assertFalse(queue.requests.getLast().flags().contains(Flag.DELAY_CLEARED));
        queue.advance(Duration.ofHours(1));
        queue.work();

        assertTrue(queue.requests.getLast().flags().contains(Flag.DELAY_CLEARED));
    }

    private static QueueId warned(ManagedQueue queue, long seconds) throws IOException {
        Consumer<Draft> warning = draft -> {
            try {
                draft.records()
                        .put(
                                RecordType.WARNING_TIME,
                                "%15d".formatted(queue.now.plusSeconds(seconds).getEpochSecond()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        return queue.queue(QueueName.INCOMING, warning, List.of("a@dest.example"));
    }

    @Test
    void aDeferredMessageThatIsToExpireGoesWithoutAnotherAttempt() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;
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
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;
        queue.spool.forceExpire(QueueName.INCOMING, id);

        queue.run();

        assertEquals(List.of("4.7.0 message is administratively expired"), queue.nexthops());
        assertEquals(List.of(Notice.EXPIRED), queue.notices);
    }

    @Test
    void aMessageThatCouldNotExpireIsStillToExpire() throws Exception {
        var queue = new ManagedQueue(top);
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.agent = queue::deferAll;
        queue.notifier = RetryTest::nobodyListens;
        queue.spool.forceExpire(QueueName.INCOMING, id);

        queue.run();

        assertTrue(queue.spool.status(QueueName.DEFERRED, id).orElseThrow().isForceExpired());
    }

    @Test
    void aMessageThatWasAskedForIsTriedAlthoughItsDestinationIsDead() throws Exception {
        var queue = new ManagedQueue(top);
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
        var queue = new ManagedQueue(top);
        queue.queue(QueueName.INCOMING, "a@dest.example");
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
