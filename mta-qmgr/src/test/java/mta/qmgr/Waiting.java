package mta.qmgr;

import java.util.ArrayDeque;
import java.util.Deque;

/// Agents that begin when they are told to.
final class Waiting implements QueueManager.Starter {

    final Deque<Runnable> work = new ArrayDeque<>();

    @Override
    public void start(Runnable what) {
        work.add(what);
    }

    /// Does what came first.
    void next() {
        work.remove().run();
    }

    void all() {
        while (!work.isEmpty()) {
            next();
        }
    }
}
