package mta.qmgr;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.EnvelopeReader;
import mta.qmgr.active.EnvelopeReader.Portion;
import mta.qmgr.scan.QueueFeed;
import mta.qmgr.schedule.Schedule;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.QueueFileDamaged;
import mta.service.client.DeliveryRequest.Flag;

/// The messages in memory: let in, read in portions, given to the schedule, and let go.
///
/// Used by the thread of the queue manager alone.
final class ActiveQueue {

    /// Where messages go from here.
    interface Exit {

        /// Every recipient was tried.
        void done(ActiveMessage message) throws IOException;

        /// There is nothing more to do for it here; it is left to whoever comes next.
        void left(ActiveMessage message);
    }

    private final QmgrConfig config;
    private final Spool spool;
    private final Router router;
    private final Schedule schedule;
    private final MessageEnd messageEnd;
    private final Exit exit;
    private final MailLog log;
    private final InstantSource clock;
    private final Map<QueueId, ActiveMessage> messages = new HashMap<>();
    private long admitted;
    private int probes;
    private boolean lettingGo;

    /// @param exit where messages go from here
    ActiveQueue(QmgrEnvironment environment, Router router, Schedule schedule, MessageEnd messageEnd, Exit exit) {
        this.config = environment.config();
        this.spool = environment.spool();
        this.router = router;
        this.schedule = schedule;
        this.messageEnd = messageEnd;
        this.exit = exit;
        this.log = environment.log();
        this.clock = environment.clock();
    }

    boolean hasRoom() {
        return messages.size() < config.activeLimit();
    }

    Set<QueueId> ids() {
        return messages.keySet();
    }

    /// Lets a message in; what is damaged is put aside.
    void admit(QueueFeed.Found found) throws IOException {
        var id = found.id();
        if (messages.containsKey(id)) {
            log.info(id, "skipped, still being delivered");
            return;
        }
        if (!spool.move(id, found.queue(), QueueName.ACTIVE)) {
            return;
        }
        var contents = read(id, file -> EnvelopeReader.read(file, schedule.firstPortion()));
        if (contents.isEmpty()) {
            setAside(id);
            return;
        }
        var envelope = contents.get().envelope();
        var message = new ActiveMessage(id, envelope, clock.instant(), admitted++);
        heed(message, found);
        messages.put(id, message);
        probes += envelope.flags().contains(Flag.ADDRESS_PROBE) ? 1 : 0;
        log.queueActive(
                id, envelope.sender(), envelope.contentLength(), envelope.size().recipients());
        if (message.isForceExpired() && messageEnd.isExplained(message)) {
            // Nothing new would be learned by another attempt.
            message.leaveSome();
            exit.done(message);
            return;
        }
        // What flush(8) or an operator hurried comes by way of incoming, and has such a log, too.
        messageEnd.forgetDelays(id);
        schedule(
                message,
                envelope.redirect().isPresent()
                        ? firstOf(contents.get().portion())
                        : contents.get().portion());
    }

    /// What an operator asked for with the mode of the file. That it is to expire stays in force until it did.
    private void heed(ActiveMessage message, QueueFeed.Found found) throws IOException {
        message.ask(found.status(), found.urgency());
        if (found.status().isUnthrottled()) {
            spool.clearRequests(QueueName.ACTIVE, message.id());
            if (found.status().isForceExpired()) {
                spool.forceExpire(QueueName.ACTIVE, message.id());
            }
        }
    }

    /// A redirected message goes to one address once, however many recipients it had.
    private static Portion firstOf(Portion portion) {
        return new Portion(portion.recipients().stream().limit(1).toList(), Optional.empty());
    }

    /// Reads more recipients of a message.
    void readOn(ActiveMessage message) throws IOException {
        var from = message.unread().orElseThrow();
        int count = schedule.portionAtLeast(message);
        var portion = read(
                message.id(),
                file -> EnvelopeReader.readOn(file, from, message.envelope().size(), count));
        if (portion.isEmpty()) {
            message.markDamaged();
        }
        schedule(message, portion.orElse(new Portion(List.of(), Optional.empty())));
    }

    private interface Reading<T> {
        T from(QueueFile file) throws IOException;
    }

    /// @return nothing where the file is damaged, or gone
    private <T> Optional<T> read(QueueId id, Reading<T> reading) throws IOException {
        try (var file = spool.open(QueueName.ACTIVE, id).orElse(null)) {
            return file == null ? Optional.empty() : Optional.of(reading.from(file));
        } catch (QueueFileDamaged e) {
            log.warning(id, e.getMessage());
            return Optional.empty();
        }
    }

    private void setAside(QueueId id) throws IOException {
        if (spool.setAside(QueueName.ACTIVE, id)) {
            log.warning("saving corrupt file \"" + id + "\" from queue \"active\" to queue \"corrupt\"");
        }
    }

    private void schedule(ActiveMessage message, Portion portion) throws IOException {
        var now = clock.instant();
        message.unread(portion.unread(), now);
        for (var group : router.route(message, portion.recipients(), probes, now)) {
            schedule.add(message, group.route(), group.recipients(), messages.size(), now)
                    .forEach(log::warning);
        }
        schedule.noteUnread(message);
        if (!message.hasDeliveries()) {
            goOn(message);
        }
    }

    /// A delivery came to its end.
    void deliveryEnded(ActiveMessage message) throws IOException {
        boolean last = message.deliveryEnded();
        if (lettingGo && (!last || message.hasUnread())) {
            if (!message.isUnderWay()) {
                exit.left(message);
            }
        } else if (last) {
            goOn(message);
        } else if (schedule.isTimeToRead(message, clock.instant())) {
            readOn(message);
        }
    }

    /// Begins nothing any more, and forgets what no agent has in its hands: it is in `active`, where others find it.
    ///
    /// @return what is still in the hands of agents
    Set<QueueId> letGo() {
        lettingGo = true;
        messages.values().removeIf(message -> !message.isUnderWay());
        return new HashSet<>(messages.keySet());
    }

    /// Whether nothing is begun any more.
    boolean isLettingGo() {
        return lettingGo;
    }

    /// A delivery came to nothing after all was let go. It does not count as ended, so that the message is not taken
    /// for done when its other deliveries are: whoever comes next tries again.
    void handBack(ActiveMessage message) {
        if (!message.isUnderWay()) {
            exit.left(message);
        }
    }

    private void goOn(ActiveMessage message) throws IOException {
        if (message.hasUnread()) {
            readOn(message);
        } else if (message.isDamaged()) {
            setAside(message.id());
            exit.left(message);
        } else {
            exit.done(message);
        }
    }

    /// A message is not in memory any more.
    void forget(ActiveMessage message) {
        messages.remove(message.id());
        schedule.forget(message);
        probes -= message.envelope().flags().contains(Flag.ADDRESS_PROBE) ? 1 : 0;
    }
}
