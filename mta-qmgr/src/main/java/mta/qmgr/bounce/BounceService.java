package mta.qmgr.bounce;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.BounceParameters;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.core.net.Connection;
import mta.core.notice.NoticeTemplate.Kind;
import mta.core.notice.NoticeTemplates;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
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
/// ## Bugs
/// There are no delay warnings, and no notices in UTF-8 form (`message/global`).
public final class BounceService implements Service {

    private static final Attributes GREETING = new Attributes().with("protocol", "delivery_status_protocol");

    private final StatusLog statusLog;
    private final Spool spool;
    private final BounceConfig config;
    private final NoticeTemplates templates;
    private final NoticeWriter writer;
    private final MailLog log;

    private BounceService(
            StatusLog statusLog,
            Spool spool,
            BounceConfig config,
            NoticeTemplates templates,
            NoticeWriter writer,
            MailLog log) {
        this.statusLog = statusLog;
        this.spool = spool;
        this.config = config;
        this.templates = templates;
        this.writer = writer;
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
        return new BounceService(
                new StatusLog(spool, kind, config.oldForm()),
                spool,
                config,
                templates(main, context.log()),
                new NoticeWriter(config, spool, cleanup, context.clock()),
                context.log());
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
    public void serve(Connection connection) throws IOException {
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
                case "flush" -> flush(message(request));
                case "one" -> {
                    var message = message(request);
                    send(message, List.of(entry(RecipientStatus.read(request))));
                }
                case "trace" -> report(message(request), Kind.SUCCESS);
                case "verify" -> report(message(request), Kind.VERIFY);
                case "warn" -> throw new IOException("this kind of notice is not implemented");
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
                (int) request.number("ret_flags"));
    }

    private void flush(BounceClient.Message message) throws IOException {
        var entries = entries(message.id());
        if (!entries.isEmpty()) {
            send(message, entries);
        }
        statusLog.remove(message.id());
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

    /// Tells the sender what became of recipients, as he asked. Where that is nobody, the postmaster hears of it if
    /// he wants to know what nobody else can be told.
    private void report(BounceClient.Message message, Kind kind) throws IOException {
        var template = Template.forSender(templates.of(kind), config);
        var entries = entries(message.id());
        if (!entries.isEmpty()) {
            switch (message.sender()) {
                case ReversePath.Null _
                when config.notifyClasses().contains("2bounce") ->
                    sendReport(message, template, doubleBounce(), config.doubleBounceRecipient(), entries);
                case ReversePath.Null _ ->
                    log.info(message.id(), "not sending trace/success notification for single-bounce message");
                case ReversePath.Mailbox(var address)
                when isDoubleBounce(address) ->
                    log.info(message.id(), "not sending trace/success notification for double-bounce message");
                case ReversePath.Mailbox(var address) ->
                    sendReport(message, template, ReversePath.Null.SENDER, address.text(), entries);
            }
        }
        statusLog.remove(message.id());
    }

    private void sendReport(
            BounceClient.Message message, Template template, ReversePath from, String to, List<StatusEntry> entries)
            throws IOException {
        var id = writer.send(new Notice(message, template, from, to, "auto-replied", Notice.Returned.HEADERS, entries));
        log.noticeSent(message.id(), "sender delivery status notification", id);
    }

    private ReversePath doubleBounce() throws IOException {
        return ReversePath.ofInternal(config.doubleBounceSender() + "@" + config.hostname());
    }

    /// Tells the sender; where that is nobody, the postmaster if he wants to know; and never anybody about a notice to
    /// the postmaster.
    private void send(BounceClient.Message message, List<StatusEntry> entries) throws IOException {
        switch (message.sender()) {
            case ReversePath.Null _ -> {
                if (config.notifyClasses().contains("2bounce")) {
                    sendToPostmaster(message, config.doubleBounceRecipient(), entries);
                }
            }
            case ReversePath.Mailbox(var address)
            when isDoubleBounce(address) ->
                log.warning(message.id(), "undeliverable postmaster notification discarded");
            case ReversePath.Mailbox(var address) -> {
                sendToSender(message, address, entries);
                if (config.notifyClasses().contains("bounce")) {
                    copyToPostmaster(message, address, entries);
                }
            }
        }
    }

    /// The sender has been told, and is not to be told again because this fails.
    private void copyToPostmaster(BounceClient.Message message, MailAddress sender, List<StatusEntry> entries) {
        try {
            sendToPostmaster(message, config.bounceRecipient(), entries);
        } catch (IOException e) {
            log.warning(message.id(), "postmaster notice failed while bouncing to " + sender + ": " + e.getMessage());
        }
    }

    private boolean isDoubleBounce(MailAddress address) {
        return address.text().equalsIgnoreCase(config.doubleBounceSender() + "@" + config.hostname());
    }

    private void sendToSender(BounceClient.Message message, MailAddress sender, List<StatusEntry> entries)
            throws IOException {
        var told = entries.stream()
                .filter(entry -> Notify.wantsFailure(entry.recipient().dsnNotify()))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        var id = writer.send(new Notice(
                message,
                Template.forSender(templates.of(Kind.FAILURE), config),
                ReversePath.Null.SENDER,
                sender.text(),
                "auto-replied",
                returned(message),
                told));
        log.noticeSent(message.id(), "sender non-delivery notification", id);
    }

    private void sendToPostmaster(BounceClient.Message message, String postmaster, List<StatusEntry> entries)
            throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var id = writer.send(new Notice(
                message,
                Template.forPostmaster(templates.of(Kind.FAILURE), config),
                doubleBounce(),
                postmaster,
                "auto-generated",
                message.sender() == ReversePath.Null.SENDER ? returned(message) : Notice.Returned.HEADERS,
                entries));
        log.noticeSent(message.id(), "postmaster non-delivery notification", id);
    }

    private Notice.Returned returned(BounceClient.Message message) throws IOException {
        var queue = QueueName.find(message.queueName()).orElse(QueueName.ACTIVE);
        boolean small = spool.status(queue, message.id())
                .map(status -> status.size() <= config.sizeLimit())
                .orElse(true);
        return message.ret() == 2 || !small ? Notice.Returned.HEADERS : Notice.Returned.WHOLE;
    }
}
