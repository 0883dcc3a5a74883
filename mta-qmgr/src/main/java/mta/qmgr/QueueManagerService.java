package mta.qmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import mta.core.log.MailLog;
import mta.service.daemon.TriggerService;

/// qmgr(8) as master(8) sees it: woken up by letters, never out of work.
final class QueueManagerService extends TriggerService {

    private final QueueManager manager;

    private QueueManagerService(QueueManager manager) {
        this.manager = manager;
    }

    static QueueManagerService start(QueueManager manager, MailLog log) {
        Thread.ofPlatform().name("qmgr").start(() -> run(manager, log));
        return new QueueManagerService(manager);
    }

    /// Trouble with the queue is the end of the process: what it believes of the queue may be wrong, and master(8)
    /// starts
    /// one that looks anew.
    private static void run(QueueManager manager, MailLog log) {
        try {
            manager.run();
            return;
        } catch (IOException e) {
            log.fatal("queue: " + e.getMessage());
        } catch (UncheckedIOException e) {
            log.fatal("queue: " + e.getCause().getMessage());
        } catch (InterruptedException _) {
            log.fatal("interrupted");
        } catch (RuntimeException | Error e) {
            log.panic(e);
        }
        System.exit(1);
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
