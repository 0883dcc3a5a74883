package mta.cli.admin;

import java.io.IOException;
import java.util.Optional;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.CommandLog;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.ListedInstances;
import mta.cli.Options;
import mta.core.config.CoreParameters;
import mta.core.log.LogOutput;
import mta.core.log.Severity;

/// postlog(1) — writes lines into the mail log.
///
/// ## Synopsis
/// `postlog [-iv] [-c config_dir] [-p priority] [-t tag] [text...]`
/// ## Description
/// The words of the command line are one line; without them, each line of standard input is one.
///
/// - `-i` adds the process id
/// - `-p priority` is `info`, the default, or `warn`, `error`, `fatal` or `panic`
/// - `-t tag` is what the line begins with, else `syslog_name` and `/postlog`
public final class Postlog implements Command {

    private static final String USAGE = "usage: postlog [-c config_dir] [-i] [-p priority] [-t tag] [-v] [text]";

    /// What is behind it is left out, so that no program fills our memory with one line.
    private static final int LONGEST_LINE = 1 << 20;

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var options = Options.parse("c:ip:t:v", invocation, new CommandFailed(ExitStatus.FATAL, USAGE));
        String directory = options.value('c').orElse("");
        ListedInstances.check(invocation, directory, ExitStatus.FATAL);
        var main = invocation.settings(directory);
        String tag = options.value('t').orElse(main.get(CoreParameters.SYSLOG_NAME) + "/postlog");
        LogOutput log = CommandLog.withStandardError(main, invocation, tag);
        String priority = options.value('p').orElse("info");
        Optional<Severity> severity = severity(priority);
        if (severity.isEmpty()) {
            log.write(Severity.FATAL, tag, "bad severity: \"" + priority + "\"");
            return ExitStatus.FATAL;
        }
        if (!options.operands().isEmpty()) {
            log.write(severity.get(), tag, String.join(" ", options.operands()));
            return ExitStatus.OK;
        }
        var line = new StringBuilder();
        // A carriage return is part of a line, and shown as what cannot be printed.
        for (int b = invocation.in().read(); b >= 0; b = invocation.in().read()) {
            if (b == '\n') {
                log.write(severity.get(), tag, line.toString());
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) b);
            }
        }
        if (!line.isEmpty()) {
            log.write(severity.get(), tag, line.toString());
        }
        return ExitStatus.OK;
    }

    private static Optional<Severity> severity(String word) {
        return switch (word) {
            case "info" -> Optional.of(Severity.INFO);
            case "warn", "warning" -> Optional.of(Severity.WARNING);
            case "error" -> Optional.of(Severity.ERROR);
            case "fatal" -> Optional.of(Severity.FATAL);
            case "panic" -> Optional.of(Severity.PANIC);
            default -> Optional.empty();
        };
    }
}
