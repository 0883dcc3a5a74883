package mta.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import mta.core.log.PostfixMailLog;
import mta.service.client.Trigger.Outcome;
import org.junit.jupiter.api.Test;

/// Time passes when the test says so, and what waits for it is a list.
class QueueManagerTriggerTest {

    private static final Duration PAUSE = QueueManagerTrigger.BETWEEN_TRIGGERS;

    private long now = 5;
    private int sent;
    private Runnable whileSending = () -> {};
    private Outcome outcome = Outcome.Sent.YES;
    private final List<Duration> pauses = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> logged = new ArrayList<>();

    private final QueueManagerTrigger trigger = new QueueManagerTrigger(
            this::send,
            new PostfixMailLog((severity, _, text) -> logged.add(severity.word() + text), "test"),
            () -> now,
            (pause, work) -> {
                pauses.add(pause);
                waiting.add(work);
            });

    private Outcome send() {
        sent++;
        whileSending.run();
        return outcome;
    }

    private void thePauseIsOver() {
        now += pauses.getLast().toNanos();
        waiting.remove().run();
    }

    @Test
    void theFirstMessageIsToldAtOnce() {
        trigger.newMail();

        assertEquals(List.of(Duration.ZERO), pauses);
        thePauseIsOver();
        assertEquals(1, sent);
    }

    @Test
    void messagesOfAMomentAreToldTogether() {
        trigger.newMail();
        thePauseIsOver();
        now += Duration.ofMillis(3).toNanos();
        trigger.newMail();
        trigger.newMail();
        trigger.newMail();

        assertEquals(List.of(Duration.ZERO, PAUSE.minusMillis(3)), pauses);
        thePauseIsOver();
        assertEquals(2, sent);
        assertTrue(waiting.isEmpty());
    }

    @Test
    void whoComesLaterThanAMomentWaitsForNothing() {
        trigger.newMail();
        thePauseIsOver();
        now += PAUSE.toNanos();
        trigger.newMail();

        assertEquals(List.of(Duration.ZERO, Duration.ZERO), pauses);
    }

    /// The scan that the trigger starts may have passed the place of the message already.
    @Test
    void aMessageThatComesWhileATriggerIsSentGetsOneOfItsOwn() {
        whileSending = () -> {
            whileSending = () -> {};
            trigger.newMail();
        };
        trigger.newMail();
        thePauseIsOver();

        assertEquals(List.of(Duration.ZERO, PAUSE), pauses);
        assertFalse(trigger.isIdle());
        thePauseIsOver();
        assertEquals(2, sent);
        assertTrue(trigger.isIdle());
    }

    /// Symptom: mail that came just before the process ended waits for the next scan of the queue.
    @Test
    void whatWaitsIsSentWhenTheProcessIsToEnd() {
        trigger.newMail();
        thePauseIsOver();
        trigger.newMail();
        trigger.stop();

        assertEquals(2, sent);
        assertTrue(trigger.isIdle());
        thePauseIsOver();
        assertEquals(2, sent, "it is not sent again");
    }

    @Test
    void aSessionThatFinishesAfterThatTellsAtOnce() {
        trigger.newMail();
        thePauseIsOver();
        trigger.stop();
        assertEquals(1, sent, "nothing waited");
        trigger.newMail();

        assertEquals(Duration.ZERO, pauses.getLast());
        assertFalse(trigger.isIdle(), "the process must not end before it is sent");
        thePauseIsOver();
        assertEquals(2, sent);
    }

    @Test
    void aTriggerThatNobodyTakesIsLoggedAndKeepsNothingBack() {
        outcome = new Outcome.Failed("connect to public/qmgr: Connection refused");
        trigger.newMail();
        thePauseIsOver();

        assertEquals(List.of("warning: connect to public/qmgr: Connection refused"), logged);
        assertTrue(trigger.isIdle());
        trigger.newMail();
        assertEquals(1, waiting.size());
    }
}
