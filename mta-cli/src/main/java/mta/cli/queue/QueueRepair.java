package mta.cli.queue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mta.core.log.ErrorText;
import mta.core.mail.QueueId;
import mta.core.posix.DirectoryEntry;
import mta.queue.FileStatus.State;
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
        walk(new Place(queue, "", wanted), config.queueDirectory().resolve(queue.directory()));
    }

    /// A directory of a queue.
    ///
    /// @param hash the names of the hash directories that lead there, a letter each
    /// @param wanted how many there have to be
    private record Place(QueueName queue, String hash, int wanted) {

        Place below(String name) {
            return new Place(queue, hash + name, wanted);
        }

        /// Whether a file belongs here, as most do. Told without making its path: there may be very many.
        boolean holds(String key) {
            return hash.length() == wanted && key.length() >= wanted && key.startsWith(hash);
        }

        boolean isTooDeep() {
            return hash.length() > wanted;
        }
    }

    private void walk(Place place, Path directory) throws IOException {
        for (var entry : entries(directory, place.hash().length())) {
            if (!entry.isUtf8()) {
                warnings.accept("bogus file name: " + shown(directory) + "/" + entry.name() + ": not UTF-8, inode "
                        + entry.inode());
            } else if (entry.name().length() == 1 && place.queue() != QueueName.MAILDROP && entry.isDirectory()) {
                var below = place.below(entry.name());
                var path = directory.resolve(entry.name());
                walk(below, path);
                if (below.isTooDeep()) {
                    removeIfEmpty(path, "directory");
                }
            } else {
                inspect(place, directory, entry);
            }
        }
    }

    /// Read at once, as files are renamed meanwhile. Only hash directories may come and go.
    private List<DirectoryEntry> entries(Path directory, int depth) throws IOException {
        try {
            return DirectoryEntry.list(directory);
        } catch (IOException e) {
            if (depth > 0 && e instanceof NoSuchFileException) {
                return List.of();
            }
            throw new IOException("scan_dir_push: open directory " + shown(directory) + ": " + ErrorText.of(e), e);
        }
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

    /// Most files are as they should be; their paths are not made, as that takes longer than all the rest.
    private void inspect(Place place, Path directory, DirectoryEntry entry) throws IOException {
        var queue = place.queue();
        String name = entry.name();
        var state = State.of(entry.mode());
        if (state == State.ALIEN) {
            if (entry.isDirectory()) {
                removeIfEmpty(directory.resolve(name), "subdirectory");
            } else {
                Files.deleteIfExists(directory.resolve(name));
            }
            return;
        }
        boolean isMessage = queue.content() == QueueName.Content.MESSAGES;
        if (tasks.contains(Task.PURGE) && isMessage && isLeftOver(state, entry)) {
            Files.deleteIfExists(directory.resolve(name));
            return;
        }
        boolean isMarked = tasks.contains(Task.STRUCTURE) && name.endsWith(MARK);
        String bare = isMarked ? name.substring(0, name.length() - MARK.length()) : name;
        Optional<QueueId> id = QueueId.parse(bare);
        if (id.isEmpty()) {
            // Files of flush(8) are named by destinations.
            if (isMarked || isMessage || !QueueIdText.isAcceptable(name)) {
                warnings.accept("bogus file name: " + shown(directory.resolve(name)));
            } else if (queue == QueueName.FLUSH && tasks.contains(Task.STRUCTURE)) {
                moveTo(spool.flushList(name), directory.resolve(name));
            }
            return;
        }
        if (isMarked) {
            unmark(queue, directory.resolve(name), id.get(), entry);
        } else if (tasks.contains(Task.STRUCTURE)) {
            repair(place, directory, id.get(), entry);
        }
    }

    private void unmark(QueueName queue, Path path, QueueId id, DirectoryEntry entry) throws IOException {
        boolean isMessage = queue.content() == QueueName.Content.MESSAGES;
        if (isMessage && id.inode() != entry.inode()) {
            warnings.accept("name/inode mismatch: " + shown(path));
        } else if (spool.rename(path, spool.path(queue, id)) && isMessage) {
            renamed++;
            namesChanged = true;
        }
    }

    private void repair(Place place, Path directory, QueueId id, DirectoryEntry entry) throws IOException {
        boolean isMessage = place.queue().content() == QueueName.Content.MESSAGES;
        if (isMessage && !hasRightName(id, entry.inode())) {
            mismatched++;
            namesChanged = true;
            mark(place.queue(), directory.resolve(entry.name()), id, rightName(id, entry.inode()));
        } else if (!place.holds(id.hashKey())) {
            moveTo(spool.path(place.queue(), id), directory.resolve(entry.name()));
        }
    }

    private void moveTo(Path place, Path path) throws IOException {
        if (!path.equals(place)) {
            spool.rename(path, place);
        }
    }

    private boolean isLeftOver(State state, DirectoryEntry entry) {
        return state == State.BEING_WRITTEN
                && Instant.ofEpochSecond(entry.modified())
                        .isBefore(clock.instant().minus(OLD));
    }

    private boolean hasRightName(QueueId id, long inode) {
        if (!id.isLong()) {
            return id.inode() == inode;
        }
        return spool.config().queueIds() == QueueIds.LONG && (!tasks.contains(Task.LONG_NAMES) || id.inode() == inode);
    }

    private QueueId rightName(QueueId id, long inode) {
        return spool.config().queueIds() == QueueIds.LONG ? id.withInode(inode) : id.toShort(inode);
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
