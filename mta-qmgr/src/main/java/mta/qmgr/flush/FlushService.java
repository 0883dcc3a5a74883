package mta.qmgr.flush;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import mta.core.config.QmgrParameters;
import mta.core.config.ServiceParameters;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.core.net.ClientConnection;
import mta.core.net.TimedOutException;
import mta.core.table.Tables;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.service.client.FlushClient.Answer;
import mta.service.client.FlushDomains;
import mta.service.client.Trigger;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.daemon.UserTurns;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// flush(8) — remembers which messages wait for which destination, so that ETRN and `postqueue -s` need not look at
/// all of them.
///
/// ## Description
/// Delivery agents say which message waits for which of the `fast_flush_domains`. Asked for a destination, or for one
/// message, it moves what waits to `incoming` and wakes qmgr(8) up. Whatever its recipients are, a message is tried as
/// a whole.
///
/// A list is emptied when it is used, and not when its messages are delivered; so from time to time (the wake-up of
/// `master.cf`) lists that nobody asked for in `fast_flush_refresh_time` are used, and empty ones are removed after
/// `fast_flush_purge_time`.
/// ## Diagnostics
/// What cannot be read or moved is warned about and left to the regular runs of qmgr(8).
public final class FlushService implements Service {

    private static final Attributes GREETING = new Attributes().with("protocol", "queue_flush_protocol");
    private static final char WAKE_UP = 'W';

    /// Everybody may connect, and clients have little to say: who says nothing must not cost us descriptors for long.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Names of a request, of a destination and of a message; everybody may send them.
    private static final int LONGEST_REQUEST = 4096;

    /// So many ids of one list are remembered, to move each message once.
    private static final int MOST_REMEMBERED = 10_000;

    /// Whether dead destinations are to be forgotten for a message.
    private enum Urgency {
        AS_USUAL,
        UNTHROTTLED
    }

    private final Spool spool;
    private final FlushLogs logs;
    private final FlushDomains domains;
    private final LocalCallers callers;
    private final UserTurns turns;
    private final Duration refreshTime;
    private final Duration purgeTime;
    private final Trigger queueManager;
    private final MailLog log;
    private final InstantSource clock;

    private FlushService(ServiceContext context) {
        var main = context.main();
        this.spool = Spool.open(SpoolConfig.from(main), context.clock());
        this.logs = new FlushLogs(spool);
        this.domains = FlushDomains.of(main, Tables.ofService(main, context.log()));
        this.callers = LocalCallers.whoMayFlush(context);
        this.turns = UserTurns.of(context, "flush requests");
        this.refreshTime = main.get(QmgrParameters.FAST_FLUSH_REFRESH_TIME);
        this.purgeTime = main.get(QmgrParameters.FAST_FLUSH_PURGE_TIME);
        this.queueManager = new Trigger(context.socketOf(main.get(ServiceParameters.QUEUE_SERVICE_NAME)), 'I');
        this.log = context.log();
        this.clock = context.clock();
    }

    /// Builds the service; a `Program` of a host.
    public static Service start(ServiceContext context) {
        return new FlushService(context);
    }

    @Override
    public boolean mayHangUp() {
        return true;
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        connection.timeout(PATIENCE);
        var client = AttributeStream.over(connection);
        var turn = turns.takeUnlessOurs(connection);
        if (turn.isPresent()) {
            try (var _ = turn.get()) {
                serve(connection, client);
            }
        }
    }

    private void serve(ClientConnection connection, AttributeStream client) throws IOException {
        if (isWakeUp(client)) {
            if (callers.allow(connection)) {
                refresh(refreshTime);
            }
            return;
        }
        if (!callers.allow(connection)) {
            client.send(new Attributes().with("status", Answer.FAILED.number()));
            return;
        }
        var request = client.next(LONGEST_REQUEST);
        if (request.isPresent()) {
            client.send(new Attributes()
                    .with("status", answer(request.get(), connection).number()));
        }
    }

    /// Greets a client and sees whether it has come to talk. Who wakes us up says a letter and hangs up; then our
    /// greeting finds nobody, and the letter may be lost with it.
    private static boolean isWakeUp(AttributeStream client) throws IOException {
        try {
            client.send(GREETING);
            client.input().mark(1);
            int first = client.input().read();
            client.input().reset();
            return first == WAKE_UP || first < 0;
        } catch (TimedOutException e) {
            throw e;
        } catch (IOException e) {
            // It has hung up, and nothing that it said can be read any more.
            return true;
        }
    }

    private Answer answer(Attributes request, ClientConnection connection) throws IOException {
        try {
            String what = request.text("request");
            // Only those who know may say what waits; others may ask for it.
            if (what.equals("add") && !callers.isTrusted(connection)) {
                return Answer.FAILED;
            }
            return switch (what) {
                case "add" -> add(request.text("site"), request.text("queue_id"));
                case "send_site" -> sendSite(request.text("site"));
                case "send_file" -> sendFile(request.text("queue_id"));
                case "refresh" -> refreshLater(refreshTime);
                case "purge" -> refreshLater(Duration.ZERO);
                default -> Answer.BAD_REQUEST;
            };
        } catch (ProtocolException e) {
            return Answer.BAD_REQUEST;
        } catch (IOException e) {
            log.warning("fast flush logfile: " + ErrorText.withFile(e));
            return Answer.FAILED;
        }
    }

    private Answer add(String site, String queueId) throws IOException {
        var id = QueueId.parse(queueId);
        if (id.isEmpty() || !FlushDomains.isAcceptable(site)) {
            return Answer.BAD_REQUEST;
        }
        if (!domains.contains(site)) {
            return Answer.NOT_CONFIGURED;
        }
        logs.add(FlushLogs.nameOf(site), id.get());
        return Answer.DONE;
    }

    private Answer sendSite(String site) throws IOException {
        if (!FlushDomains.isAcceptable(site)) {
            return Answer.BAD_REQUEST;
        }
        if (!domains.contains(site)) {
            return Answer.NOT_CONFIGURED;
        }
        send(FlushLogs.nameOf(site), Urgency.UNTHROTTLED);
        return Answer.DONE;
    }

    private Answer sendFile(String queueId) throws IOException {
        var id = QueueId.parse(queueId);
        if (id.isPresent()) {
            hasten(id.get(), Urgency.UNTHROTTLED);
            queueManager.send();
        }
        return Answer.DONE;
    }

    /// Uses a list.
    private void send(String name, Urgency urgency) throws IOException {
        Set<String> seen = new HashSet<>();
        boolean any = logs.take(name, line -> {
            var id = QueueId.parse(line);
            if (id.isEmpty()) {
                log.warning("bad queue id \"" + (line.length() > 30 ? line.substring(0, 30) : line)
                        + "...\" in fast flush logfile " + name);
            } else if (seen.size() >= MOST_REMEMBERED || seen.add(line)) {
                hasten(id.get(), urgency);
            }
        });
        if (any) {
            queueManager.send();
        }
    }

    /// Makes a message due now, and has it looked at together with new mail.
    private void hasten(QueueId id, Urgency urgency) {
        for (QueueName queue : new QueueName[] {QueueName.DEFERRED, QueueName.INCOMING}) {
            try {
                spool.retryAt(queue, id, clock.instant());
                if (urgency == Urgency.UNTHROTTLED) {
                    spool.unthrottle(queue, id);
                }
                spool.move(id, queue, QueueName.INCOMING);
                return;
            } catch (NoSuchFileException e) {
                // Moved on meanwhile, or delivered.
            } catch (IOException e) {
                log.warning("update " + queue + " " + id + ": " + ErrorText.of(e));
            }
        }
    }

    private Answer refreshLater(Duration unread) {
        Thread.ofVirtual().name("flush").start(() -> refresh(unread));
        return Answer.DONE;
    }

    /// @param unread lists that nobody read for so long are used
    private void refresh(Duration unread) {
        Instant now = clock.instant();
        try {
            logs.forEach(list -> refresh(list, now, unread));
        } catch (IOException e) {
            log.warning("scan flush: " + ErrorText.withFile(e));
        }
    }

    private void refresh(FlushLogs.Status list, Instant now, Duration unread) {
        try {
            if (list.size() == 0) {
                if (list.changed().plus(purgeTime).isBefore(now)) {
                    logs.removeEmpty(list.name());
                }
            } else if (!list.read().plus(unread).isAfter(now)) {
                send(list.name(), Urgency.AS_USUAL);
            }
        } catch (IOException e) {
            log.warning("refresh fast flush logfile " + list.name() + ": " + ErrorText.of(e));
        }
    }
}
