package mta.queue;

import java.util.Optional;

/// The directories of the queue.
public enum QueueName {
    /// Local submissions, written by postdrop(1) and not yet taken by pickup(8). Never hashed.
    MAILDROP("maildrop", Content.MESSAGES),
    /// Messages that cleanup(8) writes, or has written and qmgr(8) has not yet seen.
    INCOMING("incoming", Content.MESSAGES),
    /// Messages that qmgr(8) has in memory.
    ACTIVE("active", Content.MESSAGES),
    /// Messages whose next attempt lies in the future, at the file's modification time.
    DEFERRED("deferred", Content.MESSAGES),
    /// Messages that stay until an operator releases them.
    HOLD("hold", Content.MESSAGES),
    /// Damaged files, kept for an operator to look at.
    CORRUPT("corrupt", Content.MESSAGES),
    /// Messages that an operator put aside.
    SAVED("saved", Content.MESSAGES),
    /// Per message, why recipients could not be reached yet.
    DEFER("defer", Content.LOGS),
    /// Per message, why recipients cannot be reached.
    BOUNCE("bounce", Content.LOGS),
    /// Per message, what became of recipients whose sender asked.
    TRACE("trace", Content.LOGS),
    /// Per destination, the messages that wait for it (flush(8)).
    FLUSH("flush", Content.LOGS);

    /// What the files in a directory are.
    public enum Content {
        MESSAGES,
        LOGS
    }

    private final String directory;
    private final Content content;

    QueueName(String directory, Content content) {
        this.directory = directory;
        this.content = content;
    }

    /// The name on disk, below the queue directory.
    public String directory() {
        return directory;
    }

    /// What its files are.
    public Content content() {
        return content;
    }

    /// The queue of that name.
    public static Optional<QueueName> find(String directory) {
        for (QueueName queue : values()) {
            if (queue.directory.equals(directory)) {
                return Optional.of(queue);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return directory;
    }
}
