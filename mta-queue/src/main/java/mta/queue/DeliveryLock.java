package mta.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import mta.core.mail.QueueId;
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

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private final QueueId id;
    private final Path path;
    private final Descriptor file;

    private DeliveryLock(QueueId id, Path path, Descriptor file) {
        this.id = id;
        this.path = path;
        this.file = file;
    }

    /// Takes the lock; nothing where somebody is just looking whether the message is being delivered.
    ///
    /// @throws NoSuchFileException where there is no such message
    static Optional<DeliveryLock> take(QueueId id, Path path) throws IOException {
        var file = open(path);
        try {
            checkIsOurs(path, file);
            if (file.tryLockShared()) {
                return Optional.of(new DeliveryLock(id, path, file));
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    private static Descriptor open(Path path) throws IOException {
        try {
            return Descriptor.readAtOnce(path, Descriptor.Links.REFUSED);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                throw new NoSuchFileException(path.toString());
            }
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /// local(8) does this as root, in a directory of `mail_owner`: a link would have it read and mark the file of
    /// somebody else. A second name of the queue's own file, such as a backup of hard links makes, does no harm.
    private static void checkIsOurs(Path path, Descriptor file) throws IOException {
        Map<String, Object> found = Files.readAttributes(file.path(), "unix:mode,nlink,uid");
        boolean isFile = ((int) found.get("mode") & TYPE) == REGULAR;
        boolean hasOneName = (int) found.get("nlink") <= 1;
        if (!isFile || !(hasOneName || found.get("uid").equals(Files.getAttribute(path.getParent(), "unix:uid")))) {
            throw new IOException(path + ": it is no file of the queue's own");
        }
    }

    /// Opens the message itself for reading and for marking its recipients: the very file that is locked.
    public QueueFile open() throws IOException {
        try {
            return new QueueFile(
                    id, path, FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (AccessDeniedException _) {
            throw new AccessDeniedException(path.toString());
        }
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
