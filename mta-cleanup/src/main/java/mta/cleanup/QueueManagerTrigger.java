package mta.cleanup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import mta.core.log.MailLog;
import mta.service.client.Trigger;

/// Tells qmgr(8) that there is new mail in `incoming`: an `I` to `public/qmgr`.
///
/// Never waits and never fails: without it, qmgr(8) finds the mail at its next scan. While one trigger is on its
/// way, others ride along, and when many messages come, one trigger speaks for those of a moment.
final class QueueManagerTrigger {

    /// Connecting costs both sides more than qmgr(8) needs to find a message.
    static final Duration BETWEEN_TRIGGERS = Duration.ofMillis(10);

    private final Supplier<Trigger.Outcome> trigger;
    private final MailLog log;
    private final LongSupplier nanos;
    private final Later later;

    // Guarded by this:
    private boolean waiting;
    private boolean stopping;
    private int beingSent;
    private long next;

    /// Does something after a while, on a thread of its own.
    @FunctionalInterface
    interface Later {
        void run(Duration pause, Runnable work);
    }

    QueueManagerTrigger(Path socket, MailLog log) {
        this(new Trigger(socket, 'I')::send, log, System::nanoTime, QueueManagerTrigger::onThreadOfItsOwn);
    }

    /// @param trigger sends one
    /// @param nanos a clock that nobody sets
    QueueManagerTrigger(Supplier<Trigger.Outcome> trigger, MailLog log, LongSupplier nanos, Later later) {
        this.trigger = trigger;
        this.log = log;
        this.nanos = nanos;
        this.later = later;
        this.next = nanos.getAsLong();
    }

    private static void onThreadOfItsOwn(Duration pause, Runnable work) {
        Thread.ofVirtual().name("qmgr trigger").start(() -> {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                // at once, then
            }
            work.run();
        });
    }

    /// There is new mail.
    void newMail() {
        Duration pause;
        synchronized (this) {
            if (waiting) {
                return;
            }
            waiting = true;
            pause = stopping ? Duration.ZERO : Duration.ofNanos(Math.max(0, next - nanos.getAsLong()));
        }
        later.run(pause, this::send);
    }

    /// Sends what waits. What comes from now on may be too late for the scan that this trigger starts: it waits for
    /// the next.
    private void send() {
        synchronized (this) {
            if (!waiting) {
                return;
            }
            waiting = false;
            beingSent++;
            next = nanos.getAsLong() + BETWEEN_TRIGGERS.toNanos();
        }
        try {
            switch (trigger.get()) {
                case Trigger.Outcome.Sent _ -> {}
                case Trigger.Outcome.Failed(var problem) -> log.warning(problem);
            }
        } finally {
            synchronized (this) {
                beingSent--;
            }
        }
    }

    /// Sends what waits now; from now on, nothing is gathered any more, as the process is to end.
    void stop() {
        synchronized (this) {
            stopping = true;
        }
        send();
    }

    /// Whether nothing waits and nothing is being sent.
    synchronized boolean isIdle() {
        return !waiting && beingSent == 0;
    }
}
