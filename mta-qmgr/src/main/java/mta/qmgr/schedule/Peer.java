package mta.qmgr.schedule;

import java.util.ArrayDeque;
import java.util.Deque;

/// The deliveries of one job to one destination that wait.
final class Peer {

    private final Job job;
    private final Destination destination;
    private final Deque<Entry> waiting = new ArrayDeque<>(1);

    Peer(Job job, Destination destination) {
        this.job = job;
        this.destination = destination;
    }

    Job job() {
        return job;
    }

    Destination destination() {
        return destination;
    }

    Deque<Entry> waiting() {
        return waiting;
    }
}
