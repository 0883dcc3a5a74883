package mta.testkit.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The processes of one mail system, known by the configuration directory in their environment.
///
/// Neither a parent nor a process group tells them: a master leaves whoever started it, hosts outlive a master that was
/// killed, and Postfix's commands go on behind the back of who called them. All of them hand `MAIL_CONFIG` on.
public final class Leftovers {

    /// How long processes may take to end after master has.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final String mark;
    private final Duration patience;

    public Leftovers(Path configuration) {
        this(configuration, PATIENCE);
    }

    Leftovers(Path configuration, Duration patience) {
        this.patience = patience;
        this.mark = asBytes("\0MAIL_CONFIG=" + configuration + "\0");
    }

    /// Whether there are no processes of it now.
    public boolean areNone() {
        return now().isEmpty();
    }

    /// Makes sure that all have ended.
    ///
    /// @param stopped what ended them, for the message
    /// @throws IllegalStateException if one still runs after a while; it is ended by force
    public void mustBeNone(String stopped) throws IOException {
        var found = now();
        for (long tries = patience.dividedBy(LOOK); tries > 0 && !found.isEmpty(); tries--) {
            pause();
            found = now();
        }
        if (!found.isEmpty()) {
            var described = found.stream().map(Leftovers::describe).toList();
            found.forEach(ProcessHandle::destroyForcibly);
            throw new IllegalStateException("still running after " + stopped + ": " + described);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private List<ProcessHandle> now() {
        return ProcessHandle.allProcesses().filter(this::isMarked).toList();
    }

    /// Processes of others cannot be read, and those that have ended have no environment.
    private boolean isMarked(ProcessHandle process) {
        try {
            return ("\0" + proc(process, "environ")).contains(mark);
        } catch (IOException e) {
            return false;
        }
    }

    /// Such as `4711 mta-qmgr`.
    private static String describe(ProcessHandle process) {
        try {
            return process.pid() + " " + proc(process, "comm").strip();
        } catch (IOException e) {
            return process.pid() + " which has just ended";
        }
    }

    /// One character for each byte, as what the kernel shows is read.
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String proc(ProcessHandle process, String file) throws IOException {
        return new String(
                Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file)), StandardCharsets.ISO_8859_1);
    }
}
