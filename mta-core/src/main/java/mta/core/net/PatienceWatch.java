package mta.core.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes the session of a connection when it has waited as long as it may.
///
/// A session waits for each line of a dialogue, and nearly always the line comes at once. A timed wait of the thread
/// would enter and remove a timer for each of them, in another thread that has to be woken for it. Here the event
/// loop has one timer for a connection, and only looks when it expires: whoever waits now may have begun long after
/// the timer, and then it is set again, for the rest.
///
/// All but [#open] and [#close] are called with the connection's lock held.
final class PatienceWatch {

    /// Most connections have ended before the first look, so that their timer is never set again.
    private static final long FIRST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final ReentrantLock lock;
    private final Condition changed;

    // Guarded by lock:
    private boolean waiting;
    private long deadline;
    private boolean closed;

    /// The timer that is set; null where there is none.
    private ScheduledFuture<?> timer;

    private long nextLook;

    /// @param changed is signalled when a wait is over
    PatienceWatch(EventLoop loop, ReentrantLock lock, Condition changed) {
        this.loop = loop;
        this.lock = lock;
        this.changed = changed;
    }

    /// Sets the first timer. Called on the event loop, where that costs little.
    void open() {
        lock.lock();
        try {
            set(System.nanoTime() + FIRST_LOOK_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /// Begins a wait.
    ///
    /// @param patience how long it may last, in nanoseconds
    void start(long patience) {
        waiting = true;
        deadline = System.nanoTime() + patience;
        if (!closed && (timer == null || nextLook - deadline > 0)) {
            set(deadline);
        }
    }

    /// Whether the wait has lasted as long as it may.
    boolean isOver() {
        return deadline - System.nanoTime() <= 0;
    }

    /// Ends a wait.
    void stop() {
        waiting = false;
    }

    private void look() {
        lock.lock();
        try {
            timer = null;
            if (closed || !waiting) {
                return;
            }
            if (isOver()) {
                changed.signalAll();
            } else {
                set(deadline);
            }
        } finally {
            lock.unlock();
        }
    }

    private void set(long when) {
        if (timer != null) {
            timer.cancel(false);
        }
        nextLook = when;
        try {
            timer = loop.schedule(this::look, when - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            closed = true; // the loop ends, and so do all its connections, which wakes who waits
        }
    }

    /// Gives up the timer, as the connection has ended. Called on the event loop, where that costs little.
    void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
