package mta.cli;

import java.util.Optional;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.log.LogOutput;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.log.SystemLog;
import mta.core.log.TerminalLog;

/// What a command has to say to the operator in front of it and to the one who reads the mail log: both get it.
///
/// The mail log is opened only when something is said: most calls say nothing, and would only start later.
public final class CommandLog {

    private final Invocation call;
    private final MainCf main;
    private Optional<MailLog> log = Optional.empty();

    private CommandLog(Invocation call, MainCf main) {
        this.call = call;
        this.main = main;
    }

    /// Opens the log of a command whose every line is for the mail log: standard error gets each, too, whether or not
    /// that is a terminal, so that scripts can read the answer.
    ///
    /// @param tag how the command is called in the log, such as `postfix/postfix-script`
    public static LogOutput withStandardError(MainCf main, Invocation call, String tag) {
        var terminal = new TerminalLog(call.err(), tag);
        // Nobody to log to is no trouble: the same text goes to standard error.
        var log = SystemLog.ofCommand(main, (_, _, _) -> {});
        return (severity, name, text) -> {
            terminal.write(severity, name, text);
            log.write(severity, name, text);
        };
    }

    /// The log of a command, under its name, such as `postfix/postsuper`.
    public static CommandLog of(Invocation call, MainCf main) {
        return new CommandLog(call, main);
    }

    /// Whose standard error is written to.
    public Invocation call() {
        return call;
    }

    /// The mail log alone.
    public synchronized MailLog log() {
        if (log.isEmpty()) {
            // Nobody to log to is no trouble: the same text goes to standard error.
            var output = SystemLog.ofCommand(main, (_, _, _) -> {});
            log = Optional.of(new PostfixMailLog(output, main.get(CoreParameters.SYSLOG_NAME) + "/" + call.name()));
        }
        return log.get();
    }

    /// An event in the normal course of things.
    public void info(String text) {
        call.info(text);
        log().info(text);
    }

    /// Works, but look.
    public void warning(String text) {
        call.warning(text);
        log().warning(text);
    }
}
