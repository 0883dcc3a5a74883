package mta.cleanup;

import java.io.IOException;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.net.Connection;
import mta.queue.Draft;
import mta.queue.QueueName;
import mta.queue.record.Segment;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupResult.Cause;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import mta.service.protocol.ProtocolException;

/// Takes messages from a client, one after another, in Postfix's cleanup protocol (see
/// [mta.service.client.CleanupClient]).
///
/// Only after the message is on disk is success answered. Whatever happens before that, no file is left.
final class CleanupSession {

    private final Connection connection;
    private final IncomingRecords records;
    private final AttributeStream attributes;
    private final CleanupEnvironment environment;
    private final CleanupConfig config;
    private final MailLog log;
    private final WaitingClients waiting;
    private boolean queued;

    CleanupSession(Connection connection, CleanupEnvironment environment, WaitingClients waiting) {
        this.connection = connection;
        this.records = new IncomingRecords(connection);
        this.attributes = new AttributeStream(
                records.stream(), AttributeStream.over(connection).output());
        this.environment = environment;
        this.config = environment.config();
        this.log = environment.log();
        this.waiting = waiting;
    }

    /// Serves the client until its last message is queued or refused.
    void run() throws IOException {
        try {
            do {
                queued = false;
                takeMessage();
            } while (queued && waiting.hasAnother(connection, attributes));
        } catch (ClientGone e) {
            // It changed its mind, or died: the message is its own again.
        }
    }

    private void takeMessage() throws IOException {
        try (Draft draft = environment.spool().create(QueueName.INCOMING)) {
            attributes.send(new Attributes()
                    .with("protocol", "cleanup_protocol")
                    .with("queue_id", draft.id().text()));
            receive(draft);
        }
    }

    private void receive(Draft draft) throws IOException {
        var progress = new Progress();
        var beginning = attributes.next().orElseThrow(() -> new ClientGone("the client left before its message"));
        var message = new Message(config, draft, CleanupFlag.of(beginning.number("flags")));
        records.startMessage();
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
            readRest(progress);
            refuse(message, progress.segment, refused, draft);
        } catch (ClientGone | ProtocolException e) {
            throw e;
        } catch (IOException e) {
            log.warning(draft.id(), "write queue file: " + ErrorText.of(e));
            draft.close();
            readRest(progress);
            answer(Cause.WRITE.bit(), "");
        }
    }

    /// Answers a refusal, or success where the message was returned to its sender instead.
    private void refuse(Message message, Segment reached, MessageRefused refused, Draft draft) throws IOException {
        var cause = refused.why();
        if (environment.returns().applies(message, cause)) {
            try {
                if (reached != Segment.AFTER_END) {
                    message.cutOff(reached);
                }
                environment.returns().send(message, message.refusal().orElse(refused));
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
        var recipients = new Recipients(message, environment.mapper(), config, environment.returns(), log);
        new EnvelopeSegment(
                        message, recipients, config, log, environment.clock().instant())
                .run(records);
        progress.segment = Segment.CONTENT;
        if (message.has(CleanupFlag.DISCARD)) {
            return;
        }
        var headers = new HeaderWriter(message, environment.mapper(), config, log);
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
            environment.queueManager().newMail();
        }
    }

    /// A client reads our answer only after it has sent everything; then it sends no more.
    private void readRest(Progress progress) throws ClientGone {
        while (!records.ended()) {
            records.next(progress.segment);
        }
    }

    private void answer(int status, String reason) throws IOException {
        queued = status == 0;
        attributes.send(new Attributes().with("status", status).with("reason", reason));
    }

    /// How far the file has come.
    private static final class Progress {

        private Segment segment = Segment.ENVELOPE;
    }
}
