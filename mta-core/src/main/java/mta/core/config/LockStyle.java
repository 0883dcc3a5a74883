package mta.core.config;

/// A way to lock a mailbox, as `mailbox_delivery_lock` and `virtual_mailbox_lock` name it.
public enum LockStyle implements ListWord {
    /// flock(2).
    FLOCK,
    /// fcntl(2).
    FCNTL,
    /// A file `NAME.lock`.
    DOTLOCK
}
