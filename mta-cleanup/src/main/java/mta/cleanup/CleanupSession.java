package mta.cleanup;

import java.io.IOException;
import java.time.InstantSource;
import mta.cleanup.map.AddressMapper;
import mta.core.log.MailLog;
import mta.core.net.Connection;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Takes one message from a client, in Postfix's cleanup protocol (see [mta.service.client.CleanupClient]).
///
/// Only after the message is on disk is success answered. Whatever happens before that, no file is left.
final class CleanupSession {

    private final IncomingRecords records;
    private final AttributeStream attributes;
    private final Spool spool;
    private final AddressMapper mapper;
    private final QueueManagerTrigger queueManager;
    private final ReturnToSender returns;
    private final CleanupConfig config;
    private final MailLog log;
    private final InstantSource clock;

    CleanupSession(
            Connection connection,
            Spool spool,
            AddressMapper mapper,
            QueueManagerTrigger queueManager,
            ReturnToSender returns,
            CleanupConfig config,
            MailLog log,
            InstantSource clock) {
        this.records = new IncomingRecords(connection);
        this.attributes = new AttributeStream(
                records.stream(), AttributeStream.over(connection).output());
        this.spool = spool;
        this.mapper = mapper;
        this.queueManager = queueManager;
        this.returns = returns;
        this.config = config;
        this.log = log;
        this.clock = clock;
    }

    /// Serves the client until its message is queued or refused.
    void run() throws IOException {
        try (Draft draft = spool.create(QueueName.INCOMING)) {
            attributes.send(new Attributes()
                    .with("protocol", "cleanup_protocol")
                    .with("queue_id", draft.id().text()));
            receive(draft);
        } catch (ClientGone e) {
            // It changed its mind, or died: the message is its own again.
        }
    }

    private void receive(Draft draft) throws IOException {
        var progress = new Progress();
        var message =
                new Message(config, draft, CleanupFlag.of(attributes.receive().number("flags")));
        try {
            if (!message.has(CleanupFlag.DISCARD)) {
                readMessage(message, progress);
            }
            keep(message, draft, progress);
            answer(0, "");
        } catch (MessageRefused refused) {
            if (refused.why() == Cause.SIZE) {
                log.warning(draft.id(), "queue file size limit exceeded");
            }
            Segment reached = progress.segment;
            readRest(progress);
            refuse(message, reached, refused, draft);
        } catch (ClientGone | ProtocolException e) {
            throw e;
        } catch (IOException e) {
            log.warning(draft.id(), "write queue file: " + e.getMessage());
            draft.close();
            readRest(progress);
            answer(Cause.WRITE.bit(), "");
        }
    }

    /// Answers a refusal, or success where the message was returned to its sender instead.
    private void refuse(Message message, Segment reached, MessageRefused refused, Draft draft) throws IOException {
        var cause = refused.why();
        if (returns.applies(message, cause)) {
            try {
                if (reached != Segment.AFTER_END) {
                    message.cutOff(reached);
                }
                returns.send(message, message.refusal().orElse(refused));
                draft.close();
                answer(0, "");
                return;
            } catch (ReturnToSender.Failed e) {
                log.warning(draft.id(), e.getMessage());
                cause = Cause.WRITE;
            }
        }
        draft.close();
        answer(cause.bit(), refused.reason());
    }

    private void readMessage(Message message, Progress progress) throws IOException {
        var recipients = new Recipients(message, mapper, config, returns, log);
        new EnvelopeSegment(message, recipients, config, log, clock.instant()).run(records);
        progress.segment = Segment.CONTENT;
        if (message.has(CleanupFlag.DISCARD)) {
            return;
        }
        var headers = new HeaderWriter(message, mapper, config, log);
        new ContentSegment(message, headers, config, log).run(records);
        progress.segment = Segment.EXTRACTED;
        new ExtractedSegment(message, recipients, config, log).run(records);
        progress.segment = Segment.AFTER_END;
        if (message.recipients() == 0) {
            throw new MessageRefused(Cause.RECIPIENT, "");
        }
        if (message.refusal().isPresent()) {
            throw message.refusal().get();
        }
    }

    private void keep(Message message, Draft draft, Progress progress) throws IOException {
        if (message.has(CleanupFlag.DISCARD)) {
            draft.close();
            readRest(progress);
        } else if (message.has(CleanupFlag.HOLD)) {
            draft.commit(QueueName.HOLD);
        } else {
            draft.commit();
            queueManager.newMail();
        }
    }

    /// A client reads our answer only after it has sent everything.
    private void readRest(Progress progress) throws ClientGone {
        if (progress.segment == Segment.AFTER_END) {
            return;
        }
        while (records.next(progress.segment) != RecordType.END) {
            // no use for it any more
        }
    }

    private void answer(int status, String reason) throws IOException {
        attributes.send(new Attributes().with("status", status).with("reason", reason));
    }

    /// How far the client has come.
    private static final class Progress {

        private Segment segment = Segment.ENVELOPE;
    }
}
