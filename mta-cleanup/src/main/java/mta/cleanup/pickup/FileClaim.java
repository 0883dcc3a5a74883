package mta.cleanup.pickup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.PosixException;

/// Keeps a file of `maildrop` for whoever copies it: an exclusive flock(2) lock.
///
/// A process that leaves for want of work may still be copying while its successor scans. The kernel takes the lock
/// back however a process ends, so a file that was not removed is found again. It is flock(2), as users own
/// files that pickup(8) can only read, and it keeps two scans within one process apart, too.
final class FileClaim implements Closeable {

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
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        file.close();
    }
}
