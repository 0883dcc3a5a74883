package mta.qmgr.bounce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.config.BounceParameters;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import mta.core.net.ClientConnection;
import mta.core.notice.NoticeTemplate.Kind;
import mta.core.notice.NoticeTemplates;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.queue.status.StatusEntry;
import mta.queue.status.StatusLog;
import mta.service.client.BounceClient;
import mta.service.client.RecipientStatus;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// bounce(8), defer(8), trace(8) — keep a log per message, and send notices made from it.
///
/// ## Description
/// One program serves all three; the name of the service says which log it keeps. A notice is in the queue before the
/// log is removed, so a crash can only repeat it.
/// ## Diagnostics
/// Where `bounce_template_file` cannot be used at all, that is warned about and the built-in words are taken, so that
/// senders still hear of their mail.
public final class BounceService implements Service {

    private static final Attributes GREETING = new Attributes().with("protocol", "delivery_status_protocol");

    private final Spool spool;
    private final QueueName kind;
    private final StatusLog statusLog;
    private final NoticeSender sender;
    private final MailLog log;

    private BounceService(Spool spool, QueueName kind, StatusLog statusLog, NoticeSender sender, MailLog log) {
        this.spool = spool;
        this.kind = kind;
        this.statusLog = statusLog;
        this.sender = sender;
        this.log = log;
    }

    /// Builds the service; a `Program` of a host.
    public static Service start(ServiceContext context) {
        var main = context.main();
        var config = BounceConfig.from(main);
        var spool = Spool.open(SpoolConfig.from(main), context.clock());
        String name = context.entry().name();
        var kind = name.equals(main.get(ServiceParameters.DEFER_SERVICE_NAME))
                ? QueueName.DEFER
                : name.equals(main.get(ServiceParameters.TRACE_SERVICE_NAME)) ? QueueName.TRACE : QueueName.BOUNCE;
        var cleanup = context.service(main.get(ServiceParameters.CLEANUP_SERVICE_NAME));
        var log = context.log();
        var writer = new NoticeWriter(config, spool, cleanup, context.clock(), log);
        return new BounceService(
                spool,
                kind,
                new StatusLog(spool, kind, config.oldForm()),
                new NoticeSender(config, templates(main, log), writer, log),
                log);
    }

    private static NoticeTemplates templates(MainCf main, MailLog log) {
        String file = main.get(BounceParameters.BOUNCE_TEMPLATE_FILE);
        try {
            return NoticeTemplates.of(main, log::warning).expanded(main, file, log::warning);
        } catch (ConfigException e) {
            log.warning(e.getMessage());
            log.warning(BounceParameters.BOUNCE_TEMPLATE_FILE.name() + ": using the built-in templates");
            return NoticeTemplates.builtIn().expanded(main, "", log::warning);
        }
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        var client = AttributeStream.over(connection);
        client.send(GREETING);
        for (var request = client.next(); request.isPresent(); request = client.next()) {
            client.send(answer(request.get()));
        }
    }

    private Attributes answer(Attributes request) throws IOException {
        try {
            switch (request.text("nrequest")) {
                case "append" -> append(new QueueId(request.text("queue_id")), RecipientStatus.read(request));
                case "flush", "verp" -> end(message(request), sender::failed);
                case "one" -> sender.failed(message(request), List.of(entry(RecipientStatus.read(request))));
                case "trace" -> end(message(request), reporting(Kind.SUCCESS));
                case "verify" -> end(message(request), reporting(Kind.VERIFY));
                case "warn" -> tell(message(request), sender::delayed);
                default -> throw new ProtocolException("unknown request " + request);
            }
            return new Attributes().with("status", 0);
        } catch (ProtocolException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            log.warning(request.text("queue_id") + ": " + e.getMessage());
            return new Attributes().with("status", 1).with("reason", String.valueOf(e.getMessage()));
        }
    }

    private void append(QueueId id, RecipientStatus status) throws IOException {
        statusLog.append(id, entry(status));
    }

    private static StatusEntry entry(RecipientStatus status) {
        return new StatusEntry(
                status.recipient(),
                status.status(),
                status.action(),
                status.diagnosticType(),
                status.diagnostic(),
                status.remoteType(),
                status.remoteName(),
                status.reason());
    }

    private static BounceClient.Message message(Attributes request) throws IOException {
        return new BounceClient.Message(
                request.text("queue_name"),
                new QueueId(request.text("queue_id")),
                request.text("encoding"),
                (int) request.number("sendopts"),
                ReversePath.ofInternal(request.text("sender")),
                request.text("envelope_id"),
                Returned.ofNumber(request.number("ret_flags")),
                verp(request));
    }

    private static Optional<Verp> verp(Attributes request) {
        return Optional.of(request.text("verp_delimiters", ""))
                .filter(delimiters -> !delimiters.isEmpty())
                .map(Verp::new);
    }

    /// Makes a notice of the entries of a log.
    @FunctionalInterface
    private interface Telling {
        void tell(BounceClient.Message message, List<StatusEntry> entries) throws IOException;
    }

    private Telling reporting(Kind kind) {
        return (message, entries) -> sender.reported(message, kind, entries);
    }

    /// Tells of what is in the log, which ends with that.
    private void end(BounceClient.Message message, Telling telling) throws IOException {
        tell(message, telling);
        statusLog.remove(message.id());
    }

    private void tell(BounceClient.Message message, Telling telling) throws IOException {
        var entries = kind == QueueName.DEFER ? stillWaiting(message) : entries(message.id());
        if (!entries.isEmpty()) {
            telling.tell(message, entries);
        }
    }

    /// Without those that were delivered after all: when an agent is lost that had deferred some recipients, the next
    /// one is given the same request, and may reach them.
    private List<StatusEntry> stillWaiting(BounceClient.Message message) throws IOException {
        var entries = entries(message.id());
        var queue = QueueName.find(message.queueName());
        if (entries.isEmpty() || queue.isEmpty()) {
            return entries;
        }
        try (var file = spool.open(queue.get(), message.id()).orElse(null)) {
            if (file != null) {
                var records = file.records();
                entries.removeIf(entry -> isDone(records, entry.recipient().offset()));
            }
        }
        return entries;
    }

    /// What cannot be found out is taken for waiting: it is better to be told of than to vanish.
    private static boolean isDone(RecordReader records, long offset) {
        try {
            records.seek(offset, Segment.ENVELOPE);
            return offset > 0 && records.expect().type() == RecordType.DONE;
        } catch (IOException e) {
            return false;
        }
    }

    private List<StatusEntry> entries(QueueId id) throws IOException {
        var entries = new ArrayList<StatusEntry>();
        try (var reader = statusLog.open(id).orElse(null)) {
            if (reader != null) {
                for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    entries.add(entry.get());
                }
            }
        }
        return entries;
    }
}
