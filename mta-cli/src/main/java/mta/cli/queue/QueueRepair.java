package mta.cli.queue;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mta.core.log.ErrorText;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig.QueueIds;

/// Puts the directories of the queue in order: names that match inodes, files in their hash directories, no
/// left-overs.
///
/// A message whose name does not match its inode is renamed in two passes, so that two of them can change places:
/// first to `NEWID#FIX`, a name that the mail system does not know, its logs before it; then the mark is taken off.
/// A run that is interrupted is completed by the next one.
final class QueueRepair {

    /// What is to be done.
    enum Task {
        /// Remove files that were never finished.
        PURGE,
        /// Names and directories.
        STRUCTURE,
        /// Also match long names with inodes, which they do not need.
        LONG_NAMES
    }

    private static final String MARK = "#FIX";
    private static final Duration OLD = Duration.ofDays(7);
    private static final List<QueueName> LOGS = List.of(QueueName.BOUNCE, QueueName.DEFER, QueueName.TRACE);

    private final Spool spool;
    private final Set<Task> tasks;
    private final InstantSource clock;
    private final Consumer<String> warnings;
    private int mismatched;
    private int renamed;

    // Read by the thread that hears of a signal:
    private volatile boolean namesChanged;

    QueueRepair(Spool spool, Set<Task> tasks, InstantSource clock, Consumer<String> warnings) {
        this.spool = spool;
        this.tasks = Set.copyOf(tasks);
        this.clock = clock;
        this.warnings = warnings;
    }

    /// How many messages got a name that matches their inode.
    int renamed() {
        return renamed;
    }

    /// Whether messages have other names now than before.
    boolean namesChanged() {
        return namesChanged;
    }

    /// Goes through the queues, twice where messages have to be renamed.
    void run(List<QueueName> queues) throws IOException {
        for (QueueName queue : queues) {
            walk(queue);
        }
        if (mismatched > 0) {
            for (QueueName queue : queues) {
                walk(queue);
            }
        }
    }

    private void walk(QueueName queue) throws IOException {
        var config = spool.config();
        int wanted = config.hashedQueues().contains(queue.directory()) ? config.hashDepth() : 0;
        walk(queue, config.queueDirectory().resolve(queue.directory()), 0, wanted);
    }

    private void walk(QueueName queue, Path directory, int depth, int wanted) throws IOException {
        for (Path path : entries(directory, depth)) {
            String name = path.getFileName().toString();
            if (name.length() == 1 && queue != QueueName.MAILDROP && Files.isDirectory(path)) {
                walk(queue, path, depth + 1, wanted);
                if (depth + 1 > wanted) {
                    removeIfEmpty(path, "directory");
                }
                continue;
            }
            var status = FileStatus.of(path);
            if (status.isPresent()) {
                inspect(queue, path, status.get());
            }
        }
    }

    /// Read at once, as files are renamed meanwhile. Only hash directories may come and go.
    private List<Path> entries(Path directory, int depth) throws IOException {
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (IOException e) {
            if (depth > 0 && e instanceof NoSuchFileException) {
                return List.of();
            }
            throw new IOException("scan_dir_push: open directory " + shown(directory) + ": " + ErrorText.of(e), e);
        }
        return found;
    }

    /// @param word what it is called where it is not empty
    private void removeIfEmpty(Path directory, String word) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            warnings.accept("remove " + word + " " + shown(directory) + ": Directory not empty");
        } catch (FileSystemException e) {
            throw new IOException("remove " + word + " " + shown(directory) + ": " + ErrorText.of(e), e);
        }
    }

    private void inspect(QueueName queue, Path path, FileStatus status) throws IOException {
        if (status.state() == FileStatus.State.ALIEN) {
            if (Files.isDirectory(path)) {
                removeIfEmpty(path, "subdirectory");
            } else {
                Files.deleteIfExists(path);
            }
            return;
        }
        boolean isMessage = queue.content() == QueueName.Content.MESSAGES;
        if (tasks.contains(Task.PURGE) && isMessage && isLeftOver(status)) {
            Files.deleteIfExists(path);
            return;
        }
        String name = path.getFileName().toString();
        boolean isMarked = tasks.contains(Task.STRUCTURE) && name.endsWith(MARK);
        String bare = isMarked ? name.substring(0, name.length() - MARK.length()) : name;
        Optional<QueueId> id = QueueId.parse(bare);
        if (id.isEmpty()) {
            // Files of flush(8) are named by destinations.
            if (isMarked || isMessage || !QueueIdText.isAcceptable(name)) {
                warnings.accept("bogus file name: " + shown(path));
            } else if (queue == QueueName.FLUSH && tasks.contains(Task.STRUCTURE)) {
                moveTo(spool.flushList(name), path);
            }
            return;
        }
        if (tasks.contains(Task.STRUCTURE)) {
            repair(queue, path, id.get(), status, isMarked);
        }
    }

    private void repair(QueueName queue, Path path, QueueId id, FileStatus status, boolean isMarked)
            throws IOException {
        boolean isMessage = queue.content() == QueueName.Content.MESSAGES;
        Path place = spool.path(queue, id);
        if (isMarked) {
            if (isMessage && id.inode() != status.inode()) {
                warnings.accept("name/inode mismatch: " + shown(path));
            } else if (spool.rename(path, place) && isMessage) {
                renamed++;
                namesChanged = true;
            }
        } else if (isMessage && !hasRightName(id, status)) {
            mismatched++;
            namesChanged = true;
            mark(queue, path, id, rightName(id, status));
        } else {
            moveTo(place, path);
        }
    }

    private void moveTo(Path place, Path path) throws IOException {
        if (!path.equals(place)) {
            spool.rename(path, place);
        }
    }

    private boolean isLeftOver(FileStatus status) {
        return status.state() == FileStatus.State.BEING_WRITTEN
                && status.modified().isBefore(clock.instant().minus(OLD));
    }

    private boolean hasRightName(QueueId id, FileStatus status) {
        if (!id.isLong()) {
            return id.inode() == status.inode();
        }
        return spool.config().queueIds() == QueueIds.LONG
                && (!tasks.contains(Task.LONG_NAMES) || id.inode() == status.inode());
    }

    private QueueId rightName(QueueId id, FileStatus status) {
        return spool.config().queueIds() == QueueIds.LONG ? id.withInode(status.inode()) : id.toShort(status.inode());
    }

    /// The message goes last, so that it is known that its logs have been renamed.
    private void mark(QueueName queue, Path path, QueueId from, QueueId to) throws IOException {
        for (QueueName log : LOGS) {
            Path target = spool.path(log, to);
            Path source = spool.path(log, from);
            if (Files.exists(source)) {
                spool.rename(source, target.resolveSibling(to + MARK));
            }
        }
        spool.rename(path, spool.path(queue, to).resolveSibling(to + MARK));
    }

    private String shown(Path path) {
        return spool.config().queueDirectory().relativize(path).toString();
    }
}
