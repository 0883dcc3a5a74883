package mta.core.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes who waits for the peer of a connection when he has waited as long as he may.
///
/// A session waits for each line of a dialogue, and nearly always the line comes at once. A timed wait of the thread
/// would enter and remove a timer for each of them, in another thread that has to be woken for it. Here the event
/// loop has one timer for a connection, which stays when a wait ends: whoever waits when it expires may have begun
/// long after it was set, and then has it set again, for the rest.
///
/// All but [#open] and [#close] are called with the connection's lock held.
final class PatienceWatch {

    /// Most connections have ended before the first look, so that their timer is never set again.
    private static final long FIRST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final ReentrantLock lock;
    private final Condition changed;

    // Guarded by lock:
    private boolean closed;

    /// The timer that is set; null where there is none.
    private ScheduledFuture<?> timer;

    private long nextLook;

    /// @param changed is signalled when the timer expires
    PatienceWatch(EventLoop loop, ReentrantLock lock, Condition changed) {
        this.loop = loop;
        this.lock = lock;
        this.changed = changed;
    }

    /// Sets the first timer. Called on the event loop, where that costs little.
    void open() {
        lock.lock();
        try {
            lookAt(System.nanoTime() + FIRST_LOOK_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /// Has everybody who waits woken at a time or before, once.
    ///
    /// @param when by [System#nanoTime]
    void lookAt(long when) {
        if (!closed && (timer == null || nextLook - when > 0)) {
            set(when);
        }
    }

    private void set(long when) {
        nextLook = when;
        try {
            if (timer != null) {
                timer.cancel(false);
            }
            timer = loop.schedule(this::look, when - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            closed = true; // the loop ends, and so do all its connections, which wakes who waits
        }
    }

    private void look() {
        lock.lock();
        try {
            timer = null;
            changed.signalAll();
        } finally {
            lock.unlock();
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
