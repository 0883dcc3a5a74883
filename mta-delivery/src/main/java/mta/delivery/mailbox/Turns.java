package mta.delivery.mailbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Has deliveries of this process to one file wait for each other, and for no others: a user may lock his own mailbox
/// for as long as he likes.
final class Turns {

    private final Map<Path, Turn> turns = new ConcurrentHashMap<>();

    /// The right to a file; to be closed by the thread that took it.
    final class Turn implements AutoCloseable {

        private final Path file;
        private final ReentrantLock lock = new ReentrantLock();
        private int takers;

        private Turn(Path file) {
            this.file = file;
        }

        @Override
        public void close() {
            lock.unlock();
            turns.computeIfPresent(file, (_, turn) -> --turn.takers == 0 ? null : turn);
        }
    }

    /// Waits until nobody else has the file.
    Turn take(Path file) {
        var turn = turns.compute(file, (_, known) -> {
            var one = known == null ? new Turn(file) : known;
            one.takers++;
            return one;
        });
        turn.lock.lock();
        return turn;
    }

    /// How many files somebody has, or waits for.
    int files() {
        return turns.size();
    }
}
