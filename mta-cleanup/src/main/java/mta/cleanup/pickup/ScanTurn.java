package mta.cleanup.pickup;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whose turn it is to scan `maildrop`.
///
/// One at a time, also while a reload exchanges the service: two would copy each file into the queue, and its
/// mail would be delivered twice. Whoever asks meanwhile causes another scan by the one who is at it.
public final class ScanTurn {

    private final Semaphore turn = new Semaphore(1);
    private final AtomicBoolean wanted = new AtomicBoolean();

    /// One scan.
    @FunctionalInterface
    interface Scan {
        void run() throws IOException;
    }

    /// Scans until nobody wants another, or leaves it to who is scanning.
    void take(Scan scan) throws IOException {
        wanted.set(true);
        goOn(scan);
    }

    /// Whoever asked between the last scan and the release of the turn, or during a scan that failed, is heard, too.
    private void goOn(Scan scan) throws IOException {
        if (wanted.get() && turn.tryAcquire()) {
            try {
                while (wanted.getAndSet(false)) {
                    scan.run();
                }
            } finally {
                turn.release();
                goOn(scan);
            }
        }
    }
}
