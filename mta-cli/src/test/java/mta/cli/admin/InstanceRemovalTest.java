package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.log.PostfixMailLog;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import mta.core.posix.User;
import mta.service.daemon.QueueDirectories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceRemovalTest {

    @TempDir
    private Path directory;

    private final List<String> logged = new ArrayList<>();
    private Path queue;
    private InstanceRemoval removal;

    @BeforeEach
    void makeInstance() throws IOException {
        queue = directory.resolve("queue");
        for (String name : QueueDirectories.names()) {
            Files.createDirectories(queue.resolve(name));
        }
        Files.createDirectory(directory.resolve("data"));
        Files.createDirectory(directory.resolve("conf"));
        removal = new InstanceRemoval(
                new Instance(
                        directory.resolve("conf").toString(),
                        queue.toString(),
                        directory.resolve("data").toString(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false),
                new PostfixMailLog((_, _, text) -> logged.add(text), "test"));
    }

    @Test
    void mailIsFoundInHashedDirectories() throws IOException {
        Files.createFile(Files.createDirectories(queue.resolve("deferred/A/B")).resolve("AB12345"));

        assertEquals(Optional.of(queue.resolve("deferred")), removal.placeWithMail());
    }

    @Test
    void directoriesAndLinksAreNoMail() throws IOException {
        Files.createDirectories(queue.resolve("deferred/A/B"));
        Files.createSymbolicLink(queue.resolve("active/link"), queue);

        assertEquals(Optional.empty(), removal.placeWithMail());
    }

    /// Symptom: a stack trace instead of a message.
    @Test
    void whoMayNotLookGetsAnErrorWithTheName() throws Exception {
        Path closed = Files.createDirectories(queue.resolve("deferred/A"));
        Files.setAttribute(closed, "unix:mode", 0);

        var failure = assertThrows(AccessDeniedException.class, () -> asOrdinaryUser(removal::placeWithMail));

        assertEquals(closed.toString(), failure.getFile());
        Files.setAttribute(closed, "unix:mode", 0700);
    }

    private void asOrdinaryUser(Rights.Work<?> work) throws IOException {
        if (Processes.effectiveUser() == 0) {
            Files.setAttribute(directory, "unix:mode", 0755);
            Rights.as(new User("", 65534, 65534, "", directory, ""), work);
        } else {
            work.run();
        }
    }

    @Test
    void nothingIsLeftOfAnEmptyInstance() throws IOException {
        removal.run();

        assertEquals(List.of(), logged);
        assertFalse(Files.exists(queue));
    }
}
