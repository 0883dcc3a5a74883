package mta.core.posix;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Makes calls into the C library that may wait long, such as for an answer from the network.
///
/// A virtual thread that waits in such a call keeps a carrier thread, of which there are as few as processors: some of
/// them at once, and the whole process stands still. So it waits for a thread of the system that makes the call.
final class WaitingCall {

    private WaitingCall() {}

    @FunctionalInterface
    interface Work<T> {
        T run() throws PosixException;
    }

    static <T> T run(Work<T> work) throws PosixException {
        if (!Thread.currentThread().isVirtual()) {
            return work.run();
        }
        var result = new CompletableFuture<T>();
        Thread.ofPlatform().daemon().name("name-service").start(() -> {
            try {
                result.complete(work.run());
            } catch (PosixException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        try {
            // The call cannot be broken off, so an interrupt waits for its end, as it does in join.
            return result.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case PosixException refused -> throw refused;
                case RuntimeException mistake -> throw mistake;
                case Error mistake -> throw mistake;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }
}
