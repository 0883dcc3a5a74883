package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterLockTest {

    @TempDir
    private Path directory;

    /// Symptom: whoever owns the data directory makes root overwrite any file, and give it away.
    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "precious");
        Path lock = Files.createSymbolicLink(directory.resolve("master.lock"), other);

        assertThrows(IOException.class, () -> MasterLock.take(lock));

        assertEquals("precious", Files.readString(other));
    }

    @Test
    void theFileHoldsTheProcessId() throws IOException {
        Path file = directory.resolve("master.pid");

        try (var _ = MasterLock.take(file)) {
            assertEquals(
                    ProcessHandle.current().pid(),
                    Long.parseLong(Files.readString(file).strip()));
        }
    }
}
