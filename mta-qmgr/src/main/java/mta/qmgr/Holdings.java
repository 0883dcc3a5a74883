package mta.qmgr;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import mta.core.mail.QueueId;

/// What a queue manager that was told to end still has in its hands, as its successor in the same process sees it.
///
/// On `postfix reload` the old queue manager lets go of everything but the messages that agents are delivering at
/// that moment, and says which these are; only then does the new one begin, and it leaves them alone until each is
/// released. So no message is delivered by both, and none by nobody. Safe for use by both threads.
final class Holdings {

    private final CountDownLatch published = new CountDownLatch(1);

    // Guarded by this:
    private final Set<QueueId> held = new HashSet<>();
    private Consumer<QueueId> heir = _ -> {};

    /// Says what is still held, and that nothing will be added. Called by the one who ends.
    void publish(Set<QueueId> ids) {
        synchronized (this) {
            held.addAll(ids);
        }
        published.countDown();
    }

    /// Lets go of a message. Called by the one who ends.
    void release(QueueId id) {
        Consumer<QueueId> told;
        synchronized (this) {
            if (!held.remove(id)) {
                return;
            }
            told = heir;
        }
        told.accept(id);
    }

    /// Waits until it is known what is held. Called by the successor.
    ///
    /// @param whenReleased hears of every message that is let go of later
    /// @return what is held
    Set<QueueId> inherit(Consumer<QueueId> whenReleased) throws InterruptedException {
        published.await();
        synchronized (this) {
            heir = whenReleased;
            return Set.copyOf(held);
        }
    }

    /// Of nobody: where there was no queue manager before.
    static Holdings none() {
        var none = new Holdings();
        none.publish(Set.of());
        return none;
    }
}
