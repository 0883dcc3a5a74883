package mta.qmgr.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets small jobs overtake large ones, so that a letter to one person does not wait for a mailing list; but not
/// without measure, so that the list is delayed by a known part at most.
///
/// A job earns a slot with every `cost` deliveries that it starts. Another job may go before it if all its own
/// deliveries fit into slots that the large one will have earned in the end; it may do so as soon as the slots that
/// are there, with a `loan` and a `discount`, are enough. All the slots are paid for in any case, so a list is never
/// delayed by more than one part in `cost`. Among those that fit, the one that waited longest for its size is next.
///
/// Nothing here changes anything: these are decisions.
final class Overtaking {

    /// Whoever stands further behind has to wait until the order has moved on. It keeps a decision cheap while tens
    /// of thousands of jobs wait for a destination that is slow.
    private static final int MOST_LOOKED_AT = 1000;

    private static final double MILLIS = 1000;

    private Overtaking() {}

    /// Who is to go before a job whose turn it is.
    ///
    /// @param behind those behind it, in order
    static Optional<Job> candidate(Job current, Iterable<Job> behind, SlotLimits limits, Instant now) {
        if (!limits.allowOvertaking()
                || current.slots() <= 0
                || current.mostDeliveries() < limits.minimum() * limits.cost()) {
            return Optional.empty();
        }
        return best(behind, current.slotsAtTheEnd(limits), now).filter(job -> hasEarnedEnough(current, job, limits));
    }

    private static boolean hasEarnedEnough(Job current, Job candidate, SlotLimits limits) {
        double earned = current.slots() / limits.cost() + limits.loan();
        return earned >= candidate.mostLeft() * (100 - limits.discount()) / 100.0;
    }

    private static Optional<Job> best(Iterable<Job> behind, int slots, Instant now) {
        Job best = null;
        double bestScore = 0;
        int looked = 0;
        for (var job : behind) {
            if (slots <= 0 || ++looked > MOST_LOOKED_AT) {
                break;
            }
            double waited = waited(job, now);
            int left = job.mostLeft();
            if (left > 0 && left <= slots && !job.isOvertaken() && job.canStart()) {
                double score = waited / job.mostDeliveries();
                if (score > bestScore) {
                    bestScore = score;
                    best = job;
                }
            }
            // Whoever comes now waits for less long, and has at least one delivery.
            if (waited <= bestScore && !job.hasOvertaken()) {
                break;
            }
        }
        return Optional.ofNullable(best);
    }

    /// In seconds, and one more, so that sizes count among those who have just come.
    private static double waited(Job job, Instant now) {
        return Duration.between(job.message().activeSince(), now).toMillis() / MILLIS + 1;
    }
}
