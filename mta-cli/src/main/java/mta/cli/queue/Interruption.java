package mta.cli.queue;

import java.util.concurrent.CountDownLatch;

/// What a command has to say when a signal ends it (SIGINT, SIGTERM, SIGHUP).
///
/// The process ends with the signal's own exit status, whatever the command does meanwhile.
final class Interruption implements AutoCloseable {

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /// Has an action called, on a thread of its own, if a signal comes before this is closed.
    static Interruption calls(Runnable action) {
        var hook = new Thread(action, "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ended) {
            waitForTheEnd();
        }
    }

    /// The signal came first, and the process must not end in another way before everything was said.
    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
