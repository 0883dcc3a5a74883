package mta.qmgr.scan;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.QueueScan;
import mta.queue.Spool;

/// Walks one queue directory and names the messages that are due, one at a time.
///
///     idle    -> walking   a scan was asked for
///     walking -> walking   again from the start, where one was asked for meanwhile: what came in behind our back is
/// seen
///     walking -> idle      at the end
///
/// Requests that come while it walks are one request; that is what keeps a busy system from reading the directory once
/// for
/// each message.
public final class QueueFeed {

    /// Which files are due.
    public enum Due {
        /// Those whose time has come: the modification time of a deferred message lies in the future.
        BY_TIME,
        /// All of them.
        ALL
    }

    /// A message that is due.
    ///
    /// @param id its name
    /// @param status what the file system says
    public record Found(QueueId id, FileStatus status) {}

    private final Spool spool;
    private final QueueName queue;
    private Optional<QueueScan> walk = Optional.empty();
    private Due due = Due.BY_TIME;
    private Optional<Due> requested = Optional.empty();

    public QueueFeed(Spool spool, QueueName queue) {
        this.spool = spool;
        this.queue = queue;
    }

    /// Asks for a scan.
    public void request(Due which) {
        requested = Optional.of(requested.filter(earlier -> earlier == Due.ALL).orElse(which));
    }

    /// Whether there is more to look at.
    public boolean isWalking() {
        return walk.isPresent() || requested.isPresent();
    }

    /// The next message that is due; nothing at the end of the walk.
    public Optional<Found> next(Instant now) throws IOException {
        if (walk.isEmpty() && requested.isPresent()) {
            due = requested.get();
            requested = Optional.empty();
            walk = Optional.of(spool.scan(queue));
        }
        while (walk.isPresent()) {
            var id = walk.get().next();
            if (id.isEmpty()) {
                walk.get().close();
                walk = Optional.empty();
                return Optional.empty();
            }
            var status = spool.status(queue, id.get());
            if (status.isPresent() && isDue(status.get(), now)) {
                return Optional.of(new Found(id.get(), status.get()));
            }
        }
        return Optional.empty();
    }

    private boolean isDue(FileStatus status, Instant now) {
        if (status.state() != FileStatus.State.READY) {
            return false;
        }
        return due == Due.ALL || !status.modified().isAfter(now);
    }
}
