package mta.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As real postqueue(1) and others, which are set-gid, refuse a directory to somebody who is not root.
class ListedInstancesTest {

    private static final int SOMEBODY = 12_345_678;
    private static final int STATUS = 69;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        for (String name : List.of("postfix", "listed", "alternate", "other")) {
            Files.createDirectory(directory.resolve(name));
        }
        Files.writeString(directory.resolve("other/main.cf"), "");
        primary("multi_instance_directories = DIR/more, DIR/listed\nalternate_config_directories = DIR/alternate\n");
    }

    private void primary(String text) throws IOException {
        Files.writeString(directory.resolve("postfix/main.cf"), text.replace("DIR", directory.toString()));
    }

    private void check(String name, int caller) throws CommandFailed {
        var call = new Invocation(
                "postqueue",
                List.of(),
                InputStream.nullInputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        new ListedInstances(directory.resolve("postfix"), caller).check(call, directory.resolve(name), STATUS);
    }

    @Test
    void whatIsListedMayBeNamedAndTheUsualOne() {
        for (String name : List.of("postfix", "listed", "alternate")) {
            assertDoesNotThrow(() -> check(name, SOMEBODY), name);
        }
    }

    @Test
    void anotherOneIsRefusedInPostfixsWords() {
        var refused = assertThrows(CommandFailed.class, () -> check("other", SOMEBODY));

        String other = directory.resolve("other").toString();
        assertEquals(STATUS, refused.status());
        assertEquals(
                "specify \"alternate_config_directories = " + other + "\" or \"multi_instance_directories = " + other
                        + "\" in " + directory + "/postfix/main.cf",
                refused.getMessage());
        assertEquals(
                "postqueue: error: unauthorized configuration directory name: " + other + "\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void rootMayNameAny() {
        assertDoesNotThrow(() -> check("other", 0));
    }

    @Test
    void whoeverRunsAMailSystemOfHisOwnMayNameIt() throws IOException {
        int owner = (int) Files.getAttribute(directory.resolve("other/main.cf"), "unix:uid");

        assertDoesNotThrow(() -> check("other", owner));
    }

    @Test
    void withoutAPrimaryInstanceThereIsNoList() throws IOException {
        Files.delete(directory.resolve("postfix/main.cf"));

        assertDoesNotThrow(() -> check("other", SOMEBODY));
    }

    @Test
    void aListThatCannotBeReadRefuses() throws IOException {
        primary("nonsense\n");

        assertThrows(CommandFailed.class, () -> check("other", SOMEBODY));
    }
}
