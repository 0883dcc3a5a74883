package mta.qmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.TriggerService;

/// qmgr(8) as master(8) sees it: woken up by letters, never out of work.
final class QueueManagerService extends TriggerService {

    private static final Duration LOOK_AT_MOST = Duration.ofSeconds(10);

    private final QueueManager manager;

    private QueueManagerService(QueueManager manager, LocalCallers callers) {
        super(callers);
        this.manager = manager;
    }

    /// @param callers who may make requests
    /// @param predecessor what the queue manager before this one still has in its hands
    /// @param patience how long the manager may be busy with one thing before it is taken for stuck
    /// @param breakDown ends the process
    static QueueManagerService start(
            QueueManager manager,
            LocalCallers callers,
            Holdings predecessor,
            Duration patience,
            MailLog log,
            Runnable breakDown) {
        Thread.ofPlatform().name("qmgr").start(() -> {
            if (!endsInOrder(manager, predecessor, log)) {
                breakDown.run();
            }
        });
        Thread.ofVirtual().name("qmgr-watchdog").start(() -> watch(manager, patience, log, breakDown));
        return new QueueManagerService(manager, callers);
    }

    /// Trouble with the queue is the end of the process: what it believes of the queue may be wrong, and master(8)
    /// starts one that looks anew.
    private static boolean endsInOrder(QueueManager manager, Holdings predecessor, MailLog log) {
        try {
            manager.run(predecessor);
            return true;
        } catch (IOException e) {
            log.fatal("queue: " + ErrorText.withFile(e));
        } catch (UncheckedIOException e) {
            log.fatal("queue: " + ErrorText.withFile(e.getCause()));
        } catch (InterruptedException _) {
            log.fatal("interrupted");
        } catch (RuntimeException | Error e) {
            log.panic(e);
        }
        return false;
    }

    /// A manager that hangs delivers nothing, and nobody would notice: better to begin anew.
    private static void watch(QueueManager manager, Duration patience, MailLog log, Runnable breakDown) {
        var interval = patience.compareTo(LOOK_AT_MOST) < 0 ? patience : LOOK_AT_MOST;
        try {
            long seen = manager.rounds();
            var still = Duration.ZERO;
            while (!manager.isIdle()) {
                Thread.sleep(interval);
                still = manager.rounds() == seen ? still.plus(interval) : Duration.ZERO;
                seen = manager.rounds();
                if (still.compareTo(patience) >= 0) {
                    log.fatal("watchdog timeout");
                    breakDown.run();
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void triggered(byte[] requests) {
        manager.triggered(requests);
    }

    @Override
    public void stop() {
        manager.stop();
    }

    @Override
    public boolean isIdle() {
        return manager.isIdle();
    }
}
