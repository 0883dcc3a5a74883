package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.posix.DirectoryEntry;

/// A file as find(1) sees it, of which the system is asked only once: a queue may have hundreds of thousands of them,
/// all of which are looked at before each start.
///
/// @param directory where it is; the whole path where the name is empty
/// @param name in that directory
/// @param mode its type and permissions; links are not followed
/// @param owner whom it belongs to
record TreeEntry(Path directory, String name, int mode, int owner) {

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;

    /// What is done with each.
    @FunctionalInterface
    interface Visitor {
        void visit(TreeEntry entry) throws IOException;
    }

    /// Looks at a file; nothing where it is gone, as files of a running mail system come and go.
    static Optional<TreeEntry> of(Path path) throws IOException {
        try {
            Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new TreeEntry(path, "", (int) found.get("mode"), (int) found.get("uid")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Looks at a directory, where there is one, and at everything below it.
    ///
    /// @param warnings where directories are told that nobody can look into
    static void walk(Path top, Consumer<String> warnings, Visitor visitor) throws IOException {
        var entry = of(top);
        if (entry.isPresent()) {
            visitor.visit(entry.get());
            if (entry.get().isDirectory()) {
                walkBelow(top, warnings, visitor);
            }
        }
    }

    private static void walkBelow(Path directory, Consumer<String> warnings, Visitor visitor) throws IOException {
        List<DirectoryEntry> entries;
        try {
            entries = DirectoryEntry.list(directory);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // It was removed meanwhile.
            return;
        }
        for (var entry : entries) {
            visitor.visit(new TreeEntry(directory, entry.name(), entry.mode(), entry.owner()));
            if (entry.isDirectory() && !entry.isUtf8()) {
                warnings.accept("not looked into, as its name is not UTF-8: " + directory + "/" + entry.name()
                        + ", inode " + entry.inode());
            } else if (entry.isDirectory()) {
                walkBelow(directory.resolve(entry.name()), warnings, visitor);
            }
        }
    }

    /// Where it is. Made only when it is asked for, as most entries are as they should be.
    Path path() {
        return name.isEmpty() ? directory : directory.resolve(name);
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    boolean isFile() {
        return (mode & TYPE) == REGULAR;
    }
}
