package mta.qmgr.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import mta.qmgr.destination.Window;

/// What waits for one destination of a transport.
final class DestinationQueue {

    final Deque<Batch> waiting = new ArrayDeque<>();
    Window window;
    int busy;
    boolean inTurn;

    DestinationQueue(Window window) {
        this.window = window;
    }

    boolean canStart() {
        return !waiting.isEmpty() && busy < window.size();
    }

    /// Whether nothing would be lost by forgetting it.
    boolean isForgettable() {
        return waiting.isEmpty() && busy == 0 && window instanceof Window.Open;
    }
}
