package mta.cli.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.Spool;

/// Does the actions of postsuper(1) to single messages, and counts them.
final class MessageHandler {

    private static final List<QueueName> LOGS = List.of(QueueName.BOUNCE, QueueName.DEFER, QueueName.TRACE);

    private final Spool spool;
    private final InstantSource clock;
    private final Consumer<String> said;
    private final Consumer<String> warnings;
    private final Map<QueueAction, Integer> counts = new EnumMap<>(QueueAction.class);

    /// @param said takes a line for each message that something was done to
    /// @param warnings takes what is odd about a file
    MessageHandler(Spool spool, InstantSource clock, Consumer<String> said, Consumer<String> warnings) {
        this.spool = spool;
        this.clock = clock;
        this.said = said;
        this.warnings = warnings;
    }

    /// How many messages an action was done to.
    int count(QueueAction action) {
        return counts.getOrDefault(action, 0);
    }

    /// Does it to the message of that name, in whichever of the queues it is.
    void one(QueueAction action, QueueId id, List<QueueName> queues) throws IOException {
        // Twice, as the message may move from a queue not yet searched to one searched already.
        for (int attempt = 0; attempt < 2; attempt++) {
            for (QueueName queue : queues) {
                if (action.appliesTo(queue) && one(action, id, queue, said)) {
                    return;
                }
            }
        }
    }

    /// Does it to all messages of the queues.
    void all(QueueAction action, List<QueueName> queues) throws IOException {
        for (QueueName queue : queues) {
            if (queue == QueueName.FLUSH && action == QueueAction.DELETE) {
                removeFlushLists();
            } else if (action.appliesTo(queue) || action == QueueAction.DELETE) {
                all(action, queue);
            }
        }
    }

    private void all(QueueAction action, QueueName queue) throws IOException {
        try (var scan = spool.scan(queue)) {
            for (var id = scan.next(); id.isPresent(); id = scan.next()) {
                if (action.appliesTo(queue)) {
                    one(action, id.get(), queue, _ -> {});
                } else {
                    spool.remove(queue, id.get());
                }
            }
        } catch (NoSuchFileException e) {
            // A queue that was never used has no directory.
        }
    }

    /// They are named by destinations.
    private void removeFlushLists() throws IOException {
        try (var scan = spool.scan(QueueName.FLUSH)) {
            for (var path = scan.nextPath(); path.isPresent(); path = scan.nextPath()) {
                Files.deleteIfExists(path.get());
            }
        } catch (NoSuchFileException e) {
            // Nothing ever waited.
        }
    }

    private boolean one(QueueAction action, QueueId id, QueueName queue, Consumer<String> told) throws IOException {
        var status = spool.status(queue, id);
        if (status.isEmpty() || status.get().state() != FileStatus.State.READY) {
            return false;
        }
        return switch (action) {
            case DELETE -> delete(id, queue, told);
            case REQUEUE -> requeue(id, queue, told);
            case HOLD -> move(action, id, queue, QueueName.HOLD, told);
            case RELEASE -> move(action, id, queue, QueueName.DEFERRED, told);
            case EXPIRE -> expire(action, id, queue, status.get(), told);
            case EXPIRE_AND_RELEASE -> {
                expire(action, id, queue, status.get(), told);
                yield queue != QueueName.HOLD || move(QueueAction.RELEASE, id, queue, QueueName.DEFERRED, told);
            }
        };
    }

    /// The logs go first, and only where there is a message: should its id be given to a new message meanwhile, that
    /// one loses at most its logs.
    private boolean delete(QueueId id, QueueName queue, Consumer<String> told) throws IOException {
        for (QueueName log : LOGS) {
            spool.remove(log, id);
        }
        return spool.remove(queue, id) && done(QueueAction.DELETE, id, told);
    }

    /// The logs stay: qmgr(8) may be about to bounce the message.
    private boolean requeue(QueueId id, QueueName queue, Consumer<String> told) throws IOException {
        if (isTaken(id, queue, QueueName.MAILDROP)) {
            return true;
        }
        if (!spool.move(id, queue, QueueName.MAILDROP)) {
            return false;
        }
        try {
            spool.retryAt(QueueName.MAILDROP, id, clock.instant());
        } catch (NoSuchFileException e) {
            // pickup(8) was faster.
        }
        return done(QueueAction.REQUEUE, id, told);
    }

    private boolean move(QueueAction action, QueueId id, QueueName from, QueueName to, Consumer<String> told)
            throws IOException {
        if (isTaken(id, from, to)) {
            return true;
        }
        return spool.move(id, from, to) && done(action, id, told);
    }

    /// Whether another message has the same name there, as copies do that were put into the queue by hand.
    /// Its place must not be taken; a repair gives both names of their own.
    private boolean isTaken(QueueId id, QueueName from, QueueName to) throws IOException {
        var there = spool.status(to, id);
        var here = spool.status(from, id);
        if (there.isEmpty()
                || here.isEmpty()
                || there.get().inode() == here.get().inode()) {
            return false;
        }
        warnings.accept("rename file " + shown(here.get()) + " as " + shown(there.get()) + ": File exists");
        return true;
    }

    private String shown(FileStatus status) {
        return spool.config().queueDirectory().relativize(status.path()).toString();
    }

    private boolean expire(QueueAction action, QueueId id, QueueName queue, FileStatus status, Consumer<String> told)
            throws IOException {
        if (status.isForceExpired()) {
            return true;
        }
        if (status.links() > 1) {
            // The mode belongs to the other name as well, which may be anybody's.
            warnings.accept("expire file " + shown(status) + ": file has " + status.links() + " hard links");
            return false;
        }
        try {
            spool.forceExpire(queue, id);
        } catch (NoSuchFileException e) {
            return false;
        }
        return done(action, id, told);
    }

    private boolean done(QueueAction action, QueueId id, Consumer<String> told) {
        counts.merge(action, 1, Integer::sum);
        told.accept(id + ": " + action.done());
        return true;
    }
}
