package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import mta.core.log.PostfixMailLog;
import mta.service.daemon.HostKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of processes, with one that does nothing in the place of a host.
@Timeout(60)
class HostSlotTest {

    private static final Duration THROTTLE_TIME = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final BlockingQueue<Process> ended = new LinkedBlockingQueue<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private HostSlot host;

    @BeforeEach
    void prepare() throws IOException {
        Path launcher = directory.resolve("mta-host");
        Files.writeString(launcher, "#!/bin/sh\nexec sleep 1000\n");
        Files.setAttribute(launcher, "unix:mode", 0755);
        host = new HostSlot(
                HostKind.CLEANUP,
                new HostCommand(launcher, directory, directory.resolve("hosts"), Optional.empty()),
                directory,
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/master"),
                InstantSource.system(),
                (_, process) -> ended.add(process));
    }

    /// Symptom: a host leaves for want of work while a client has just come; all others wait until that one has gone,
    /// which may be hours.
    @Test
    void oneThatLeavesFinishesBesideItsSuccessor() throws Exception {
        var others = children();
        host.start(THROTTLE_TIME);
        var first = childBeside(others);
        host.left();
        assertTrue(host.isDown(), "its listeners are watched again");
        assertTrue(host.hasProcess(), "the end of the mail system waits for it");
        host.start(THROTTLE_TIME);

        first.destroyForcibly();
        host.afterEnd(ended.take(), "cleanup", THROTTLE_TIME);

        assertFalse(host.isDown(), "the successor is still there");
        host.kill();
        host.gone(ended.take());
        assertFalse(host.hasProcess());
        assertEquals(1, log.size());
        assertTrue(log.getFirst().endsWith("killed by signal 9"), log.getFirst());
    }

    @Test
    void allProcessesAreToldToStop() throws Exception {
        host.start(THROTTLE_TIME);
        host.left();
        host.start(THROTTLE_TIME);

        host.stop();
        host.gone(ended.take());
        host.gone(ended.take());

        assertFalse(host.hasProcess());
        assertTrue(host.isDown());
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    /// Those of other tests may take a moment to be gone.
    private static ProcessHandle childBeside(List<ProcessHandle> others) {
        return children().stream()
                .filter(child -> !others.contains(child))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void nothingIsLeftRunning() {
        host.kill();
    }
}
