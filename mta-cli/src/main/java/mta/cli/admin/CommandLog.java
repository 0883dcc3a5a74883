package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mta.cli.Invocation;
import mta.core.config.MainCf;
import mta.core.log.LogOutput;
import mta.core.log.SystemLog;
import mta.core.log.TerminalLog;

/// The log of a command: the mail log, and the terminal where there is one.
final class CommandLog {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private CommandLog() {}

    /// Opens it.
    ///
    /// @param tag how the command is called in the log, such as `postfix/postfix-script`
    static LogOutput open(MainCf main, Invocation invocation, String tag) {
        var terminal = new TerminalLog(invocation.err(), tag);
        if (!isTerminal()) {
            return SystemLog.ofCommand(main, terminal);
        }
        var log = SystemLog.ofCommand(main, (_, _, _) -> {});
        return (severity, name, text) -> {
            terminal.write(severity, name, text);
            log.write(severity, name, text);
        };
    }

    private static boolean isTerminal() {
        try {
            String name = Files.readSymbolicLink(STDERR).toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
