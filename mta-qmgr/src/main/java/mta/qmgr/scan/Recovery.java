package mta.qmgr.scan;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.queue.QueueName;
import mta.queue.Spool;

/// Makes messages new again that an earlier queue manager left in `active`.
///
/// After a kill, its agents may still be delivering some of them. Those stay where they are, and are looked at again
/// later; handed out now, they would be delivered twice.
///
/// This is the only place where the agents' lock is asked for, and that is enough. A message gets into `active` by
/// our own hand alone and leaves it when all its agents have answered or were given up. An agent that we know nothing
/// of is therefore one of an earlier process, and its message is one that lay in `active` when we started.
public final class Recovery {

    /// As long as agents are left with a message that is not ours yet.
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Spool spool;
    private final MailLog log;
    private Optional<Instant> next = Optional.empty();

    public Recovery(Spool spool, MailLog log) {
        this.spool = spool;
        this.log = log;
    }

    /// Whether something was left for later, and later is now.
    public boolean isDue(Instant now) {
        return next.isPresent() && !now.isBefore(next.get());
    }

    /// Moves what nobody has in hand to `incoming`.
    ///
    /// @param held messages that this process has in memory
    public void run(Set<QueueId> held, Instant now) throws IOException {
        next = Optional.empty();
        try (var scan = spool.scan(QueueName.ACTIVE)) {
            for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                if (!held.contains(id.get())) {
                    one(id.get(), now);
                }
            }
        }
    }

    /// Moves one message to `incoming`, unless somebody has it in hand, or it is gone.
    ///
    /// It is due at once, whatever its file says. Why it waited the last time is forgotten, as the attempt that was
    /// cut off may have said it before, and the next one says it anew.
    public void one(QueueId id, Instant now) throws IOException {
        if (spool.isBeingDelivered(QueueName.ACTIVE, id)) {
            log.info(id, "skipped, still being delivered");
            next = Optional.of(now.plus(PAUSE));
        } else if (spool.retryAt(QueueName.ACTIVE, id, now)) {
            spool.remove(QueueName.DEFER, id);
            spool.move(id, QueueName.ACTIVE, QueueName.INCOMING);
        }
    }
}
