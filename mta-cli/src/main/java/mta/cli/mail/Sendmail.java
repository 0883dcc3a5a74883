package mta.cli.mail;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.BounceParameters;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.mail.Verp;

/// sendmail(1) — the mail submission command of all Unix programs; also `mailq` and `newaliases`.
///
/// ## Description
/// Reads a message from standard input and puts it into `maildrop`; pickup(8) takes it from there. Other modes are done
/// by other commands: `-bp` by `postqueue -p`, `-q` by `postqueue -f`, `-bi` by postalias(1), `-bd` by `postfix start`.
///
/// Not implemented: `-bs` (SMTP on standard input), `-O`.
/// ## Diagnostics
/// Exit status 0: the message is on disk. 75: it is not; try again later. Wrong options end with 75, too, as in
/// Postfix.
public final class Sendmail implements Command {

    private final ToIntFunction<Invocation> others;
    private final InstantSource clock;

    /// @param others runs other commands, and gives back their exit status
    public Sendmail(ToIntFunction<Invocation> others, InstantSource clock) {
        this.others = others;
        this.clock = clock;
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var options = SendmailCommandLine.parse(invocation);
        if (options.hasQueueTime() && options.mode() != SendmailOptions.Mode.DAEMON) {
            return ExitStatus.OK;
        }
        return switch (options.mode()) {
            case DELIVER -> deliver(invocation, options);
            case LIST -> other(invocation, options, "postqueue", List.of("-p"));
            case FLUSH -> other(invocation, options, "postqueue", List.of("-f"));
            case FLUSH_SITE -> other(invocation, options, "postqueue", List.of("-s", options.toFlush()));
            case FLUSH_MESSAGE -> other(invocation, options, "postqueue", List.of("-i", options.toFlush()));
            case DAEMON -> other(invocation, options, "postfix", List.of("start"));
            case ALIASES -> aliases(invocation, options);
            case STAND_ALONE -> throw SendmailCommandLine.failure("-bs is not implemented");
            case NOTHING -> ExitStatus.OK;
        };
    }

    private int deliver(Invocation invocation, SendmailOptions options) throws IOException, CommandFailed {
        MainCf main = settings(invocation, options);
        var user = LoginUser.current(invocation.environment());
        String delimiters = options.usesDefaultVerp()
                ? main.get(BounceParameters.DEFAULT_VERP_DELIMITERS)
                : options.verp().orElse("");
        checkVerp(options, delimiters, main.get(BounceParameters.VERP_DELIMITER_FILTER));
        new Enqueue(invocation, options, main, user, delimiters, clock).run();
        return ExitStatus.OK;
    }

    private static void checkVerp(SendmailOptions options, String delimiters, String allowed) throws CommandFailed {
        boolean isAsked = options.usesDefaultVerp() || options.verp().isPresent();
        if (isAsked && Verp.of(delimiters, allowed).isEmpty()) {
            throw SendmailCommandLine.failure("-V requires two characters from " + allowed);
        }
    }

    private static MainCf settings(Invocation invocation, SendmailOptions options) {
        return invocation.settings(options.configDirectory().orElse(""));
    }

    /// Runs another command of this system with the same configuration.
    private int other(Invocation invocation, SendmailOptions options, String name, List<String> arguments) {
        var all = new ArrayList<>(arguments);
        options.configDirectory().ifPresent(directory -> all.addAll(0, List.of("-c", directory)));
        return others.applyAsInt(invocation.as(name, all));
    }

    private int aliases(Invocation invocation, SendmailOptions options) {
        String databases = settings(invocation, options).get(LocalParameters.ALIAS_DATABASE);
        if (databases.isBlank()) {
            return ExitStatus.OK;
        }
        return other(invocation, options, "postalias", List.of(databases.strip().split("[ ,\\t\\r\\n]+")));
    }
}
