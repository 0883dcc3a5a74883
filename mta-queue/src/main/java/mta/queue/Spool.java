package mta.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.QueueId;
import mta.core.posix.DirectoryEntry;

/// The queue on disk: directories with a file for each message, and logs beside them.
///
///     deferred/C/C3CD21F3E90      a message, hashed by the first digit of its id
///     incoming/812345.4711        a message that has no id yet
///     defer/C/C3CD21F3E90         why it was deferred
///
/// **Whose is a message?** A file is written with mode 0600. [Draft#commit] sets 0700 and syncs it; from then on
/// it is ours, and no other class removes or truncates message files. Moves are renames within one file system:
/// after a crash a message is in the old place or in the new one, and both are places where it is found again.
///
/// **Errors.** An [IOException] names the path. "Not there" is an answer, not an error, as files may be moved by
/// other programs at any time.
///
/// One spool may be used by any number of threads.
public final class Spool {

    private static final Set<PosixFilePermission> READY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> UNREADABLE = PosixFilePermissions.fromString("r--------");

    private final SpoolConfig config;
    private final InstantSource clock;
    private final SpoolDirectories directories;

    private Spool(SpoolConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.directories = new SpoolDirectories(config.queueDirectory());
    }

    /// Opens the queue; touches nothing yet.
    public static Spool open(SpoolConfig config, InstantSource clock) {
        return new Spool(config, clock);
    }

    /// What it was opened with.
    public SpoolConfig config() {
        return config;
    }

    /// Starts a new message in `incoming` or `maildrop`: a file with mode 0600, named by its new id.
    public Draft create(QueueName queue) throws IOException {
        return Draft.create(this, queue, clock);
    }

    /// Where a file is or would be.
    public Path path(QueueName queue, QueueId id) {
        return directory(queue, id.hashKey()).resolve(id.text());
    }

    /// Where the list of a destination in `flush` is or would be.
    ///
    /// @param name letters, digits and `_`
    public Path flushList(String name) {
        return directory(QueueName.FLUSH, name).resolve(name);
    }

    /// Whether a file is in a queue. Costs less than its [#status], above all where there is none.
    public boolean has(QueueName queue, QueueId id) throws IOException {
        Path path = path(queue, id);
        return path.getFileSystem().equals(FileSystems.getDefault())
                ? DirectoryEntry.exists(path)
                : FileStatus.of(path).isPresent();
    }

    /// Looks at a file in a queue; nothing if there is none.
    public Optional<FileStatus> status(QueueName queue, QueueId id) throws IOException {
        return FileStatus.of(path(queue, id));
    }

    /// Opens a message for reading; nothing if it is not there.
    public Optional<QueueFile> open(QueueName queue, QueueId id) throws IOException {
        return open(queue, id, Set.of(StandardOpenOption.READ));
    }

    /// Opens a message for reading and for marking its recipients; nothing if it is not there.
    public Optional<QueueFile> openForUpdate(QueueName queue, QueueId id) throws IOException {
        return open(queue, id, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private Optional<QueueFile> open(QueueName queue, QueueId id, Set<StandardOpenOption> options) throws IOException {
        Path path = path(queue, id);
        try {
            return Optional.of(new QueueFile(id, path, FileChannel.open(path, options)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Says that a message is being delivered, for as long as the lock is open; nothing where it cannot be said now.
    ///
    /// @throws NoSuchFileException where there is no such message
    public Optional<DeliveryLock> lockForDelivery(QueueName queue, QueueId id) throws IOException {
        return DeliveryLock.take(id, path(queue, id));
    }

    /// Whether some agent has the message in its hands, be it one of an earlier queue manager.
    public boolean isBeingDelivered(QueueName queue, QueueId id) throws IOException {
        return DeliveryLock.isTaken(path(queue, id));
    }

    /// Lists a queue lazily; see [QueueScan].
    public QueueScan scan(QueueName queue) throws IOException {
        return new QueueScan(config.queueDirectory().resolve(queue.directory()));
    }

    /// Moves a message, or a log, from one queue to another.
    ///
    /// @return whether it was there to be moved
    public boolean move(QueueId id, QueueName from, QueueName to) throws IOException {
        return rename(path(from, id), path(to, id));
    }

    /// Removes a file.
    ///
    /// @return whether it was there
    public boolean remove(QueueName queue, QueueId id) throws IOException {
        return Files.deleteIfExists(path(queue, id));
    }

    /// Puts a damaged message aside, into `corrupt`, with a mode that no program takes for a message.
    ///
    /// @return whether it was there
    public boolean setAside(QueueName queue, QueueId id) throws IOException {
        Path path = path(queue, id);
        try {
            Files.setPosixFilePermissions(path, UNREADABLE);
        } catch (NoSuchFileException e) {
            return false;
        }
        return move(id, queue, QueueName.CORRUPT);
    }

    /// Says when a deferred message is to be tried again: the modification time of its file.
    ///
    /// @return whether it was there
    public boolean retryAt(QueueName queue, QueueId id, Instant when) throws IOException {
        try {
            Files.setLastModifiedTime(path(queue, id), FileTime.from(when));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Asks for an attempt regardless of dead destinations.
    public void unthrottle(QueueName queue, QueueId id) throws IOException {
        addPermission(path(queue, id), PosixFilePermission.GROUP_READ);
    }

    /// Asks for the message to be returned to its sender at the next attempt.
    public void forceExpire(QueueName queue, QueueId id) throws IOException {
        addPermission(path(queue, id), PosixFilePermission.GROUP_EXECUTE);
    }

    /// Takes back what [#unthrottle] and [#forceExpire] asked for.
    public void clearRequests(QueueName queue, QueueId id) throws IOException {
        Files.setPosixFilePermissions(path(queue, id), READY);
    }

    private static void addPermission(Path path, PosixFilePermission added) throws IOException {
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        if (permissions.add(added)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    /// Renames a file in the queue, making the hash directories that are missing.
    ///
    /// @return whether it was there to be renamed
    public boolean rename(Path from, Path to) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (NoSuchFileException e) {
                if (attempt > 0) {
                    return false;
                }
                // Whether it was missing does not matter: another thread may have made it since the move failed.
                directories.make(to.getParent());
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                throw new IOException("rename " + from + " as " + to + ": a directory is in the way", e);
            }
        }
    }

    /// Makes the directory of a log, so that it can be created.
    public void makeDirectory(QueueName queue, QueueId id) throws IOException {
        directories.make(directory(queue, id.hashKey()));
    }

    /// Makes the directory of a list in `flush`, so that it can be created.
    public void makeFlushDirectory(String name) throws IOException {
        directories.make(directory(QueueName.FLUSH, name));
    }

    /// Makes sure that a new file is found after a power failure; the file itself was synced.
    public void syncName(QueueName queue, QueueId id) throws IOException {
        directories.syncEntry(directory(queue, id.hashKey()));
    }

    SpoolDirectories directories() {
        return directories;
    }

    private Path directory(QueueName queue, String key) {
        Path directory = config.queueDirectory().resolve(queue.directory());
        if (!config.hashedQueues().contains(queue.directory())) {
            return directory;
        }
        for (int level = 0; level < config.hashDepth(); level++) {
            directory = directory.resolve(level < key.length() ? key.substring(level, level + 1) : "_");
        }
        return directory;
    }
}
