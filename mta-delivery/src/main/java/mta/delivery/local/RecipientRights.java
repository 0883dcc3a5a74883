package mta.delivery.local;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import mta.core.posix.User;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.MailboxException;

/// Does file work with the recipient's rights, never with root's.
///
/// Root's process does it on platform threads, because rights belong to a thread. A process that is not root can only
/// work as itself, and does so where it is.
final class RecipientRights {

    /// Work in a mailbox.
    interface Work {
        void run() throws MailboxException, UnreadableMessageException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("recipient-", 1).factory());
    private final boolean root = Processes.effectiveUser() == 0;

    /// Runs the work, and throws what it throws.
    void as(User user, Work work) throws MailboxException, UnreadableMessageException, IOException {
        if (!root) {
            work.run();
            return;
        }
        var failure = await(() -> Rights.as(user, () -> outcome(work)));
        switch (failure) {
            case Failed.None _ -> {}
            case Failed.Mailbox(var e) -> throw e;
            case Failed.Message(var e) -> throw e;
        }
    }

    private sealed interface Failed {
        record None() implements Failed {}

        record Mailbox(MailboxException e) implements Failed {}

        record Message(UnreadableMessageException e) implements Failed {}
    }

    private static Failed outcome(Work work) {
        try {
            work.run();
            return new Failed.None();
        } catch (MailboxException e) {
            return new Failed.Mailbox(e);
        } catch (UnreadableMessageException e) {
            return new Failed.Message(e);
        }
    }

    private Failed await(Callable<Failed> task) throws IOException {
        try {
            return threads.submit(task).get();
        } catch (ExecutionException e) {
            throw new IOException("delivery with the recipient's rights: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
