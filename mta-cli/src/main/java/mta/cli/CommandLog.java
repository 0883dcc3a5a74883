package mta.cli;

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
