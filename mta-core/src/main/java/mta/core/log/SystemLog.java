package mta.core.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.Descriptor;
import mta.core.posix.FileName;

/// Decides where a process's log lines go, from its settings.
///
/// | settings | a command | a host |
/// |---|---|---|
/// | `maillog_file` empty | syslog | syslog |
/// | `maillog_file` set | the `postlog` socket; the file itself while the mail system is down | the open file that
/// master(8) hands it |
///
/// Where none of these takes a line, it is printed on standard error.
public final class SystemLog {

    private static final Path SYSLOG = Path.of("/dev/log");

    private SystemLog() {}

    /// The output of a command.
    ///
    /// @param fallback where lines go that nobody takes
    /// @throws ConfigException where the settings of the log cannot be used
    public static LogOutput ofCommand(MainCf main, LogOutput fallback) {
        var clock = InstantSource.system();
        long pid = ProcessHandle.current().pid();
        Optional<MaillogFile> file = MaillogFile.of(main);
        if (file.isEmpty()) {
            return DatagramLog.syslog(SYSLOG, facility(main), pid, clock, fallback);
        }
        String host = host(main);
        Path socket = FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY))
                .resolve("public")
                .resolve("postlog");
        return DatagramLog.postlog(socket, host, pid, clock, (severity, tag, text) -> {
            try (Descriptor open = file.get().open()) {
                new FileLog(open, host, pid, clock, fallback).write(severity, tag, text);
            } catch (IOException e) {
                fallback.write(severity, tag, text);
            }
        });
    }

    /// The output of a host or of master(8).
    ///
    /// @param file the open `maillog_file`, where the settings name one; belongs to the output from now on
    /// @throws ConfigException where the settings of the log cannot be used
    public static LogOutput ofDaemon(MainCf main, Optional<Descriptor> file, PrintStream terminal, String program) {
        long pid = ProcessHandle.current().pid();
        var clock = InstantSource.system();
        var fallback = new TerminalLog(terminal, program);
        return file.isPresent()
                ? new FileLog(file.get(), host(main), pid, clock, fallback)
                : DatagramLog.syslog(SYSLOG, facility(main), pid, clock, fallback);
    }

    /// The name of this machine in log lines: the first word of `myhostname`.
    static String host(MainCf main) {
        return main.get(CoreParameters.MYHOSTNAME).split("\\.", 2)[0];
    }

    /// The number of a syslog facility (RFC 5424 section 6.2.1), by the names of syslog.conf(5).
    ///
    /// @throws ConfigException in Postfix's words where there is no such facility
    public static int facility(MainCf main) {
        String name = main.get(CoreParameters.SYSLOG_FACILITY).toLowerCase(Locale.ROOT);
        if (name.matches("local[0-7]")) {
            return 16 + (name.charAt(5) - '0');
        }
        return switch (name) {
            case "user" -> 1;
            case "mail" -> 2;
            case "daemon" -> 3;
            case "auth" -> 4;
            case "syslog" -> 5;
            case "lpr" -> 6;
            case "news" -> 7;
            case "uucp" -> 8;
            case "cron" -> 9;
            case "authpriv" -> 10;
            case "ftp" -> 11;
            default ->
                throw new ConfigException(
                        "file " + FileName.bytes(main.directory().resolve("main.cf"))
                                + ": parameter syslog_facility: unrecognized value: "
                                + main.get(CoreParameters.SYSLOG_FACILITY));
        };
    }
}
