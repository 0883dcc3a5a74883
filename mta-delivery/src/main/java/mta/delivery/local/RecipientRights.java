package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mta.core.posix.Processes;
import mta.core.posix.Rights;
import mta.core.posix.User;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.MailboxException;
import mta.delivery.mailbox.MailboxRights;
import mta.delivery.mailbox.MailboxRights.Work;

/// Does file work with the recipient's rights, not with root's.
///
/// Root's process does it on platform threads, because rights belong to a thread. A process that is not root can only
/// work as itself, and does so where it is.
final class RecipientRights {

    private static final int WRITABLE_BY_ALL = 0002;
    private static final int WRITABLE_BY_GROUP = 0020;

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

    /// Reads or looks at files with somebody's rights; with those there are where nobody is named.
    <T> T with(Optional<User> user, Rights.Work<T> work) throws IOException {
        if (!root || user.isEmpty()) {
            return work.run();
        }
        return await(() -> Rights.as(user.get(), work));
    }

    /// Does work that may wait long on a thread that may wait.
    <T> T apart(Callable<T> work) throws IOException {
        return await(work);
    }

    /// The recipient's rights, in the mailbox and in its directory.
    MailboxRights of(User user) {
        return new Divided(user, Optional.of(user));
    }

    /// The rights for a mailbox in a spool directory, where users often cannot make files: for the mailbox the
    /// recipient's, for the directory those that suffice, as in Postfix.
    ///
    /// Where everybody may write, the recipient's; where a group may, the recipient's in that group; else root's.
    MailboxRights inSpool(Path directory, User user) throws IOException {
        if (!root || !Files.isDirectory(directory)) {
            return of(user);
        }
        var attributes = Files.readAttributes(directory, "unix:mode,gid");
        int mode = (int) attributes.get("mode");
        if ((mode & WRITABLE_BY_ALL) != 0) {
            return of(user);
        }
        if ((mode & WRITABLE_BY_GROUP) == 0) {
            return new Divided(user, Optional.empty());
        }
        int group = (int) attributes.get("gid");
        return new Divided(
                user,
                Optional.of(new User(user.name(), user.uid(), group, user.fullName(), user.home(), user.shell())));
    }

    private final class Divided implements MailboxRights {

        private final User owner;
        private final Optional<User> opener;

        /// @param opener nobody for root
        Divided(User owner, Optional<User> opener) {
            this.owner = owner;
            this.opener = opener;
        }

        @Override
        public User owner() {
            return owner;
        }

        @Override
        public void inDirectory(Work work) throws MailboxException, UnreadableMessageException, IOException {
            if (opener.isPresent()) {
                as(opener.get(), work);
            } else {
                work.run();
            }
        }

        @Override
        public void inMailbox(Work work) throws MailboxException, UnreadableMessageException, IOException {
            as(owner, work);
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

    private <T> T await(Callable<T> task) throws IOException {
        try {
            return threads.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException("delivery with the recipient's rights: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
