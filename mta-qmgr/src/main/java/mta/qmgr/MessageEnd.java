package mta.qmgr;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.EnvelopeReader;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.status.StatusLog;
import mta.service.client.BounceClient;
import mta.service.client.BounceClient.Notice;
import mta.service.client.DeliveryRequest.Flag;

/// What becomes of a message when no delivery is left: notices, then it is removed, or deferred until a later time.
///
/// The order is what makes it safe to end at any line: a notice is in the queue before the message or its log is
/// gone, so that a crash can only repeat a notice.
final class MessageEnd {

    /// Tells senders, from the logs of a message.
    @FunctionalInterface
    interface Notices {

        /// Sends a notice and, where it is not about a delay, removes the log it was made from.
        ///
        /// @throws IOException if it is not certain that the notice is in the queue
        void send(Notice notice, BounceClient.Message message) throws IOException;
    }

    private final QmgrConfig.Retries retries;
    private final Spool spool;
    private final StatusLog deferLog;
    private final Notices notices;
    private final MailLog log;
    private final InstantSource clock;

    MessageEnd(QmgrConfig.Retries retries, Spool spool, Notices notices, MailLog log, InstantSource clock) {
        this.retries = retries;
        this.spool = spool;
        this.deferLog = new StatusLog(spool, QueueName.DEFER, StatusLog.OldForm.LEFT_OUT);
        this.notices = notices;
        this.log = log;
        this.clock = clock;
    }

    /// Whether every recipient is settled, nobody has to be told anything, and no log is left: an agent may have
    /// deferred a recipient that the next one, as the first was lost, has delivered to.
    boolean isSimple(ActiveMessage message) throws IOException {
        return message.progress() == ActiveMessage.Progress.ALL_SETTLED
                && !spool.has(QueueName.BOUNCE, message.id())
                && !spool.has(QueueName.TRACE, message.id())
                && !spool.has(QueueName.DEFER, message.id())
                && message.envelope().flags().isEmpty();
    }

    /// Takes a message out of the queue.
    void remove(ActiveMessage message) throws IOException {
        if (spool.remove(QueueName.ACTIVE, message.id())) {
            log.removed(message.id());
        } else {
            log.warning(message.id(), "remove from active: it is gone");
        }
    }

    /// Forgets why a message was deferred the last time; the attempt that follows says anew.
    void forgetDelays(QueueId id) throws IOException {
        if (spool.has(QueueName.DEFER, id)) {
            spool.remove(QueueName.DEFER, id);
        }
    }

    /// Sends the notices that are due and removes or defers the message. May take as long as cleanup(8) does.
    ///
    /// A report that cannot be sent is tried again as long as the message would be; a message whose failure
    /// nobody was told of stays for good.
    ///
    /// @return what went wrong with the queue itself, if anything
    Optional<IOException> finish(ActiveMessage message) {
        try {
            boolean told = tell(Notice.NON_DELIVERY, message, QueueName.BOUNCE);
            boolean reported = tell(report(message), message, QueueName.TRACE);
            boolean left = message.progress() == ActiveMessage.Progress.SOME_LEFT;
            boolean tooOld = isTooOld(message);
            if (left && told && tooOld) {
                left = !expire(message);
            } else if (left) {
                warnOfDelay(message);
            }
            if (left || !told || (!reported && !tooOld)) {
                if (reported) {
                    reportOnce(message);
                }
                defer(message);
            } else {
                spool.remove(QueueName.DEFER, message.id());
                spool.remove(QueueName.TRACE, message.id());
                remove(message);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            // Not told, it would be waited for for ever.
            return Optional.of(new IOException(message.id() + ": " + e, e));
        }
    }

    private static Notice report(ActiveMessage message) {
        var flags = message.envelope().flags();
        return flags.contains(Flag.USER_PROBE) || flags.contains(Flag.RECORD)
                ? Notice.VERIFICATION
                : Notice.DELIVERY_STATUS;
    }

    /// Whoever used `sendmail -v` hears of the first attempt only. A probe stays a probe.
    private void reportOnce(ActiveMessage message) throws IOException {
        if (!message.envelope().flags().equals(Set.of(Flag.RECORD))) {
            return;
        }
        try (var file = spool.openForUpdate(QueueName.ACTIVE, message.id()).orElse(null)) {
            if (file != null) {
                EnvelopeReader.forgetTraceFlags(file);
            }
        }
    }

    private boolean tell(Notice notice, ActiveMessage message, QueueName logs) throws IOException {
        return !spool.has(logs, message.id()) || isSent(notice, message);
    }

    private boolean isSent(Notice notice, ActiveMessage message) {
        try {
            var about = message.envelope().forNotice(QueueName.ACTIVE.directory(), message.id(), retries.bouncesEach());
            notices.send(notice, about);
            return true;
        } catch (IOException e) {
            log.warning(message.id(), "notice not sent: " + e.getMessage());
            return false;
        }
    }

    /// Those who could not be reached in time count as failed from now on.
    private boolean expire(ActiveMessage message) throws IOException {
        if (!isExplained(message)) {
            log.warning(message.id(), "too old, but kept: not all of its recipients are in the defer log");
            return false;
        }
        log.expired(message.id(), message.envelope().sender(), message.isForceExpired());
        return isSent(Notice.EXPIRED, message);
    }

    /// Whether the defer log names every recipient that is left. The notice is made from that log alone, so whoever
    /// is not in it would vanish without a word: an agent that could not write there, or no agent that could have.
    boolean isExplained(ActiveMessage message) throws IOException {
        var explained = new HashSet<Long>();
        try (var reader = deferLog.open(message.id()).orElse(null)) {
            while (reader != null) {
                var entry = reader.next();
                if (entry.isEmpty()) {
                    break;
                }
                explained.add(entry.get().recipient().offset());
            }
        }
        return !explained.isEmpty()
                && left(message).stream().allMatch(recipient -> explained.contains(recipient.offset()));
    }

    private List<Recipient> left(ActiveMessage message) throws IOException {
        int most = message.envelope().redirect().isPresent() ? 1 : Integer.MAX_VALUE;
        try (var file = spool.open(QueueName.ACTIVE, message.id()).orElse(null)) {
            return file == null
                    ? List.of()
                    : EnvelopeReader.read(file, most).portion().recipients();
        }
    }

    /// Tells the sender once that it takes long, and notes that in the file.
    private void warnOfDelay(ActiveMessage message) throws IOException {
        var due = message.envelope().warning().filter(warning -> warning.isDue(clock.instant()));
        boolean known = spool.has(QueueName.DEFER, message.id());
        if (due.isPresent() && known && isSent(Notice.DELAY, message)) {
            try (var file = spool.openForUpdate(QueueName.ACTIVE, message.id()).orElse(null)) {
                if (file != null) {
                    due.get().markSent(file);
                }
            }
        }
    }

    private boolean isTooOld(ActiveMessage message) {
        var lifetime = message.envelope().sender() == ReversePath.Null.SENDER
                ? retries.bounceLifetime()
                : retries.queueLifetime();
        return message.isForceExpired()
                || !clock.instant().isBefore(message.envelope().created().plus(lifetime));
    }

    private void defer(ActiveMessage message) throws IOException {
        Instant now = clock.instant();
        var age = Duration.between(message.envelope().created(), now);
        if (!spool.retryAt(QueueName.ACTIVE, message.id(), now.plus(retries.backoff(age)))
                || !spool.move(message.id(), QueueName.ACTIVE, QueueName.DEFERRED)) {
            log.warning(message.id(), "rename from active to deferred: it is gone");
        }
    }
}
