package mta.qmgr.active;

import java.time.Instant;
import java.util.Optional;
import mta.core.mail.QueueId;
import mta.queue.FileStatus;

/// A message that is being delivered: what its file says, how much of it is in memory, and what became of it so far.
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

    /// How eagerly it is delivered.
    public enum Urgency {
        /// Dead destinations and deferred transports are left alone.
        NORMAL,
        /// It was found in a run of the whole queue that an operator asked for: deferred transports are used.
        QUEUE_RUN,
        /// An operator asked for this message: dead destinations are tried, too.
        ASKED_FOR
    }

    private final QueueId id;
    private final Envelope envelope;
    private final Instant activeSince;
    private final long number;
    private Progress progress = Progress.ALL_SETTLED;
    private Urgency urgency = Urgency.NORMAL;
    private boolean forceExpired;
    private boolean damaged;
    private Optional<EnvelopeReader.Unread> unread = Optional.empty();
    private Instant lastRead;
    private int inMemory;
    private int deliveries;
    private int underWay;

    /// @param number how many messages became active before it
    public ActiveMessage(QueueId id, Envelope envelope, Instant activeSince, long number) {
        this.id = id;
        this.envelope = envelope;
        this.activeSince = activeSince;
        this.number = number;
        this.lastRead = activeSince;
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

    /// Its place in the order in which messages became active.
    public long number() {
        return number;
    }

    public Progress progress() {
        return progress;
    }

    /// Remembers that a recipient has to be tried again.
    public void leaveSome() {
        progress = Progress.SOME_LEFT;
    }

    /// Remembers what an operator asked for.
    ///
    /// @param status of its file, whose mode says what was asked for this message
    /// @param run how eagerly the queue is being worked on
    public void ask(FileStatus status, Urgency run) {
        forceExpired = status.isForceExpired();
        urgency = status.isUnthrottled() ? Urgency.ASKED_FOR : run;
    }

    /// Whether it is returned if this attempt fails, whatever its age.
    public boolean isForceExpired() {
        return forceExpired;
    }

    /// Remembers that its file cannot be read to the end.
    public void markDamaged() {
        damaged = true;
    }

    /// Whether its file cannot be read to the end.
    public boolean isDamaged() {
        return damaged;
    }

    public Urgency urgency() {
        return urgency;
    }

    /// Deliveries were added.
    public void deliveriesAdded(int count) {
        deliveries += count;
    }

    /// A delivery was handed out.
    public void deliveryStarted() {
        underWay++;
    }

    /// A delivery that was handed out came back.
    public void deliveryReturned() {
        underWay--;
    }

    /// A delivery came to its end.
    ///
    /// @return whether it was the last
    public boolean deliveryEnded() {
        return --deliveries == 0;
    }

    /// Whether deliveries are waiting or under way.
    public boolean hasDeliveries() {
        return deliveries > 0;
    }

    /// Whether an agent has it in its hands.
    public boolean isUnderWay() {
        return underWay > 0;
    }

    /// Recipients were read.
    public void recipientsRead(int count) {
        inMemory += count;
    }

    /// Recipients need not be kept any more.
    public void recipientsSettled(int count) {
        inMemory -= count;
    }

    /// How many recipients are in memory.
    public int recipientsInMemory() {
        return inMemory;
    }

    /// The recipients that were not read yet, if there are any.
    public Optional<EnvelopeReader.Unread> unread() {
        return unread;
    }

    /// Whether there are recipients that were not read yet.
    public boolean hasUnread() {
        return unread.isPresent();
    }

    /// How many recipients were not read yet.
    public int unreadRecipients() {
        return unread.map(EnvelopeReader.Unread::count).orElse(0);
    }

    /// Remembers where to read on.
    public void unread(Optional<EnvelopeReader.Unread> rest, Instant now) {
        unread = rest;
        lastRead = now;
    }

    /// When recipients were read the last time.
    public Instant lastRead() {
        return lastRead;
    }
}
