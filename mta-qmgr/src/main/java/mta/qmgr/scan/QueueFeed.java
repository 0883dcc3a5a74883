package mta.qmgr.scan;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import mta.core.mail.QueueId;
import mta.qmgr.active.ActiveMessage.Urgency;
import mta.qmgr.scan.Trigger.Due;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.QueueScan;
import mta.queue.Spool;

/// Walks one queue directory and names the messages that are due, one at a time.
///
///     idle    -> walking   a scan was asked for
///     walking -> walking   again from the start, where one was asked for meanwhile: what came in behind our
///                          back is seen
///     walking -> idle      at the end
///
/// Requests that come while it walks are one request; that is what keeps a busy system from reading the directory
/// once for each message.
public final class QueueFeed implements Closeable {

    /// A message that is due.
    ///
    /// @param id its name
    /// @param queue where it is
    /// @param status what the file system says
    /// @param urgency how eagerly it is to be delivered
    public record Found(QueueId id, QueueName queue, FileStatus status, Urgency urgency) {}

    /// What is asked for.
    private record Request(Due due, Urgency urgency) {

        Request and(Request other) {
            return new Request(
                    other.due == Due.ALL ? Due.ALL : due, other.urgency == Urgency.NORMAL ? urgency : other.urgency);
        }
    }

    /// How many files are looked at before others get their turn: a hundred thousand deferred messages that are not
    /// due must not keep new mail waiting.
    static final int PORTION = 20;

    private final Spool spool;
    private final QueueName queue;
    private Optional<QueueScan> walk = Optional.empty();
    private Request current = new Request(Due.BY_TIME, Urgency.NORMAL);
    private Optional<Request> requested = Optional.empty();

    public QueueFeed(Spool spool, QueueName queue) {
        this.spool = spool;
        this.queue = queue;
    }

    /// Asks for a scan.
    public void request(Due due, Urgency urgency) {
        var request = new Request(due, urgency);
        requested = Optional.of(requested.map(request::and).orElse(request));
    }

    /// Whether there is more to look at.
    public boolean isWalking() {
        return walk.isPresent() || requested.isPresent();
    }

    /// The next message that is due, if there is one among the next few files.
    public Optional<Found> next(Instant now) throws IOException {
        if (walk.isEmpty() && requested.isPresent()) {
            current = requested.get();
            requested = Optional.empty();
            walk = Optional.of(spool.scan(queue));
        }
        for (int looked = 0; walk.isPresent() && looked < PORTION; looked++) {
            var id = walk.get().next();
            if (id.isEmpty()) {
                walk.get().close();
                walk = Optional.empty();
                return Optional.empty();
            }
            var status = spool.status(queue, id.get());
            if (status.isPresent() && isDue(status.get(), now)) {
                return Optional.of(new Found(id.get(), queue, status.get(), current.urgency));
            }
        }
        return Optional.empty();
    }

    /// Ends a walk.
    @Override
    public void close() throws IOException {
        if (walk.isPresent()) {
            walk.get().close();
            walk = Optional.empty();
        }
    }

    /// A file that was written just now may seem to be a little in the future: its time is that of another clock.
    private boolean isDue(FileStatus status, Instant now) {
        return status.state() == FileStatus.State.READY
                && (current.due == Due.ALL || !status.modified().isAfter(now.plusSeconds(1)));
    }
}
