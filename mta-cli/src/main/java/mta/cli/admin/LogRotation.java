package mta.cli.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import mta.cli.ExitStatus;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.posix.FileName;
import mta.core.posix.Processes;
import mta.core.posix.Signals.Signal;

/// `postfix logrotate`: renames `maillog_file`, has master(8) open a new one, and compresses the old.
final class LogRotation {

    /// How long processes may go on writing into the renamed file before it is compressed; Postfix's own second.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    private final MainCf main;
    private final MailLog log;
    private final MailSystem system;

    LogRotation(MainCf main, MailLog log, MailSystem system) {
        this.main = main;
        this.log = log;
        this.system = system;
    }

    int run() {
        String file = main.get(CoreParameters.MAILLOG_FILE);
        for (Parameter<String> needed : List.of(
                CoreParameters.MAILLOG_FILE,
                CoreParameters.MAILLOG_FILE_COMPRESSOR,
                CoreParameters.MAILLOG_FILE_ROTATE_SUFFIX)) {
            if (main.get(needed).isEmpty()) {
                log.fatal("empty '" + needed.name() + "' parameter value - logfile rotation failed");
                return ExitStatus.FATAL;
            }
        }
        if (file.startsWith("/dev/")) {
            log.fatal("not rotating '" + file + "'");
            return ExitStatus.FATAL;
        }
        try {
            rotate(FileName.of(file));
            return ExitStatus.OK;
        } catch (IOException e) {
            log.fatal("logfile '" + file + "' rotation failed: " + ErrorText.of(e));
            return ExitStatus.FATAL;
        }
    }

    private void rotate(Path file) throws IOException {
        String suffix = output("date", FileName.text("+" + main.get(CoreParameters.MAILLOG_FILE_ROTATE_SUFFIX)));
        Path old = file.resolveSibling(file.getFileName() + "." + suffix);
        Files.move(file, old);
        OptionalLong pid = system.pid();
        if (pid.isPresent()) {
            Processes.kill(pid.getAsLong(), Signal.HUP);
        }
        MailSystem.pause(SETTLE);
        output(FileName.text(main.get(CoreParameters.MAILLOG_FILE_COMPRESSOR)), old.toString());
    }

    private static Process start(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(FileName.bytes(command[0]) + ": cannot be started", e);
        }
    }

    /// Runs a program and gives back what it printed.
    private static String output(String... command) throws IOException {
        var process = start(command);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(FileName.bytes(command[0] + ": " + printed));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return printed;
    }
}
