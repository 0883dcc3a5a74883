package mta.core.table;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Runs what needs more stack than the threads of this process have, on a thread that has enough, one at a time.
///
/// [java.util.regex] goes a step down for each character that a group such as `(.|\n)*` takes; threads here are
/// many, and their stacks are small.
final class DeepStack {

    /// Some hundred bytes for each character of the longest header there may be, several times over. Only what is
    /// used of it costs memory, and only as long as it is used.
    private static final long BYTES = 256L << 20;

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private DeepStack() {}

    /// Runs it, and throws what it throws: where even this stack is too small, [StackOverflowError].
    static <T> T run(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        ONE_AT_A_TIME.lock();
        try {
            new Thread(null, task, "deep-stack", BYTES).start();
            return await(task);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /// It does not wait for anybody, so an interrupt waits for its end.
    private static <T> T await(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException mistake -> throw mistake;
                case Error mistake -> throw mistake;
                case Throwable other -> throw new IllegalStateException(other);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
