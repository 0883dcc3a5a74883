package mta.cleanup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import mta.core.log.MailLog;
import mta.service.client.Trigger;

/// Tells qmgr(8) that there is new mail in `incoming`: an `I` to `public/qmgr`.
///
/// Never waits and never fails: without it, qmgr(8) finds the mail at its next scan. While one trigger is on its
/// way, others ride along, and when many messages come, one trigger speaks for those of a moment.
final class QueueManagerTrigger {

    /// Connecting costs both sides more than qmgr(8) needs to find a message.
    private static final Duration BETWEEN_TRIGGERS = Duration.ofMillis(10);

    private final Trigger trigger;
    private final MailLog log;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile long nextNanos = System.nanoTime();

    QueueManagerTrigger(Path socket, MailLog log) {
        this.trigger = new Trigger(socket, 'I');
        this.log = log;
    }

    /// There is a new message.
    void newMail() {
        if (underWay.compareAndSet(false, true)) {
            Thread.ofVirtual().name("qmgr trigger").start(this::send);
        }
    }

    private void send() {
        try {
            Thread.sleep(Duration.ofNanos(nextNanos - System.nanoTime()));
        } catch (InterruptedException _) {
            // at once, then
        }
        nextNanos = System.nanoTime() + BETWEEN_TRIGGERS.toNanos();
        // First: mail that comes from now on may be too late for the scan that this trigger starts.
        underWay.set(false);
        switch (trigger.send()) {
            case Trigger.Outcome.Sent _ -> {}
            case Trigger.Outcome.Failed(var problem) -> log.warning(problem);
        }
    }
}
