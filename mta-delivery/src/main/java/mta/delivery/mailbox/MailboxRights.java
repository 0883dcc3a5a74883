package mta.delivery.mailbox;

import java.io.IOException;
import mta.core.posix.User;
import mta.delivery.UnreadableMessageException;

/// With whose rights the parts of a delivery into an mbox file are done.
public interface MailboxRights {

    /// Work in a mailbox.
    @FunctionalInterface
    interface Work {
        void run() throws MailboxException, UnreadableMessageException;
    }

    /// Whom the mailbox belongs to.
    User owner();

    /// Does what is to be done in the directory: lock, open, create, unlock.
    void inDirectory(Work work) throws MailboxException, UnreadableMessageException, IOException;

    /// Does what is to be done with the contents.
    void inMailbox(Work work) throws MailboxException, UnreadableMessageException, IOException;
}
