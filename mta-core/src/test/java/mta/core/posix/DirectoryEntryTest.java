package mta.core.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryEntryTest {

    @TempDir
    Path directory;

    @Test
    void saysWhatJavaSays() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Files.setAttribute(file, "unix:mode", 0640);
        Files.setLastModifiedTime(file, FileTime.fromMillis(-1_000_000L));
        Files.createDirectory(directory.resolve("folder"));
        Files.createSymbolicLink(directory.resolve("link"), file);
        Files.createSymbolicLink(directory.resolve("gone"), directory.resolve("none"));

        var entries = DirectoryEntry.list(directory);

        assertEquals(4, entries.size());
        for (var entry : entries) {
            var found = Files.readAttributes(
                    directory.resolve(entry.name()), "unix:mode,uid,ino,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            assertEquals(found.get("mode"), entry.mode(), entry.name());
            assertEquals(found.get("uid"), entry.owner(), entry.name());
            assertEquals(found.get("ino"), entry.inode(), entry.name());
            assertEquals(
                    ((FileTime) found.get("lastModifiedTime")).toInstant().getEpochSecond(),
                    entry.modified(),
                    entry.name());
            assertEquals(entry.name().equals("folder"), entry.isDirectory());
            assertEquals(entry.name().equals("file"), entry.isFile());
        }
    }

    @Test
    void aNameThatIsNotThereIsAnAnswerAndWhatCannotBeToldIsAnError() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));

        assertTrue(DirectoryEntry.exists(file));
        assertTrue(DirectoryEntry.exists(directory));
        assertTrue(DirectoryEntry.exists(loop));
        assertFalse(DirectoryEntry.exists(directory.resolve("other")));
        assertFalse(DirectoryEntry.exists(file.resolve("below")));
        assertThrows(FileSystemException.class, () -> DirectoryEntry.exists(loop.resolve("below")));
    }

    @Test
    void readsAllOfALargeDirectory() throws IOException {
        var names = new TreeSet<String>();
        for (int i = 0; i < 3000; i++) {
            String name = "x".repeat(i % 200) + i;
            Files.createFile(directory.resolve(name));
            names.add(name);
        }

        assertEquals(
                names,
                DirectoryEntry.list(directory).stream()
                        .map(DirectoryEntry::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /// Symptom: such a file was looked for by another name, and passed over as one that has gone meanwhile.
    @Test
    void namesThatAreNoTextAreMarked() throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "touch \"$(printf 'a\\377')\" \"$(printf 'b\\357\\277\\275')\" c")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertEquals(0, shell.waitFor());

        assertEquals(
                Map.of("a\ufffd", false, "b\ufffd", true, "c", true),
                DirectoryEntry.list(directory).stream()
                        .collect(Collectors.toMap(DirectoryEntry::name, DirectoryEntry::isUtf8)));
    }

    @Test
    void failsAsJavaFails() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThrows(NoSuchFileException.class, () -> DirectoryEntry.list(directory.resolve("none")));
        assertThrows(NotDirectoryException.class, () -> DirectoryEntry.list(file));
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertTrue(DirectoryEntry.list(empty).isEmpty());
        assertFalse(DirectoryEntry.list(directory).isEmpty());
    }
}
