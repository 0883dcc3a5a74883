package mta.core.log;

import java.util.concurrent.locks.StampedLock;

/// A log whose place may change while it is written to: with a reload, or when the file is rotated.
///
/// A line goes to the one place or to the other, and the former one is closed behind the last line on its way there:
/// a line must never go to whatever else got the number of a descriptor that was closed.
public final class ChangingLog implements LogOutput {

    private final StampedLock lock = new StampedLock();

    // Guarded by lock:
    private LogOutput place;

    /// @param first where lines go until [#changeTo]
    public ChangingLog(LogOutput first) {
        this.place = first;
    }

    /// Goes on in another place.
    public void changeTo(LogOutput next) {
        long stamp = lock.writeLock();
        try {
            place.close();
            place = next;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    @Override
    public void write(Severity severity, String tag, String text) {
        long stamp = lock.readLock();
        try {
            place.write(severity, tag, text);
        } finally {
            lock.unlockRead(stamp);
        }
    }
}
