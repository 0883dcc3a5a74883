package mta.cleanup.pickup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mta.core.posix.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClaimTest {

    @Test
    void aFileHasOneClaimAtATime(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        try (var _ = FileClaim.take(file).orElseThrow()) {
            assertTrue(FileClaim.take(file).isEmpty());
        }

        FileClaim.take(file).orElseThrow().close();
        Files.delete(file);
        assertTrue(FileClaim.take(file).isEmpty());
    }

    /// Symptom: on NFS, which locks only what is open for writing, no mail is picked up.
    @Test
    void aFileSystemWithoutLocksKeepsNoMail() {
        assertTrue(FileClaim.isWithoutLocks(Errno.EBADF));
        assertTrue(FileClaim.isWithoutLocks(Errno.ENOLCK));
        assertFalse(FileClaim.isWithoutLocks(Errno.EACCES));
    }
}
