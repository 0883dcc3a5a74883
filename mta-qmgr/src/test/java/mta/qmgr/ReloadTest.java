package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mta.queue.QueueName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a reload, a new queue manager begins while the old one still has messages in the hands of agents.
class ReloadTest {

    @TempDir
    Path top;

    private ManagedQueue queue;
    private final Waiting waiting = new Waiting();
    private QueueManager old;
    private final AtomicReference<Exception> trouble = new AtomicReference<>();

    @BeforeEach
    void start() throws Exception {
        queue = new ManagedQueue(top, "smtp_destination_concurrency_limit = 1");
        queue.starter = waiting;
        old = queue.manager;
    }

    @AfterEach
    void noTrouble() {
        assertEquals(null, trouble.get());
    }

    @Test
    void theNewOneBeginsOnlyWhenTheOldOneHasLetGo() throws Exception {
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.run();
        var begun = new Thread(() -> run(queue.newManager(), old.holdings()));
        begun.start();
        while (begun.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(1, waiting.work.size());

        old.stop();
        old.work();
        begun.interrupt();
        begun.join();
    }

    /// Symptom: now and then, `postfix stop` takes four seconds and qmgr(8) had not finished. Cause: where it heard of
    /// its
    /// end together with something else, it waited for the next thing to come.
    @Test
    void whatIsToldToEndDoesNotWaitForAnythingElse() throws Exception {
        old.triggered(new byte[] {'I'});
        old.stop();

        old.run(Holdings.none());

        assertTrue(old.isIdle());
        assertEquals(0, queue.waits);
    }

    private void run(QueueManager manager, Holdings predecessor) {
        try {
            manager.run(predecessor);
        } catch (InterruptedException _) {
            // The test ends it.
        } catch (IOException e) {
            trouble.set(e);
        }
    }

    @Test
    void whatAnAgentHasInHandIsNotDeliveredTwice() throws Exception {
        var id = queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.run();
        reload();

        queue.run();
        assertEquals(1, waiting.work.size(), "the new one leaves it alone");

        waiting.all();
        old.work();
        queue.work();
        assertEquals(List.of("a@dest.example"), queue.addresses());
        assertTrue(queue.spool.status(QueueName.ACTIVE, id).isEmpty());
        assertEquals(id + ": removed", queue.log.getLast());
    }

    @Test
    void whatTheOldOneHadNotStartedIsDeliveredByTheNewOne() throws Exception {
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.run();
        queue.queue(QueueName.INCOMING, "b@dest.example");
        old.triggered(new byte[] {'I'});
        queue.work();
        assertEquals(1, waiting.work.size(), "one waits in memory for its turn");
        reload();

        queue.run();
        waiting.all();
        queue.work();

        assertEquals(List.of("a@dest.example", "b@dest.example"), queue.addresses());
    }

    @Test
    void theRestOfAMessageIsTakenOverWhenItsAgentComesBack() throws Exception {
        queue.agent = request -> {
            queue.markDone(request.id(), request.recipients());
            return ManagedQueue.DONE;
        };
        var addresses = java.util.stream.IntStream.range(0, 80)
                .mapToObj(i -> "r%02d@dest.example".formatted(i))
                .toList();
        queue.queue(QueueName.INCOMING, _ -> {}, addresses);
        queue.run();
        assertEquals(1, waiting.work.size(), "fifty are under way, thirty wait");
        reload();
        queue.run();
        assertEquals(1, waiting.work.size());

        waiting.all();
        old.work();
        queue.work();
        waiting.all();
        queue.work();

        assertEquals(addresses, queue.addresses());
        assertTrue(queue.log.getLast().endsWith(": removed"));
    }

    @Test
    void whatIsReleasedAfterASecondReloadIsTakenOverByTheThird() throws Exception {
        queue.agent = _ -> ManagedQueue.SOME_LEFT;
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.run();
        var first = old;
        reload();
        queue.run();
        var second = queue.manager;
        old = second;
        reload();
        queue.run();
        assertEquals(1, waiting.work.size());

        waiting.next();
        first.work();
        waiting.next();
        first.work();
        second.work();
        queue.trigger("DA");
        queue.work();

        assertEquals(1, waiting.work.size(), "the third delivers it");
    }

    /// Symptom: after a reload one message stays in `active`, and the former queue manager never ends.
    ///
    /// Cause: it postponed what the lost agent had in hand to a delivery that it never started.
    @Test
    void whatALostAgentHadInHandIsTakenOver() throws Exception {
        queue.agent = _ -> new Attempt.AgentLost(List.of("premature end-of-input"));
        queue.queue(QueueName.INCOMING, "a@dest.example");
        queue.run();
        reload();
        queue.run();

        waiting.all();
        old.work();
        queue.agent = _ -> ManagedQueue.DONE;
        queue.work();
        waiting.all();
        queue.work();

        assertEquals(List.of("a@dest.example", "a@dest.example"), queue.addresses());
        assertTrue(queue.log.getLast().endsWith(": removed"));
    }

    /// One of two deliveries of a message comes to nothing: the other one is not the end of the message.
    @Test
    void whatALostAgentHadInHandIsNotForgottenWhenAnotherOneEnds() throws Exception {
        queue = new ManagedQueue(Files.createDirectory(top.resolve("other")), "smtp_destination_recipient_limit = 1");
        queue.starter = waiting;
        old = queue.manager;
        queue.agent = request -> {
            if (request.recipients().getFirst().address().text().startsWith("a@")) {
                return new Attempt.AgentLost(List.of("premature end-of-input"));
            }
            queue.markDone(request.id(), request.recipients());
            return ManagedQueue.DONE;
        };
        var id = queue.queue(QueueName.INCOMING, _ -> {}, List.of("a@one.example", "b@two.example"));
        queue.run();
        assertEquals(2, waiting.work.size());
        reload();

        waiting.all();
        old.work();

        assertTrue(queue.spool.status(QueueName.ACTIVE, id).isPresent(), "one recipient is left");
    }

    /// As the host does it: the new one exists before the old one is told to stop, and begins when that has let go.
    private void reload() throws Exception {
        queue.manager = queue.newManager();
        old.stop();
        old.work();
        queue.manager.begin(old.holdings());
    }
}
