package mta.qmgr.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Whose recipients may be in memory: all free room of a transport goes to its oldest job with unread
/// recipients, so that large messages are finished one after another; a job that overtakes gets half of what is
/// left of the extra room.
final class RecipientRoom {

    private final RecipientLimits limits;
    private final NavigableMap<Long, Job> unread = new TreeMap<>();
    private int used;

    RecipientRoom(RecipientLimits limits) {
        this.limits = limits;
    }

    void taken(Job job, int count) {
        job.recipients += count;
        used += count;
    }

    void freed(Job job, int count) {
        job.recipients -= count;
        used -= count;
    }

    /// Notes whether the message of a job has recipients that were not read yet.
    void note(Job job) {
        if (job.message().hasUnread()) {
            unread.put(job.message().number(), job);
        } else {
            unread.remove(job.message().number());
        }
    }

    void forget(Job job) {
        unread.remove(job.message().number());
    }

    /// How many more recipients a job may have in memory.
    int roomFor(Job job) {
        var oldest = unread.firstEntry();
        if (oldest != null && oldest.getValue() == job) {
            return Math.max(0, limits.most() - used);
        }
        return job.hasOvertaken() ? Math.max(0, (limits.most() + limits.extra() - used + 1) / 2) : 0;
    }

    /// The job that is to read more next, if any has something unread.
    Optional<Job> oldestUnread() {
        return Optional.ofNullable(unread.firstEntry()).map(Map.Entry::getValue);
    }

    /// Whether it is worth reading: enough fits, or enough time has passed.
    boolean isWorthIt(int room, Instant lastRead, Instant now) {
        return room >= limits.refill() || Duration.between(lastRead, now).compareTo(limits.refillDelay()) >= 0;
    }
}
