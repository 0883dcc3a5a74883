package mta.cli.admin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A file as find(1) sees it, of which the system is asked only once: a queue may have hundreds of thousands of them,
/// all of which are looked at before each start.
///
/// @param path where it is
/// @param mode its type and permissions; links are not followed
/// @param owner whom it belongs to
record TreeEntry(Path path, int mode, int owner) {

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
            return Optional.of(new TreeEntry(path, (int) found.get("mode"), (int) found.get("uid")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Looks at a directory, where there is one, and at everything below it.
    static void walk(Path top, Visitor visitor) throws IOException {
        var entry = of(top);
        if (entry.isEmpty()) {
            return;
        }
        visitor.visit(entry.get());
        if (!entry.get().isDirectory()) {
            return;
        }
        try (var entries = Files.newDirectoryStream(top)) {
            for (Path path : entries) {
                walk(path, visitor);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // It was removed meanwhile.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    boolean isFile() {
        return (mode & TYPE) == REGULAR;
    }
}
