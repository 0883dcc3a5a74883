package mta.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;

/// Says that a message is being delivered: a shared flock(2) lock on its file.
///
/// A delivery agent holds one as long as it works for a request, and the kernel takes it back however the agent ends.
/// So a queue manager whose predecessor was killed sees which messages are still in the hands of an agent. It is
/// flock(2), as in Postfix: locks of the JDK are fcntl(2) locks, which belong to a process as a whole and say nothing
/// to another file channel of the same one.
public final class DeliveryLock implements Closeable {

    private final Descriptor file;

    private DeliveryLock(Descriptor file) {
        this.file = file;
    }

    /// Takes the lock; nothing where somebody is just looking whether the message is being delivered.
    static Optional<DeliveryLock> take(Path path) throws IOException {
        var file = Descriptor.read(path);
        try {
            if (file.tryLockShared()) {
                return Optional.of(new DeliveryLock(file));
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    /// Whether anybody has such a lock. A file that is gone is not being delivered.
    static boolean isTaken(Path path) throws IOException {
        try (var file = Descriptor.read(path)) {
            return !file.tryLock();
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    /// Gives the lock back.
    @Override
    public void close() {
        file.close();
    }
}
