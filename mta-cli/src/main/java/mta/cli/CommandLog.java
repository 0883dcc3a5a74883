package mta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.LogOutput;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.log.SystemLog;
import mta.core.log.TerminalLog;

/// What a command has to say to the operator in front of it and to the one who reads the mail log: both get it.
///
/// @param call whose standard error is written to
/// @param log the mail log under the command's name
public record CommandLog(Invocation call, MailLog log) {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /// Opens the log of a command that scripts call, too: the mail log, and the terminal where there is one.
    ///
    /// @param tag how the command is called in the log, such as `postfix/postfix-script`
    public static LogOutput withTerminal(MainCf main, Invocation call, String tag) {
        var terminal = new TerminalLog(call.err(), tag);
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

    /// Opens the mail log under the command's name, such as `postfix/postsuper`.
    public static CommandLog of(Invocation call, MainCf main) {
        // Nobody to log to is no trouble: the same text goes to standard error.
        var output = SystemLog.ofCommand(main, (_, _, _) -> {});
        return new CommandLog(
                call, new PostfixMailLog(output, main.get(CoreParameters.SYSLOG_NAME) + "/" + call.name()));
    }

    /// An event in the normal course of things.
    public void info(String text) {
        call.info(text);
        log.info(text);
    }

    /// Works, but look.
    public void warning(String text) {
        call.warning(text);
        log.warning(text);
    }
}
