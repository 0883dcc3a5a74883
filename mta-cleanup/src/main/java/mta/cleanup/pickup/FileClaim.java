package mta.cleanup.pickup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;

/// Keeps a file of `maildrop` for whoever copies it: an exclusive flock(2) lock.
///
/// A process that leaves for want of work may still be copying while its successor scans. The kernel takes the lock
/// back however a process ends, so a file that was not removed is found again. It is flock(2), as users own
/// files that pickup(8) can only read, and it keeps two scans within one process apart, too.
final class FileClaim implements Closeable {

    private static final Set<Errno> CANNOT_LOCK = Set.of(Errno.EBADF, Errno.EINVAL, Errno.ENOLCK, Errno.EOPNOTSUPP);

    private final Descriptor file;

    private FileClaim(Descriptor file) {
        this.file = file;
    }

    /// How a claim is made, so that a test can do without real files.
    @FunctionalInterface
    interface Taking {

        /// @return nothing where somebody else has the file, or had it, and has removed it
        Optional<? extends Closeable> take(Path path) throws IOException;
    }

    /// Claims a file. Whoever looks at it only now sees whether it is still there.
    static Optional<FileClaim> take(Path path) throws IOException {
        Descriptor file;
        try {
            file = Descriptor.readAtOnce(path);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            if (file.tryLock()) {
                return Optional.of(new FileClaim(file));
            }
        } catch (PosixException e) {
            if (isWithoutLocks(e.errno())) {
                return Optional.of(new FileClaim(file));
            }
            file.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    /// Whether an error says that the file system cannot lock: mail is taken there all the same. NFS cannot where a
    /// file is open for reading only (`EBADF`), others cannot at all.
    static boolean isWithoutLocks(Errno error) {
        return CANNOT_LOCK.contains(error);
    }

    @Override
    public void close() {
        file.close();
    }
}
