package mta.cli.config;

import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;

/// What postconf(1) says on standard error. As in Postfix, only printable ASCII gets through; the rest becomes `?`.
final class Complaints {

    private final Invocation invocation;

    Complaints(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Says a warning, after everything that was printed before it.
    void warn(String text) {
        invocation.out().flush();
        invocation.warning(printable(text));
    }

    /// Says something that is neither good nor bad.
    void info(String text) {
        invocation.out().flush();
        invocation.info(printable(text));
    }

    /// The end of the command.
    static CommandFailed fatal(String text) {
        return new CommandFailed(ExitStatus.FATAL, printable(text));
    }

    static String printable(String text) {
        var printable = new StringBuilder(text.length());
        text.chars().forEach(c -> printable.append(c < ' ' || c > '~' ? '?' : (char) c));
        return printable.toString();
    }
}
