package mta.core.table;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        ONE_AT_A_TIME.lock();
        try {
            // It does not wait for anybody, so an interrupt waits for its end, as it does in join.
            return CompletableFuture.supplyAsync(work, DeepStack::start).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException mistake -> throw mistake;
                case Error mistake -> throw mistake;
                case Throwable other -> throw new IllegalStateException(other);
            }
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static void start(Runnable work) {
        new Thread(null, work, "deep-stack", BYTES).start();
    }
}
