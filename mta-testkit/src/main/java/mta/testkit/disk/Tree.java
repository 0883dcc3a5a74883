package mta.testkit.disk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Names and what is said of files: as programs see it, or as it would be found after a power failure.
final class Tree {

    static final long ROOT = 2;

    /// What is said of a file or directory.
    record Status(boolean isDirectory, int mode, Instant modified) {}

    private final Map<Long, TreeMap<String, Long>> directories = new HashMap<>();
    private final Map<Long, Status> status = new HashMap<>();

    Tree() {
        directories.put(ROOT, new TreeMap<>());
        status.put(ROOT, new Status(true, 0700, Instant.EPOCH));
    }

    Tree(Tree other) {
        other.directories.forEach((inode, names) -> directories.put(inode, new TreeMap<>(names)));
        status.putAll(other.status);
    }

    Map<String, Long> names(long directory) {
        return directories.get(directory);
    }

    Status status(long inode) {
        return status.get(inode);
    }

    void status(long inode, Status said) {
        status.put(inode, said);
    }

    void apply(Change change) {
        switch (change) {
            case Change.Create(var directory, var name, var inode, var isDirectory, var mode, var modified) -> {
                inside(directory).put(name, inode);
                // What was synced before the name was is not forgotten.
                status.putIfAbsent(inode, new Status(isDirectory, mode, modified));
                if (isDirectory) {
                    inside(inode);
                }
            }
            case Change.Remove(var directory, var name, var inode) -> {
                inside(directory).remove(name);
                directories.remove(inode);
            }
            case Change.Rename(var from, var name, var inode, var to, var newName) -> {
                inside(from).remove(name);
                inside(to).put(newName, inode);
            }
            case Change.Mode(var inode, var mode) ->
                status.computeIfPresent(inode, (_, old) -> new Status(old.isDirectory, mode, old.modified));
            case Change.Time(var inode, var modified) ->
                status.computeIfPresent(inode, (_, old) -> new Status(old.isDirectory, old.mode, modified));
        }
    }

    /// The names in a directory, which may be on the disk before its own name is.
    private Map<String, Long> inside(long directory) {
        return directories.computeIfAbsent(directory, _ -> new TreeMap<>());
    }
}
