package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeEntryTest {

    @TempDir
    private Path top;

    /// Symptom: all below was left unchecked, as if the directory had gone meanwhile.
    @Test
    void aDirectoryWhoseNameIsNoTextIsWarnedAbout() throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "d=$(printf 'a\\377'); mkdir \"$d\"; touch \"$d/file\"")
                .directory(top.toFile())
                .inheritIO()
                .start();
        assertEquals(0, shell.waitFor());
        Files.createDirectory(top.resolve("b"));
        Files.createFile(top.resolve("b/file"));
        List<String> warnings = new ArrayList<>();
        List<String> seen = new ArrayList<>();

        TreeEntry.walk(top, warnings::add, entry -> seen.add(entry.name()));

        assertEquals(List.of("", "a\ufffd", "b", "file"), seen.stream().sorted().toList());
        assertEquals(
                List.of("not looked into, as its name is not UTF-8: " + top + "/a\ufffd, inode "),
                warnings.stream().map(text -> text.replaceFirst("[0-9]+$", "")).toList());
    }
}
