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
import mta.cli.ListedInstances;
import mta.core.config.BounceParameters;
import mta.core.config.ConfigException;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.log.ErrorText;
import mta.core.mail.Verp;

/// sendmail(1), mailq(1), newaliases(1) — the mail submission command of all Unix programs.
///
/// ## Synopsis
/// `sendmail [option ...] [recipient ...]`
///
/// `mailq`
///
/// `newaliases`
/// ## Description
/// Reads a message from standard input and puts it into `maildrop`; pickup(8) takes it from there. mailq(1) lists the
/// queue as `postqueue -p` does; newaliases(1) builds the tables of `alias_database` as postalias(1) does.
///
/// - `-bi` or `-I` is newaliases(1); `-bp` is mailq(1); `-bd` is `postfix start`
/// - `-bv` mails a report of what would become of the message, and delivers nothing
/// - `-B 8BITMIME` or `-B 7BIT` the kind of body
/// - `-C file` the `main.cf`, or its directory
/// - `-f sender` or `-r sender` the envelope sender
/// - `-F name` the full name, for a From header that is missing
/// - `-G` the message is from outside: headers are completed as for `remote_header_rewrite_domain`
/// - `-i` or `-oi` a line with nothing but a dot does not end the message
/// - `-N never` or `-N success,failure,delay` when the sender gets a notice
/// - `-q` asks for an attempt to deliver all queued mail; `-qRsite` for a domain, `-qIid` for a message
/// - `-R full` or `-R hdrs` how much of the message a notice returns
/// - `-t` recipients are taken from the headers; those on the command line are added
/// - `-v` mails a report of the delivery; twice or more is for debugging
/// - `-V envid` the envelope id for notices; `-XV` and `-XVxy` senders made for each recipient (VERP)
///
/// Other options of the historical command are accepted and ignored.
/// ## Diagnostics
/// Exit status 0: the message is on disk. 75: it is not; try again later. Wrong options end with 75, too, as in
/// Postfix.
/// ## Bugs
/// `-bs`, SMTP on standard input, is not implemented and says so.
public final class Sendmail implements Command {

    private final ToIntFunction<Invocation> others;
    private final InstantSource clock;

    /// @param others runs other commands, and gives back their exit status
    public Sendmail(ToIntFunction<Invocation> others, InstantSource clock) {
        this.others = others;
        this.clock = clock;
    }

    /// Whatever goes wrong before another command takes over is something to try again later: callers throw mail away
    /// on any other status.
    @Override
    public int run(Invocation invocation) throws CommandFailed {
        try {
            return carryOut(invocation);
        } catch (CommandFailed | ConfigException e) {
            throw SendmailCommandLine.failure(e.getMessage());
        } catch (IOException e) {
            throw SendmailCommandLine.failure(ErrorText.withFile(e));
        } catch (RuntimeException | Error e) {
            // A mistake of ours, or too little memory.
            e.printStackTrace(invocation.err());
            throw SendmailCommandLine.failure(e.toString());
        }
    }

    private int carryOut(Invocation invocation) throws IOException, CommandFailed {
        var options = SendmailCommandLine.parse(invocation);
        String directory = options.configDirectory().orElse("");
        ListedInstances.check(invocation, directory, ExitStatus.TRY_AGAIN);
        MainCf main = invocation.settings(directory);
        if (options.hasQueueTime() && options.mode() != SendmailOptions.Mode.DAEMON) {
            return ExitStatus.OK;
        }
        return switch (options.mode()) {
            case DELIVER -> deliver(invocation, options, main);
            case LIST -> other(invocation, options, "postqueue", List.of("-p"));
            case FLUSH -> other(invocation, options, "postqueue", List.of("-f"));
            case FLUSH_SITE -> other(invocation, options, "postqueue", List.of("-s", options.toFlush()));
            case FLUSH_MESSAGE -> other(invocation, options, "postqueue", List.of("-i", options.toFlush()));
            case DAEMON -> other(invocation, options, "postfix", List.of("start"));
            case ALIASES -> aliases(invocation, options, main);
            case STAND_ALONE -> throw SendmailCommandLine.failure("-bs is not implemented");
            case NOTHING -> ExitStatus.OK;
        };
    }

    private int deliver(Invocation invocation, SendmailOptions options, MainCf main) throws IOException, CommandFailed {
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

    /// Runs another command of this system with the same configuration.
    private int other(Invocation invocation, SendmailOptions options, String name, List<String> arguments) {
        var all = new ArrayList<>(arguments);
        options.configDirectory().ifPresent(directory -> all.addAll(0, List.of("-c", directory)));
        return others.applyAsInt(invocation.as(name, all));
    }

    private int aliases(Invocation invocation, SendmailOptions options, MainCf main) {
        String databases = main.get(LocalParameters.ALIAS_DATABASE);
        if (databases.isBlank()) {
            return ExitStatus.OK;
        }
        return other(invocation, options, "postalias", List.of(databases.strip().split("[ ,\\t\\r\\n]+")));
    }
}
