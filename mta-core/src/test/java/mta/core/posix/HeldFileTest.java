package mta.core.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {

    @TempDir
    private Path folder;

    private Path precious;

    @BeforeEach
    void writeFile() throws IOException {
        precious = Files.writeString(folder.resolve("precious"), "x");
        Files.setAttribute(precious, "unix:mode", 0600);
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & 07777;
    }

    /// A directory where anybody may put anything.
    private Path everybodys() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("everybody"));
        Files.setAttribute(directory, "unix:mode", 0777);
        return directory;
    }

    @Test
    void whatIsChangedIsTheFileThatWasLookedAt() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "y");
        try (var file = HeldFile.of(path)) {
            Files.delete(path);
            Files.createSymbolicLink(path, precious);

            file.setPermissions(0644);
        }

        assertEquals(0600, mode(precious));
    }

    @Test
    void aLinkThatAnybodyMayHaveMadeIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(everybodys().resolve("link"), precious);

        try (var file = HeldFile.of(link)) {
            assertEquals(Optional.of("it is a symbolic link"), file.doubt());
            assertFalse(file.isDirectory());
        }
    }

    @Test
    void aLinkToADirectoryIsNoDirectory() throws IOException {
        Path link = Files.createSymbolicLink(everybodys().resolve("link"), folder);

        try (var file = HeldFile.of(link)) {
            assertFalse(file.isDirectory());
        }
    }

    /// A queue may be elsewhere, as the administrator has it.
    @Test
    void aLinkOfTheAdministratorIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);

        try (var file = HeldFile.of(link)) {
            assertEquals(Optional.empty(), file.doubt());
            file.setPermissions(0640);
        }

        assertEquals(0640, mode(precious));
    }

    /// Symptom: where the administrator's link leads to a directory of others, these lead root to any file.
    @Test
    void noLinkOfOthersIsFollowedBehindOneOfTheAdministrator() throws IOException {
        Path others = Files.createSymbolicLink(everybodys().resolve("link"), precious);
        Path link = Files.createSymbolicLink(folder.resolve("link"), others);

        try (var file = HeldFile.of(link)) {
            assertEquals(Optional.of("it is a symbolic link"), file.doubt());
        }
    }

    @Test
    void linksThatLeadToEachOtherLeadNowhere() throws IOException {
        Files.createSymbolicLink(folder.resolve("one"), Path.of("other"));
        Path other = Files.createSymbolicLink(folder.resolve("other"), Path.of("one"));

        assertThrows(FileSystemLoopException.class, () -> HeldFile.of(other));
    }

    @Test
    void aLinkOfAnotherUserIsNotFollowed() throws IOException {
        assumeTrue(Processes.effectiveUser() == 0, "only root gives files away");
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        Files.setAttribute(link, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);

        try (var file = HeldFile.of(link)) {
            assertTrue(file.doubt().isPresent());
        }
    }

    @Test
    void oneOfSeveralHardLinksIsDoubtful() throws IOException {
        Path link = Files.createLink(folder.resolve("link"), precious);

        try (var file = HeldFile.of(link)) {
            assertEquals(Optional.of("it has 2 hard links"), file.doubt());
        }
    }

    @Test
    void noLinkIsFollowedInsideADirectory() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), precious);
        try (var directory = HeldFile.of(folder);
                var link = directory.inside("link");
                var file = directory.inside("precious")) {
            assertTrue(link.doubt().isPresent());
            assertEquals(folder.resolve("link"), link.name());
            file.setPermissions(0700);
        }

        assertEquals(0700, mode(precious));
    }

    /// Symptom: a directory that is exchanged for a link while root walks through it leads root to other files.
    @Test
    void whatIsInsideIsInsideTheDirectoryThatWasLookedAt() throws IOException {
        Path path = Files.createDirectory(folder.resolve("directory"));
        Files.createFile(path.resolve("file"));
        try (var directory = HeldFile.of(path)) {
            Files.move(path, folder.resolve("moved"));
            Files.createSymbolicLink(path, folder);

            assertEquals(1, directory.entries().size());
            directory.inside("file").close();
            assertThrows(NoSuchFileException.class, () -> directory.inside("precious"));
        }
    }

    @Test
    void whatCannotBeChangedIsSaidByItsName() throws IOException {
        assumeTrue(Processes.effectiveUser() != 0, "root may change anything");
        try (var file = HeldFile.of(Path.of("/"))) {
            var failure = assertThrows(java.nio.file.FileSystemException.class, () -> file.setOwner(0));

            assertEquals("/", failure.getFile());
        }
    }
}
