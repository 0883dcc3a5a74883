package mta.cli.mail;

import java.io.IOException;
import java.time.InstantSource;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.ListedInstances;
import mta.cli.Options;
import mta.service.client.CleanupResult.Cause;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;

/// postdrop(1) — takes a submission as records on standard input, for the `sendmail` of a real Postfix and others.
///
/// ## Synopsis
/// `postdrop [-rv] [-c config_dir]`
/// ## Description
/// Writes the id of the file in `maildrop`, and then how it ended, to standard output. Without an end record, nothing
/// is submitted.
public final class Postdrop implements Command {

    private final InstantSource clock;

    public Postdrop() {
        this(InstantSource.system());
    }

    Postdrop(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var usage = new CommandFailed(ExitStatus.FATAL, "usage: " + invocation.name() + " [-c config_dir] [-v]");
        var options = Options.parse("c:rv", invocation, usage);
        String directory = options.value('c').orElse("");
        ListedInstances.check(invocation, directory, ExitStatus.FATAL);
        var main = invocation.settings(directory);
        var user = LoginUser.current(invocation.environment());
        try (var drop = Drop.open(main, user, clock, invocation::warning)) {
            var output = new AttributeStream(invocation.in(), invocation.out());
            output.send(new Attributes().with("protocol", "postdrop_protocol").with("queue_id", drop.queueId()));
            var answer = drop.copy(invocation.in());
            if (answer.equals(Drop.Answer.CANCELLED)) {
                return ExitStatus.OK;
            }
            if (answer.cause() == Cause.BAD && !answer.reason().isEmpty()) {
                throw new CommandFailed(ExitStatus.FATAL, answer.reason());
            }
            output.send(new Attributes().with("status", answer.status()).with("reason", answer.reason()));
            return answer.status();
        }
    }
}
