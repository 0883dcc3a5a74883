package mta.qmgr.active;

import java.time.Instant;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;

/// A message that is being delivered, and how many of its deliveries are not finished.
///
/// Used by the thread of the queue manager alone.
public final class ActiveMessage {

    /// What became of it so far.
    public enum Progress {
        /// Every recipient so far is settled.
        ALL_SETTLED,
        /// Some recipients have to be tried again.
        SOME_LEFT
    }

    private final QueueId id;
    private final Envelope envelope;
    private final Instant activeSince;
    private Progress progress = Progress.ALL_SETTLED;
    private boolean forceExpired;
    private boolean unthrottling;
    private long unreadFrom;
    private int deliveries;

    public ActiveMessage(QueueId id, Envelope envelope, Instant activeSince) {
        this.id = id;
        this.envelope = envelope;
        this.activeSince = activeSince;
    }

    public QueueId id() {
        return id;
    }

    public Envelope envelope() {
        return envelope;
    }

    public Instant activeSince() {
        return activeSince;
    }

    public Progress progress() {
        return progress;
    }

    /// Remembers that a recipient has to be tried again.
    public void leaveSome() {
        progress = Progress.SOME_LEFT;
    }

    /// Remembers what an operator asked for.
    public void ask(FileStatus status) {
        forceExpired = status.isForceExpired();
        unthrottling = status.isUnthrottled();
    }

    /// Whether it is returned if this attempt fails, whatever its age.
    public boolean isForceExpired() {
        return forceExpired;
    }

    /// Whether dead destinations are tried all the same.
    public boolean isUnthrottling() {
        return unthrottling;
    }

    /// A delivery was added.
    public void deliveryAdded() {
        deliveries++;
    }

    /// A delivery ended.
    ///
    /// @return whether it was the last
    public boolean deliveryEnded() {
        return --deliveries == 0;
    }

    /// Whether deliveries are waiting or under way.
    public boolean isUnderWay() {
        return deliveries > 0;
    }

    /// Where recipients that were not read yet start in the file; 0 where all were read.
    public long unreadFrom() {
        return unreadFrom;
    }

    /// Remembers where to read on.
    public void unreadFrom(long offset) {
        unreadFrom = offset;
    }
}
