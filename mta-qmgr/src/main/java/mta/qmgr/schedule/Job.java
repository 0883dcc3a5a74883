package mta.qmgr.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mta.qmgr.active.ActiveMessage;

/// What one transport has to do for one message.
///
/// It counts the deliveries that it started, as these earn slots for smaller jobs, and knows whom it overtook.
final class Job {

    private final ActiveMessage message;
    private final Map<String, Peer> peers = HashMap.newHashMap(1);
    private final Set<Job> overtakers = HashSet.newHashSet(0);
    private Job overtaken;
    private boolean owes;
    private int entries;
    private int started;
    private int slots;
    private int slotsUsed;

    /// Its place in the order of jobs; see [JobOrder].
    long position;

    /// Whether it is in that order.
    boolean inOrder;

    /// How many of its recipients are in memory.
    int recipients;

    Job(ActiveMessage message) {
        this.message = message;
    }

    ActiveMessage message() {
        return message;
    }

    Collection<Peer> peers() {
        return peers.values();
    }

    Peer peerFor(Destination destination) {
        return peers.computeIfAbsent(destination.name(), _ -> new Peer(this, destination));
    }

    void forget(Peer peer) {
        peers.remove(peer.destination().name());
    }

    boolean isWaiting() {
        return !peers.isEmpty();
    }

    /// Whether one of its deliveries could start now.
    boolean canStart() {
        for (var peer : peers.values()) {
            if (peer.destination().isReady()) {
                return true;
            }
        }
        return false;
    }

    void entryAdded() {
        entries++;
    }

    void entryWithdrawn() {
        entries--;
    }

    void entryStarted() {
        started++;
        slots++;
        slotsUsed++;
    }

    /// How many deliveries it has at most: nobody knows yet where unread recipients go.
    int mostDeliveries() {
        return entries + message.unreadRecipients();
    }

    /// How many deliveries are left to be started at most.
    int mostLeft() {
        return mostDeliveries() - started;
    }

    /// How many deliveries it has started for which nobody has overtaken it; negative while some are owed to it.
    int slots() {
        return slots;
    }

    /// How many slots it will certainly have earned when it is done.
    int slotsAtTheEnd(SlotLimits limits) {
        return (entries - started + slots) / limits.cost();
    }

    boolean isOvertaken() {
        return !overtakers.isEmpty();
    }

    boolean hasOvertaken() {
        return overtaken != null;
    }

    /// Goes before another job, and pays for all that it may have to deliver.
    void overtake(Job other, SlotLimits limits) {
        int expected = mostLeft();
        other.slots -= expected * limits.cost();
        slotsUsed = -expected;
        overtaken = other;
        owes = true;
        other.overtakers.add(this);
    }

    /// Is in nobody's way any more: what it did not use is given back to the job that it overtook, if that is still
    /// there; who overtook it is before the next one now.
    void stopOvertaking(SlotLimits limits) {
        if (overtaken != null) {
            if (owes) {
                overtaken.slots -= slotsUsed * limits.cost();
            }
            overtaken.overtakers.remove(this);
        }
        for (var overtaker : overtakers) {
            overtaker.overtaken = overtaken;
            overtaker.owes = false;
            if (overtaken != null) {
                overtaken.overtakers.add(overtaker);
            }
        }
        overtakers.clear();
        overtaken = null;
        owes = false;
    }
}
