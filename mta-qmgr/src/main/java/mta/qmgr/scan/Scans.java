package mta.qmgr.scan;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mta.queue.QueueName;
import mta.queue.Spool;

/// The two places that messages come from, `incoming` and `deferred`, in turn: neither a burst of new mail nor a
/// large deferred queue keeps the other waiting.
public final class Scans implements Closeable {

    private final QueueFeed incoming;
    private final QueueFeed deferred;
    private final Duration interval;
    private QueueName turn = QueueName.INCOMING;
    private Instant nextRun;

    /// @param interval between two looks at deferred mail, `queue_run_delay`
    public Scans(Spool spool, Duration interval, Instant now) {
        this.incoming = new QueueFeed(spool, QueueName.INCOMING);
        this.deferred = new QueueFeed(spool, QueueName.DEFERRED);
        this.interval = interval;
        this.nextRun = now;
    }

    /// Asks for what a trigger asks for.
    public void request(Trigger trigger) {
        if (trigger.incoming()) {
            incoming.request(trigger.due(), trigger.urgency());
        }
        if (trigger.deferred()) {
            deferred.request(trigger.due(), trigger.urgency());
        }
    }

    /// Looks at deferred mail if it is time to.
    public void look(Instant now) {
        if (!now.isBefore(nextRun)) {
            request(Trigger.QUEUE_RUN);
            nextRun = now.plus(interval);
        }
    }

    /// When deferred mail is looked at next.
    public Instant nextRun() {
        return nextRun;
    }

    /// While there is no room for all, new mail goes first.
    public void preferNewMail() {
        turn = QueueName.INCOMING;
    }

    /// The next message, if there is one among the next few files of the queue whose turn it is.
    public Optional<QueueFeed.Found> next(Instant now) throws IOException {
        boolean fromIncoming = turn == QueueName.INCOMING ? incoming.isWalking() : !deferred.isWalking();
        turn = fromIncoming ? QueueName.DEFERRED : QueueName.INCOMING;
        return (fromIncoming ? incoming : deferred).next(now);
    }

    /// Whether there is more to look at.
    public boolean areWalking() {
        return incoming.isWalking() || deferred.isWalking();
    }

    /// Ends all walks.
    @Override
    public void close() throws IOException {
        incoming.close();
        deferred.close();
    }
}
