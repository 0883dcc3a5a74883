package mta.cleanup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import mta.core.log.Delays;
import mta.core.log.Delivery;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.QueueRecord;
import mta.queue.record.RecordReader;
import mta.service.client.BounceClient;
import mta.service.client.CleanupResult.Cause;
import mta.service.client.RecipientStatus;

/// Returns a message that is not taken to its sender, for clients that cannot do that: local mail lies in a file, and
/// nobody waits for an answer.
///
/// Each recipient is logged as bounced and put into the message's bounce log; then bounce(8) sends the notice, for
/// which it reads the unfinished file. What cannot be returned is answered to the client: a failure of ours, which
/// may be gone tomorrow, or a message without envelope.
///
/// Safe for use by many threads.
final class ReturnToSender {

    /// Who a message is for whose recipients were not reached in it.
    private static final String NOBODY = "unknown";

    /// The notice was not sent, so the client must keep the message.
    static final class Failed extends IOException {

        Failed(IOException cause) {
            super("cannot return the message to its sender: " + cause.getMessage(), cause);
        }
    }

    private final Spool spool;
    private final BounceClient bounces;
    private final boolean softBounce;
    private final boolean bouncesEach;
    private final MailLog log;
    private final InstantSource clock;

    /// @param softBounce whether nothing is returned, so that the client keeps it: `soft_bounce`
    /// @param bouncesEach whether, with VERP, there is a notice for each recipient
    ReturnToSender(
            Spool spool,
            BounceClient bounces,
            boolean softBounce,
            boolean bouncesEach,
            MailLog log,
            InstantSource clock) {
        this.spool = spool;
        this.bounces = bounces;
        this.softBounce = softBounce;
        this.bouncesEach = bouncesEach;
        this.log = log;
        this.clock = clock;
    }

    /// Whether a message that was refused is to be returned.
    boolean applies(Message message, Cause cause) {
        return message.isReturned()
                && message.sender().isPresent()
                && switch (cause) {
                    case SIZE, HOPS, CONTENT, PROXY -> true;
                    case DEFER, BAD, WRITE, RECIPIENT, NOT_PERMITTED, BARE_NEWLINE, UNKNOWN -> false;
                };
    }

    /// Returns a message whose file is written up to its end.
    void send(Message message, MessageRefused refused) throws Failed {
        if (softBounce) {
            throw new Failed(new IOException("soft_bounce = yes"));
        }
        try {
            message.flush();
            var request = new Request(message, refused);
            try (QueueFile file = spool.open(QueueName.INCOMING, message.id())
                    .orElseThrow(() -> new IOException("the queue file is gone"))) {
                request.appendRecipients(file.records());
            }
            request.sendNotice();
        } catch (IOException e) {
            throw new Failed(e);
        }
    }

    /// Keeps for the report to the sender that a recipient stood for others.
    void noteExpansion(QueueId id, Recipient recipient) {
        try {
            bounces.append(
                    BounceClient.Log.TRACE,
                    id,
                    RecipientStatus.local(recipient, EnhancedStatus.of("2.0.0"), "expanded", "alias expanded"));
        } catch (IOException e) {
            log.warning(id, "no delivery report can be sent for <" + recipient.address() + ">: " + e.getMessage());
        }
    }

    /// The words of Postfix for each cause.
    private static String text(Cause cause) {
        return switch (cause) {
            case SIZE -> "5.3.4 message file too big";
            case HOPS -> "5.4.0 too many hops";
            case CONTENT -> "5.7.1 message content rejected";
            case PROXY -> "5.7.1 proxy reject";
            case DEFER, BAD, WRITE, RECIPIENT, NOT_PERMITTED, BARE_NEWLINE, UNKNOWN -> "5.3.0 " + cause.text();
        };
    }

    /// One message on its way back.
    private final class Request {

        private final Message message;
        private final EnhancedStatus status;
        private final String reason;
        private final boolean isShort;
        private String envelopeId = "";
        private Optional<Returned> ret = Optional.empty();
        private String original = "";
        private String dsnOriginal = "";
        private int notify;
        private boolean isEmpty = true;

        Request(Message message, MessageRefused refused) {
            this.message = message;
            String full = refused.reason().isEmpty() ? text(refused.why()) : refused.reason();
            int space = full.indexOf(' ');
            var given = EnhancedStatus.parse(full.substring(0, Math.max(0, space)));
            this.status = given.orElse(EnhancedStatus.of("5.7.1"));
            this.reason = given.isPresent() ? full.substring(space + 1) : full;
            // Nobody wants back what is too large, or not wanted by anyone.
            this.isShort = refused.why() != Cause.HOPS;
        }

        void appendRecipients(RecordReader records) throws IOException {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                take(record.get());
            }
            if (isEmpty) {
                append(NOBODY, 0);
            }
        }

        private void take(QueueRecord record) throws IOException {
            switch (record.type()) {
                case ATTRIBUTE -> attribute(record.text());
                case DSN_ENVELOPE_ID -> envelopeId = record.text();
                case DSN_RETURN ->
                    ret = Returned.ofNumber(Integer.parseInt(record.text().strip()));
                case ORIGINAL_RECIPIENT -> original = record.text();
                case RECIPIENT -> append(record.text(), record.offset());
                default -> {}
            }
        }

        private void attribute(String text) {
            String value = text.substring(text.indexOf('=') + 1);
            switch (text.substring(0, Math.max(0, text.indexOf('=')))) {
                case "dsn_orig_rcpt" -> dsnOriginal = value;
                case "notify_flags" -> notify = Integer.parseInt(value);
                case "envelope_id" -> envelopeId = value;
                case "ret_flags" -> ret = Returned.ofNumber(Integer.parseInt(value));
                default -> {}
            }
        }

        private void append(String address, long offset) throws IOException {
            isEmpty = false;
            var to = new MailAddress(address);
            var recipient = new Recipient(to, original, offset, dsnOriginal, Notify.ofBits(notify));
            bounces.append(
                    BounceClient.Log.BOUNCE, message.id(), RecipientStatus.local(recipient, status, "failed", reason));
            log.delivery(new Delivery(
                    message.id(),
                    to,
                    Optional.of(original)
                            .filter(first -> !first.isEmpty() && !first.equalsIgnoreCase(address))
                            .map(MailAddress::new),
                    "none",
                    OptionalInt.empty(),
                    new Delays(age(), Duration.ZERO, Duration.ZERO, Duration.ZERO),
                    status,
                    Delivery.Status.BOUNCED,
                    reason));
            original = "";
            dsnOriginal = "";
            notify = 0;
        }

        private Duration age() {
            Instant now = clock.instant();
            return Duration.between(message.arrival().orElse(now), now);
        }

        void sendNotice() throws IOException {
            bounces.send(
                    BounceClient.Notice.NON_DELIVERY,
                    new BounceClient.Message(
                            QueueName.INCOMING.directory(),
                            message.id(),
                            message.attributes().getOrDefault("encoding", ""),
                            message.sendOptions(),
                            ReversePath.ofInternal(message.sender().orElse("")),
                            envelopeId,
                            isShort ? Optional.of(Returned.HEADERS) : ret,
                            message.verp().filter(_ -> bouncesEach)));
        }
    }
}
