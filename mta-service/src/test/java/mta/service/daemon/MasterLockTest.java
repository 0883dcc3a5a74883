package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import mta.core.config.MainCf;
import mta.core.posix.Accounts;
import mta.core.posix.Descriptor;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MasterLockTest {

    private static final Duration PATIENCE = Duration.ofDays(1);

    @TempDir
    private Path directory;

    /// Symptom: whoever owns the data directory makes root overwrite any file, and give it away.
    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "precious");
        Path lock = Files.createSymbolicLink(directory.resolve("master.lock"), other);

        assertThrows(IOException.class, () -> MasterLock.take(lock, Duration.ZERO));

        assertEquals("precious", Files.readString(other));
    }

    @Test
    void aFileThatHasAnotherNameIsNotOverwritten() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "precious");
        Path lock = Files.createLink(directory.resolve("master.lock"), other);

        assertThrows(IOException.class, () -> MasterLock.take(lock, Duration.ZERO));

        assertEquals("precious", Files.readString(other));
    }

    /// Symptom: whoever owns the data directory has root make a file where he may not.
    @Test
    void noFileIsMadeAtTheEndOfALink() throws IOException {
        Path other = directory.resolve("other");
        Path lock = Files.createSymbolicLink(directory.resolve("master.lock"), other);

        assertThrows(IOException.class, () -> MasterLock.take(lock, Duration.ZERO));

        assertFalse(Files.exists(other));
    }

    @Test
    void theFileHoldsTheProcessId() throws Exception {
        Path file = directory.resolve("master.pid");

        try (var _ = MasterLock.take(file, Duration.ZERO)) {
            assertEquals(
                    ProcessHandle.current().pid(),
                    Long.parseLong(Files.readString(file).strip()));
        }
    }

    /// Symptom: `postfix status` at the wrong moment makes `postfix start` fail.
    @Test
    void aStartWaitsForWhoeverIsJustLooking() throws Exception {
        Path file = directory.resolve("master.pid");
        var looking = Descriptor.readWrite(file, 0644);
        looking.tryLockShared();

        var starting = new FutureTask<>(() -> MasterLock.take(file, PATIENCE));
        var thread = Thread.ofPlatform().start(starting);
        awaitPause(thread);
        looking.close();

        starting.get().close();
    }

    private static void awaitPause(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    /// Symptom: of two that look at once, one believes that the mail system runs.
    @Test
    void whoeverIsJustLookingIsNoMailSystem() throws IOException {
        Path pid = Files.createDirectories(directory.resolve("queue/pid")).resolve("master.pid");
        Files.writeString(pid, "4711\n");
        Files.writeString(directory.resolve("main.cf"), "queue_directory = " + directory.resolve("queue") + "\n");

        try (var looking = Descriptor.readWrite(pid, 0644)) {
            assertTrue(looking.tryLockShared());

            assertTrue(MasterLock.running(MainCf.read(directory)).isEmpty());
        }
    }

    /// Symptom: `postqueue` of an ordinary user takes the mail system for running after it was killed.
    @Test
    void ordinaryUsersCanAskToo() throws Exception {
        assumeTrue(Processes.effectiveUser() == 0, "only root can ask as somebody else");
        Path pid = Files.createDirectories(directory.resolve("queue/pid")).resolve("master.pid");
        Files.writeString(pid, "4711\n");
        Files.writeString(directory.resolve("main.cf"), "queue_directory = " + directory.resolve("queue") + "\n");
        var main = MainCf.read(directory);
        Files.setAttribute(directory, "unix:mode", 0755);
        var asked = new FutureTask<>(
                () -> Rights.as(Accounts.user("nobody").orElseThrow(), () -> MasterLock.running(main)));

        Thread.ofPlatform().start(asked);

        assertTrue(asked.get().isEmpty());
    }

    @Test
    void aMailSystemThatRunsIsNotWaitedForForEver() throws Exception {
        Path file = directory.resolve("master.pid");
        try (var _ = MasterLock.take(file, Duration.ZERO)) {
            var refusal = assertThrows(IOException.class, () -> MasterLock.take(file, Duration.ofMillis(1)));

            assertEquals(
                    "open lock file " + file + ": unable to set exclusive lock: Resource temporarily unavailable",
                    refusal.getMessage());
        }
    }

    /// Symptom: a data directory that cannot be used is reported after twenty seconds.
    @Test
    void aFileThatCannotBeLockedAtAllIsReportedAtOnce() {
        assertThrows(IOException.class, () -> MasterLock.take(directory.resolve("missing/master.lock"), PATIENCE));
    }
}
