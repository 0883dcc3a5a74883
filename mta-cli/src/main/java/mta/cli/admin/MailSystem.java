package mta.cli.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import mta.cli.ExitStatus;
import mta.core.config.MainCf;
import mta.core.log.MailLog;
import mta.core.posix.Errno;
import mta.core.posix.FileName;
import mta.core.posix.PosixException;
import mta.core.posix.Processes;
import mta.core.posix.Signals;
import mta.core.posix.Signals.Signal;
import mta.service.daemon.MasterLock;

/// The running mail system, seen from outside: started by a launcher, known by a lock, told what to do by signals.
final class MailSystem {

    private static final int STOP_TRIES = 5;
    private static final Duration STOP_PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final MainCf main;
    private final MailLog log;
    private final Map<String, String> environment;

    MailSystem(MainCf main, MailLog log, Map<String, String> environment) {
        this.main = main;
        this.log = log;
        this.environment = environment;
    }

    /// The process id of master(8); none where the mail system is down.
    OptionalLong pid() throws IOException {
        return MasterLock.running(main);
    }

    int status() throws IOException {
        var pid = pid();
        if (pid.isEmpty()) {
            log.info("the Postfix mail system is not running");
            return ExitStatus.FATAL;
        }
        log.info("the Postfix mail system is running: PID: " + pid.getAsLong());
        return ExitStatus.OK;
    }

    /// Starts it, and comes back when its listeners are open.
    int start() throws IOException {
        log.info("starting the Postfix mail system");
        var process = new ProcessBuilder(
                        "setsid",
                        launcher(),
                        "master",
                        "-w",
                        "-c",
                        main.directory().toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answer = process.inputReader(StandardCharsets.US_ASCII)) {
            if ("ready".equals(answer.readLine())) {
                return ExitStatus.OK;
            }
        }
        log.fatal("mail system startup failed");
        return ExitStatus.FATAL;
    }

    /// Starts it, and comes back when it has ended.
    int startInForeground() throws IOException {
        log.info("starting the Postfix mail system");
        var process = new ProcessBuilder(
                        launcher(), "master", "-s", "-c", main.directory().toString())
                .inheritIO()
                .start();
        for (Signal signal : List.of(Signal.TERM, Signal.INT, Signal.HUP)) {
            Signals.handle(signal, () -> pass(signal, process.pid()));
        }
        return await(process);
    }

    private void pass(Signal signal, long pid) {
        try {
            Processes.kill(pid, signal);
        } catch (IOException e) {
            log.warning("cannot pass on signal " + signal + ": " + e.getMessage());
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private String launcher() throws IOException {
        return home().resolve("libexec/mta-host").toString();
    }

    private Path home() throws IOException {
        String home = environment.get("MTA_HOME");
        if (home == null) {
            throw new IOException("MTA_HOME is not set; this command is started by libexec/mta-command");
        }
        return FileName.of(home);
    }

    int stop() throws IOException {
        var pid = pid();
        if (pid.isEmpty()) {
            return notRunning();
        }
        log.info("stopping the Postfix mail system");
        Processes.kill(pid.getAsLong(), Signal.TERM);
        for (int i = 0; i < STOP_TRIES; i++) {
            if (isDownWithin(STOP_PAUSE)) {
                return ExitStatus.OK;
            }
            log.info("waiting for the Postfix mail system to terminate");
        }
        log.warning("stopping the Postfix mail system with force");
        endByForce(pid.getAsLong());
        return isDownWithin(STOP_PAUSE) ? ExitStatus.OK : ExitStatus.FATAL;
    }

    /// Ends master and all that it has started. Its process group is there for a host that it starts while we look.
    private static void endByForce(long pid) throws IOException {
        var started = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        started.forEach(ProcessHandle::destroyForcibly);
        try {
            Processes.kill(-pid, Signal.KILL);
        } catch (PosixException e) {
            // In the foreground it leads no group.
            if (!e.errno().equals(Errno.ESRCH)) {
                throw e;
            }
        }
    }

    private boolean isDownWithin(Duration patience) throws IOException {
        for (long tries = patience.dividedBy(LOOK); tries > 0; tries--) {
            if (pid().isEmpty()) {
                return true;
            }
            pause(LOOK);
        }
        return false;
    }

    static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Ends it at once: the second of two signals does not wait for sessions.
    int abort() throws IOException {
        var pid = pid();
        if (pid.isEmpty()) {
            return notRunning();
        }
        log.info("aborting the Postfix mail system");
        Processes.kill(pid.getAsLong(), Signal.TERM);
        Processes.kill(pid.getAsLong(), Signal.INT);
        return ExitStatus.OK;
    }

    /// Makes it read its configuration anew. Queue files are put where they belong before that, as far as the queue
    /// manager is to find them at once, and the others behind our back.
    ///
    /// @param repair runs postsuper(1) over one queue
    int reload(Repair repair) throws IOException {
        var pid = pid();
        if (pid.isEmpty()) {
            return notRunning();
        }
        log.info("refreshing the Postfix mail system");
        if (repair.run("active") != ExitStatus.OK) {
            return ExitStatus.FATAL;
        }
        Processes.kill(pid.getAsLong(), Signal.HUP);
        new ProcessBuilder(
                        home().resolve("bin/postsuper").toString(),
                        "-c",
                        main.directory().toAbsolutePath().toString())
                .inheritIO()
                .start();
        return ExitStatus.OK;
    }

    /// Runs postsuper(1) with queues as its arguments.
    @FunctionalInterface
    interface Repair {
        int run(String... queues);
    }

    private int notRunning() {
        log.fatal("the Postfix mail system is not running");
        return ExitStatus.FATAL;
    }
}
