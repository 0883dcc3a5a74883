package mta.core.posix;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/// An fcntl(2) lock on a whole file, that belongs to the open file: the kind that Postfix takes on its tables, but one
/// that others in this process who have the same file open do not share or give up.
///
/// The kernel is asked again and again, rather than to wait: a wait in the kernel would hold the thread that virtual
/// threads run on, of which there are as many as processors, and with it all sessions of the host.
final class FileLock {

    private static final int F_OFD_SETLK = 37;
    private static final short F_RDLCK = 0;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;

    /// struct flock: type, whence, start, length, pid. All but the type are zero: the whole file, however long.
    private static final int SIZE = 32;

    /// Milliseconds between two questions.
    private static final long LONGEST_PAUSE = 50;

    private final int descriptor;

    /// @param descriptor which stays whoever's it is
    FileLock(int descriptor) {
        this.descriptor = descriptor;
    }

    /// Waits until nobody writes.
    void takeShared() throws IOException {
        set(F_RDLCK);
    }

    /// Waits until nobody reads or writes.
    void takeExclusive() throws IOException {
        set(F_WRLCK);
    }

    void release() throws IOException {
        set(F_UNLCK);
    }

    private void set(short type) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var lock = arena.allocate(SIZE, 8);
            lock.set(ValueLayout.JAVA_SHORT, 0, type);
            for (long pause = 1; !isSet(lock.address()); pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private boolean isSet(long lock) throws IOException {
        try {
            Kernel.call(SystemCall.FCNTL, descriptor, F_OFD_SETLK, lock);
            return true;
        } catch (PosixException e) {
            if (e.errno().equals(Errno.EAGAIN)
                    || e.errno().equals(Errno.EACCES)
                    || e.errno().equals(Errno.EINTR)) {
                return false;
            }
            throw e;
        }
    }
}
