package mta.qmgr.schedule;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The jobs of a transport that have something to deliver, in the order in which they are served: by the age of their
/// messages in the active queue, except that whoever overtakes another stands immediately before it.
///
/// A job's place is a number, with gaps between that halve when somebody comes between; so comparing two jobs is
/// cheap, and only when a gap is used up all get new numbers.
final class JobOrder {

    /// Of jobs, and of what belongs to one.
    static final Comparator<Job> BY_POSITION = Comparator.comparingLong(job -> job.position);

    private static final long GAP = 1L << 20;

    private final TreeSet<Job> jobs = new TreeSet<>(BY_POSITION);
    private final NavigableMap<Long, Job> byAge = new TreeMap<>();

    /// Puts a job where it belongs by its age.
    void add(Job job) {
        long age = job.message().number();
        if (jobs.isEmpty()) {
            job.position = 0;
        } else if (age > byAge.lastKey()) {
            job.position = jobs.last().position + GAP;
        } else {
            putBehindOlder(job, age);
        }
        job.inOrder = true;
        jobs.add(job);
        byAge.put(age, job);
    }

    /// A job that comes back among younger ones: behind the next older one that did not overtake anybody.
    private void putBehindOlder(Job job, long age) {
        var older = byAge.lowerEntry(age);
        while (older != null && older.getValue().hasOvertaken()) {
            older = byAge.lowerEntry(older.getKey());
        }
        if (older == null) {
            job.position = jobs.first().position - GAP;
        } else {
            var next = jobs.higher(older.getValue());
            job.position = next == null ? jobs.last().position + GAP : between(older.getValue(), next);
        }
    }

    /// Takes a job from its place to that immediately before another. Whatever is sorted by its position must not
    /// hold it meanwhile.
    void putBefore(Job job, Job other) {
        jobs.remove(job);
        var previous = jobs.lower(other);
        job.position = previous == null ? other.position - GAP : between(previous, other);
        jobs.add(job);
    }

    void remove(Job job) {
        jobs.remove(job);
        byAge.remove(job.message().number());
        job.inOrder = false;
    }

    /// Those behind a job, from the next on.
    Iterable<Job> behind(Job job) {
        return jobs.tailSet(job, false);
    }

    private long between(Job lower, Job upper) {
        if (upper.position - lower.position < 2) {
            renumber();
        }
        return lower.position + (upper.position - lower.position) / 2;
    }

    private void renumber() {
        long position = 0;
        for (var job : jobs) {
            job.position = position;
            position += GAP;
        }
    }
}
