package mta.delivery.mailbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mta.core.config.LockStyle;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.ExternalForm;
import mta.core.mail.ReversePath;
import mta.core.posix.User;
import mta.delivery.QueuedMessage;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.MailboxFile.FromLines;

/// Delivers into mbox files: messages one after another, each starting with `From sender  date`.
///
/// The file is locked in the ways that are asked for, so that no mail program reads it while it grows. On any failure
/// it is cut back to its former length. Deliveries of this process to one file wait for each other.
public final class Mbox {

    /// How a mailbox is locked.
    ///
    /// @param styles the ways, `mailbox_delivery_lock`
    /// @param attempts how often to try, `deliver_lock_attempts`
    /// @param delay between attempts, `deliver_lock_delay`
    /// @param stale when a lock file counts as forgotten, `stale_lock_time`
    public record Locking(Set<LockStyle> styles, int attempts, Duration delay, Duration stale) {}

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    private final Locking locking;
    private final Refusals refusals;
    private final long sizeLimit;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    /// What a mailbox has to be like.
    ///
    /// @param strictOwner whether one of somebody else is refused for now, `strict_mailbox_ownership`
    /// @param use what the file is
    /// @param status for those that cannot be opened or locked
    public record Refusals(boolean strictOwner, Use use, EnhancedStatus status) {}

    /// What a file is.
    public enum Use {
        /// A mailbox.
        MAILBOX,
        /// Whatever somebody named: not a program, and locked by a file only where the directory allows that.
        ANY_FILE
    }

    /// @param sizeLimit the most bytes that a mailbox may have; 0 for no limit
    public Mbox(Locking locking, Refusals refusals, long sizeLimit, InstantSource clock) {
        this.locking = locking;
        this.refusals = refusals;
        this.sizeLimit = sizeLimit;
        this.clock = clock;
    }

    /// Appends a message.
    ///
    /// @return where it starts in the file
    /// @throws MailboxException if it cannot be appended; the file is as before then
    public long deliver(Path mailbox, MailboxRights rights, Heading heading, QueuedMessage message)
            throws MailboxException, UnreadableMessageException, IOException {
        var visit = new Visit(mailbox, rights.owner());
        try (var _ = turns.take(mailbox)) {
            try {
                rights.inDirectory(visit::open);
                rights.inMailbox(
                        () -> visit.start = append(visit.file.orElseThrow().channel(), heading, message));
                return visit.start;
            } finally {
                end(visit, rights);
            }
        }
    }

    /// What was delivered is delivered, whatever happens here.
    private static void end(Visit visit, MailboxRights rights) throws MailboxException, UnreadableMessageException {
        try {
            rights.inDirectory(visit::close);
        } catch (IOException _) {
            // A lock file that stays becomes stale, and is removed by whoever comes next.
        }
    }

    /// A mailbox that is locked and open.
    private final class Visit {

        private final Path mailbox;
        private final User owner;
        private Optional<Path> dotlock = Optional.empty();
        private Optional<MboxFile.Opened> file = Optional.empty();
        private long start;

        Visit(Path mailbox, User owner) {
            this.mailbox = mailbox;
            this.owner = owner;
        }

        void open() throws MailboxException {
            try {
                // Nothing but a file is locked by another one: not /dev/null.
                if (locking.styles().contains(LockStyle.DOTLOCK)
                        && (!Files.exists(mailbox) || Files.isRegularFile(mailbox))) {
                    dotlock = takeDotlock(mailbox);
                }
                file = Optional.of(new MboxFile(mailbox, owner, refusals).open());
                lock(file.get());
            } catch (IOException e) {
                throw new MailboxException(mailbox + ": " + MailboxException.words(e), e);
            }
        }

        void close() {
            try {
                if (file.isPresent()) {
                    file.get().close();
                }
                if (dotlock.isPresent()) {
                    Files.deleteIfExists(dotlock.get());
                }
            } catch (IOException _) {
                // see end
            }
        }
    }

    private long append(FileChannel channel, Heading heading, QueuedMessage message)
            throws MailboxException, UnreadableMessageException {
        try {
            long before = channel.size();
            boolean complete = false;
            try {
                write(channel.position(before), heading, message);
                complete = true;
                return before;
            } finally {
                if (!complete) {
                    channel.truncate(before);
                }
            }
        } catch (IOException e) {
            throw new MailboxException("error writing message: " + MailboxException.words(e), e);
        }
    }

    private void write(FileChannel channel, Heading heading, QueuedMessage message)
            throws IOException, MailboxException, UnreadableMessageException {
        // Closing it would close the channel, whose lock has to live until the file is whole again.
        var file = new MailboxFile(channel, FromLines.QUOTE);
        file.write(fromLine(heading.sender(), clock.instant()));
        file.write(heading.bytes());
        message.copyTo(file);
        file.write(new byte[] {'\n'});
        file.sync();
        if (sizeLimit > 0 && channel.size() > sizeLimit) {
            throw new MailboxException("error writing message: File too large");
        }
    }

    /// The line before a message in an mbox.
    public static byte[] fromLine(ReversePath sender, Instant now) {
        String who = sender.text().isEmpty() ? "MAILER-DAEMON" : ExternalForm.of(sender.text());
        String when = DATE.format(now.atZone(ZoneId.systemDefault()));
        return ("From " + who + "  " + when + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Both locks are held until the file is closed.
    private void lock(MboxFile.Opened file) throws IOException, MailboxException {
        if (locking.styles().contains(LockStyle.FLOCK)) {
            insist(file.descriptor()::tryLock);
        }
        if (locking.styles().contains(LockStyle.FCNTL)) {
            insist(() -> isLocked(file.channel()));
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // Another service of this process has the file by another name.
            return false;
        }
    }

    @FunctionalInterface
    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    private void insist(Attempt attempt) throws IOException, MailboxException {
        for (int i = 0; i < locking.attempts(); i++) {
            if (attempt.succeeds()) {
                return;
            }
            pause();
        }
        throw new MailboxException("unable to lock for exclusive access: Resource temporarily unavailable");
    }

    private Optional<Path> takeDotlock(Path mailbox) throws IOException, MailboxException {
        var file = mailbox.resolveSibling(mailbox.getFileName() + ".lock");
        for (int attempt = 0; attempt < locking.attempts(); attempt++) {
            try {
                return Optional.of(Files.createFile(file));
            } catch (FileAlreadyExistsException _) {
                removeIfStale(file);
                pause();
            } catch (IOException e) {
                if (refusals.use() == Use.ANY_FILE) {
                    return Optional.empty();
                }
                throw new MailboxException(
                        refusals.status(), "unable to create lock file " + file + ": " + MailboxException.words(e), e);
            }
        }
        throw new MailboxException("unable to create lock file " + file + ": File exists");
    }

    private void removeIfStale(Path file) throws IOException {
        try {
            var age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
            if (age.compareTo(locking.stale()) > 0) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            // Its owner has just removed it.
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(locking.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }
}
