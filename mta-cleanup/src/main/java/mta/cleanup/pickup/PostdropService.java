package mta.cleanup.pickup;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import mta.core.config.CoreParameters;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.core.table.AuthorizedUsers;
import mta.core.table.Tables;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.submission.Submission;
import mta.service.client.CleanupResult.Cause;
import mta.service.client.Trigger;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.daemon.UserTurns;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;

/// postdrop — takes mail from local users through `public/postdrop`, and puts it into `maildrop`.
///
/// ## Description
/// What Postfix's set-gid command postdrop(1) is for: users cannot write to `maildrop` themselves. The kernel says who
/// the caller is. The conversation is that of postdrop(1) on its standard input and output:
///
///     server   protocol=postdrop_protocol queue_id=ID
///     client   records up to E
///     server   status=N reason=TEXT
///
/// A client that leaves before the end record takes its message back. One that says nothing at all is hung up on
/// soon; one that has begun may take its time, within the number that [UserTurns] gives each user.
public final class PostdropService implements Service {

    /// How long a client may say nothing. Our own commands speak at once.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Spool spool;
    private final Submission.Limits limits;
    private final AuthorizedUsers users;
    private final UserTurns turns;
    private final Duration patience;
    private final Trigger pickup;
    private final MailLog log;
    private final InstantSource clock;

    PostdropService(
            Spool spool,
            Submission.Limits limits,
            AuthorizedUsers users,
            UserTurns turns,
            Duration patience,
            Trigger pickup,
            MailLog log,
            InstantSource clock) {
        this.spool = spool;
        this.limits = limits;
        this.users = users;
        this.turns = turns;
        this.patience = patience;
        this.pickup = pickup;
        this.log = log;
        this.clock = clock;
    }

    /// Builds the service of one line of `master.cf`.
    public static Service start(ServiceContext context) {
        return new PostdropService(
                Spool.open(SpoolConfig.from(context.main()), context.clock()),
                Submission.Limits.from(context.main()),
                AuthorizedUsers.of(
                        context.main(),
                        CoreParameters.AUTHORIZED_SUBMIT_USERS,
                        Tables.ofService(context.main(), context.log())),
                UserTurns.of(context, "submissions"),
                context.main().get(ServiceParameters.IPC_TIMEOUT),
                new Trigger(context.socketOf("pickup"), 'W'),
                context.log(),
                context.clock());
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        var stream = AttributeStream.over(connection);
        int uid = switch (connection.peer()) {
            case Endpoint.Local caller -> caller.uid();
            case Endpoint.Inet _ -> throw new IOException("postdrop is not served on a network");
        };
        if (!users.allows(uid)) {
            log.warning("User " + AuthorizedUsers.nameOf(uid) + "(" + uid + ") is not allowed to submit mail");
            stream.send(new Attributes()
                    .with("status", Cause.NOT_PERMITTED.bit())
                    .with("reason", Cause.NOT_PERMITTED.text()));
            return;
        }
        var turn = turns.take(connection);
        if (turn.isEmpty()) {
            stream.send(new Attributes()
                    .with("status", Cause.DEFER.bit())
                    .with("reason", "too many submissions at a time"));
            return;
        }
        try (var _ = turn.get()) {
            receive(connection, stream, uid);
        }
    }

    private void receive(ClientConnection connection, AttributeStream stream, int uid) throws IOException {
        connection.timeout(SILENCE);
        try (Draft draft = spool.create(QueueName.MAILDROP)) {
            stream.send(new Attributes()
                    .with("protocol", "postdrop_protocol")
                    .with("queue_id", draft.id().text()));
            if (!speaks(stream.input())) {
                return;
            }
            connection.timeout(patience);
            var submission = new Submission(draft, limits, uid, log::warning);
            switch (submission.copy(stream.input(), clock.instant(), Optional.of(uid))) {
                case Submission.Outcome.Complete _ -> {
                    draft.commit();
                    // Before the answer: a client that is gone already must not keep its mail waiting.
                    pickup.send();
                    answer(stream, 0, "");
                }
                case Submission.Outcome.Cancelled _ -> {}
                case Submission.Outcome.TooLarge _ -> {
                    log.warning("uid=" + uid + ": File too large");
                    answer(stream, Cause.SIZE.bit(), "");
                }
                case Submission.Outcome.Incomplete _ -> {
                    log.warning("uid=" + uid + ": no sender or no recipients");
                    answer(stream, Cause.BAD.bit(), "");
                }
                case Submission.Outcome.Malformed(var problem) -> {
                    log.warning(problem);
                    answer(stream, Cause.BAD.bit(), problem);
                }
            }
        }
    }

    /// Waits for the first byte. Whoever connects and says nothing, or leaves, is not worth a line in the log.
    private static boolean speaks(InputStream in) throws IOException {
        in.mark(1);
        try {
            if (in.read() < 0) {
                return false;
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) {
            return false;
        }
        in.reset();
        return true;
    }

    private static void answer(AttributeStream stream, int status, String reason) throws IOException {
        stream.send(new Attributes().with("status", status).with("reason", reason));
    }
}
