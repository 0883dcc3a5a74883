package mta.testkit.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A disk with one file system, in memory. The program that uses it can be killed at any step, and the power can fail:
/// then what was not synced is lost, in part or as a whole, as chance will have it.
///
/// What a real file system promises is modelled, and no more:
///
/// - Names, rights and times change in order: after a failure, some first part of these changes has happened, and a
///   rename has happened or not.
/// - The bytes of a file that were not synced are there or not, each write by itself; where one behind it got through,
///   zeros are in its place.
/// - A sync of a file brings its bytes, and what is said of it, onto the disk. With [Names#COME_WITH_THE_FILE], as on
///   ext4 and xfs, all changes of names up to the last of this file come along; with [Names#ARE_SYNCED_ALONE], as POSIX
///   has it, a new name is there for certain only when its directory was synced. What happened elsewhere since then
///   is still forgotten.
///
/// Used by one thread.
public final class ForgetfulDisk {

    /// What a sync of a file means for its name.
    public enum Names {
        COME_WITH_THE_FILE("ext4"),
        ARE_SYNCED_ALONE("plainfs");

        private final String type;

        Names(String type) {
            this.type = type;
        }

        /// The name of such a file system.
        String type() {
            return type;
        }
    }

    private final Names names;
    private final DiskFileSystem fileSystem = new DiskFileSystem(this);
    private final Map<Long, Content> contents = new HashMap<>();
    private final List<Change> journal = new ArrayList<>();
    private Tree seen = new Tree();
    private Tree synced = new Tree();
    private Instant now = Instant.EPOCH;
    private long inodes = 1000;
    private long steps;
    private long lastStep = Long.MAX_VALUE;

    public ForgetfulDisk(Names names) {
        this.names = names;
        contents.put(Tree.ROOT, new Content());
    }

    /// The root directory.
    public Path root() {
        return fileSystem.getPath("/");
    }

    /// What time it is, for files that are written from now on.
    public void time(Instant time) {
        now = time;
    }

    /// How many steps were done: changes and syncs.
    public long steps() {
        return steps;
    }

    /// Kills the program that uses the disk when it has done that many steps more.
    public void killAfter(long more) {
        lastStep = steps + more;
    }

    /// Whether the program was killed; until [#restart] or [#powerFailure], nothing works.
    public boolean isKilled() {
        return steps > lastStep;
    }

    /// The computer goes on, and another program may use the disk: nothing is lost.
    public void restart() {
        lastStep = Long.MAX_VALUE;
    }

    /// The computer goes off and on again.
    public void powerFailure(RandomGenerator random) {
        commit(random.nextInt(journal.size() + 1));
        journal.clear();
        seen = new Tree(synced);
        contents.values().forEach(content -> content.forget(random));
        restart();
    }

    private void commit(int changes) {
        var first = journal.subList(0, changes);
        first.forEach(synced::apply);
        first.clear();
    }

    private void step() {
        steps++;
        checkAlive();
    }

    private void checkAlive() {
        if (isKilled()) {
            throw new Killed();
        }
    }

    private void change(Change change) {
        step();
        seen.apply(change);
        journal.add(change);
    }

    String type() {
        return names.type();
    }

    /// Finds a file or directory.
    long find(DiskPath path) throws IOException {
        checkAlive();
        long inode = Tree.ROOT;
        for (String name : path.names()) {
            var names = seen.names(inode);
            if (names == null) {
                throw new NotDirectoryException(path.toString());
            }
            var next = names.get(name);
            if (next == null) {
                throw new NoSuchFileException(path.toString());
            }
            inode = next;
        }
        return inode;
    }

    Tree.Status status(long inode) {
        return seen.status(inode);
    }

    Content content(long inode) {
        return contents.get(inode);
    }

    List<String> list(long directory) {
        return List.copyOf(seen.names(directory).keySet());
    }

    long create(DiskPath path, boolean isDirectory, int mode) throws IOException {
        long directory = find(path.getParent());
        if (seen.names(directory).containsKey(path.name())) {
            throw new FileAlreadyExistsException(path.toString());
        }
        long inode = inodes++;
        contents.put(inode, new Content());
        change(new Change.Create(directory, path.name(), inode, isDirectory, mode, now));
        return inode;
    }

    void remove(DiskPath path) throws IOException {
        long inode = find(path);
        var below = seen.names(inode);
        if (below != null && !below.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        change(new Change.Remove(find(path.getParent()), path.name(), inode));
    }

    void rename(DiskPath from, DiskPath to) throws IOException {
        long inode = find(from);
        change(new Change.Rename(find(from.getParent()), from.name(), inode, find(to.getParent()), to.name()));
    }

    void mode(long inode, int mode) {
        change(new Change.Mode(inode, mode));
    }

    void modified(long inode, Instant time) {
        change(new Change.Time(inode, time));
    }

    void write(long inode, int offset, byte[] bytes) {
        change(new Change.Time(inode, now));
        contents.get(inode).write(offset, bytes);
    }

    void truncate(long inode, int size) {
        change(new Change.Time(inode, now));
        contents.get(inode).truncate(size);
    }

    /// @param withStatus whether what is said of the file is synced as well, as by fsync(2), or its bytes alone, as
    ///     fdatasync(2) promises
    void sync(long inode, boolean withStatus) {
        step();
        contents.get(inode).sync();
        if (!withStatus) {
            return;
        }
        if (names == Names.COME_WITH_THE_FILE) {
            commit(upToTheLastAbout(inode));
        } else if (seen.status(inode).isDirectory()) {
            commitNamesIn(inode);
        }
        synced.status(inode, seen.status(inode));
        journal.removeIf(change -> change.isAboutStatusOf(inode));
    }

    /// Brings what happened in a directory onto the disk, with all that came before, but for the names of directories
    /// in others: those are only there when their own directory was synced.
    private void commitNamesIn(long directory) {
        var first = journal.subList(0, upToTheLastAbout(directory));
        var later = first.stream()
                .filter(change -> change.isDirectoryOutside(directory))
                .toList();
        first.stream().filter(change -> !change.isDirectoryOutside(directory)).forEach(synced::apply);
        first.clear();
        journal.addAll(0, later);
    }

    private int upToTheLastAbout(long inode) {
        int count = journal.size();
        while (count > 0 && !journal.get(count - 1).concerns(inode)) {
            count--;
        }
        return count;
    }
}
