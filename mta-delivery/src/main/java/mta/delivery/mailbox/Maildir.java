package mta.delivery.mailbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import mta.delivery.QueuedMessage;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.MailboxFile.FromLines;

/// Delivers into maildirs: each message is a file, written in `tmp` and renamed into `new` when it is complete.
///
///     tmp/1795307284.P30860Q7.host                the message while it is written
///     new/1795307284.Vfe00I21a06cM916588.host     device, inode and microseconds make the name unique
///
/// File and directory entry are on the disk when [#deliver] returns. Missing directories are made, mode 0700.
public final class Maildir {

    private static final Set<StandardOpenOption> NEW_FILE =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final String hostname;
    private final InstantSource clock;
    private final AtomicLong counter = new AtomicLong();

    /// @param hostname the name of this machine, for file names
    public Maildir(String hostname, InstantSource clock) {
        this.hostname = hostname.replace("/", "\\057").replace(":", "\\072");
        this.clock = clock;
    }

    /// Writes a message.
    ///
    /// @param maildir the directory that holds `tmp`, `new` and `cur`
    /// @throws MailboxException if it cannot be written; nothing is left behind then
    public void deliver(Path maildir, Heading heading, QueuedMessage message)
            throws MailboxException, UnreadableMessageException {
        var now = clock.instant();
        long seconds = now.getEpochSecond();
        var draft = maildir.resolve("tmp")
                .resolve(seconds + ".P" + ProcessHandle.current().pid() + "Q" + counter.incrementAndGet() + "."
                        + hostname);
        try (var file = open(maildir, draft)) {
            try {
                file.write(heading.bytes());
                message.copyTo(file);
                file.sync();
            } catch (IOException e) {
                throw new MailboxException("error writing message: " + MailboxException.words(e), e);
            }
            publish(maildir, draft, file, now);
        } catch (MailboxException | UnreadableMessageException e) {
            discard(draft, e);
            throw e;
        } catch (IOException e) {
            discard(draft, e);
            throw new MailboxException("error writing message: " + MailboxException.words(e), e);
        }
    }

    private static MailboxFile open(Path maildir, Path draft) throws MailboxException {
        try {
            try {
                return create(draft);
            } catch (NoSuchFileException _) {
                for (var name : new String[] {"tmp", "new", "cur"}) {
                    makeDirectories(maildir.resolve(name));
                }
                return create(draft);
            }
        } catch (IOException e) {
            throw new MailboxException("create maildir file " + draft + ": " + MailboxException.words(e), e);
        }
    }

    private static MailboxFile create(Path draft) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return new MailboxFile(FileChannel.open(draft, NEW_FILE, mode), FromLines.KEEP);
    }

    private static void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void publish(Path maildir, Path draft, MailboxFile message, Instant when) throws MailboxException {
        var directory = maildir.resolve("new");
        try {
            var file = Files.readAttributes(draft, "unix:dev,ino");
            var target = directory.resolve("%d.V%xI%xM%d.%s"
                    .formatted(
                            when.getEpochSecond(),
                            (long) file.get("dev"),
                            (long) file.get("ino"),
                            when.getNano() / 1_000,
                            hostname));
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException _) {
                makeDirectories(directory);
                makeDirectories(maildir.resolve("cur"));
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
            sync(directory, target, message);
        } catch (IOException e) {
            throw new MailboxException("create maildir file " + directory + ": " + MailboxException.words(e), e);
        }
    }

    /// Puts the name of a new file onto the disk. Where that fails, the message comes again, and must not be there
    /// twice.
    ///
    /// A directory that its owner may write to, but not read, cannot be opened. Then the file is synced again,
    /// under its new name, which the usual file systems put onto the disk with it; Postfix does not do as much.
    private static void sync(Path directory, Path target, MailboxFile message) throws IOException {
        try {
            try (var entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                entry.force(true);
            } catch (AccessDeniedException _) {
                message.sync();
            }
        } catch (IOException e) {
            discard(target, e);
            throw e;
        }
    }

    private static void discard(Path draft, Exception cause) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
