package mta.delivery.mailbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import mta.core.mail.ReversePath;
import mta.delivery.QueuedMessage;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.MailboxFile.FromLines;

/// Delivers into mbox files: messages one after another, each starting with `From sender  date`.
///
/// The file is locked by fcntl(2) and, where the directory allows, by a file `NAME.lock`, so that no mail program reads
/// it while it grows. On any failure it is cut back to its former length. Deliveries of this process to one
/// file wait for each other.
public final class Mbox {

    /// How a mailbox is locked.
    ///
    /// @param dotlock whether `NAME.lock` is used
    /// @param attempts how often to try, `deliver_lock_attempts`
    /// @param delay between attempts, `deliver_lock_delay`
    /// @param stale when a lock file counts as forgotten, `stale_lock_time`
    public record Locking(boolean dotlock, int attempts, Duration delay, Duration stale) {}

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final Set<StandardOpenOption> APPEND =
            EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    private static final int STRIPES = 64;

    private final Locking locking;
    private final long sizeLimit;
    private final InstantSource clock;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    /// @param sizeLimit the most bytes that a mailbox may have; 0 for no limit
    public Mbox(Locking locking, long sizeLimit, InstantSource clock) {
        this.locking = locking;
        this.sizeLimit = sizeLimit;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /// Appends a message.
    ///
    /// @throws MailboxException if it cannot be appended; the file is as before then
    public void deliver(Path mailbox, Heading heading, QueuedMessage message)
            throws MailboxException, UnreadableMessageException {
        var stripe = stripes[Math.floorMod(mailbox.hashCode(), STRIPES)];
        stripe.lock();
        try {
            deliverAlone(mailbox, heading, message);
        } catch (IOException e) {
            throw new MailboxException(mailbox + ": " + MailboxException.words(e), e);
        } finally {
            stripe.unlock();
        }
    }

    private void deliverAlone(Path mailbox, Heading heading, QueuedMessage message)
            throws IOException, MailboxException, UnreadableMessageException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (Files.exists(mailbox, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(mailbox, LinkOption.NOFOLLOW_LINKS)) {
            throw new MailboxException("destination " + mailbox + " is not a regular file");
        }
        var dotlock = takeDotlock(mailbox);
        try (var channel = FileChannel.open(mailbox, APPEND, mode)) {
            lock(channel);
            append(channel, heading, message);
        } finally {
            if (dotlock.isPresent()) {
                Files.deleteIfExists(dotlock.get());
            }
        }
    }

    private void append(FileChannel channel, Heading heading, QueuedMessage message)
            throws IOException, MailboxException, UnreadableMessageException {
        long before = channel.size();
        boolean complete = false;
        try {
            channel.position(before);
            // Closing it would close the channel, whose lock has to live until the file is whole again.
            var file = new MailboxFile(channel, FromLines.QUOTE);
            file.write(fromLine(heading.sender()));
            file.write(heading.bytes());
            message.copyTo(file);
            file.write(new byte[] {'\n'});
            file.sync();
            if (sizeLimit > 0 && channel.size() > sizeLimit) {
                throw new MailboxException("error writing message: File too large");
            }
            complete = true;
        } catch (IOException e) {
            throw new MailboxException("error writing message: " + MailboxException.words(e), e);
        } finally {
            if (!complete) {
                channel.truncate(before);
            }
        }
    }

    private byte[] fromLine(ReversePath sender) {
        String who = sender.text().isEmpty() ? "MAILER-DAEMON" : sender.text().replace(' ', '-');
        String when = DATE.format(clock.instant().atZone(ZoneId.systemDefault()));
        return ("From " + who + "  " + when + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void lock(FileChannel channel) throws IOException, MailboxException {
        for (int attempt = 0; attempt < locking.attempts(); attempt++) {
            // Held until the channel is closed.
            if (channel.tryLock() != null) {
                return;
            }
            pause();
        }
        throw new MailboxException("unable to lock for exclusive access: Resource temporarily unavailable");
    }

    /// @return the lock file, or nothing where the directory does not let us make one
    private Optional<Path> takeDotlock(Path mailbox) throws IOException, MailboxException {
        if (!locking.dotlock()) {
            return Optional.empty();
        }
        var file = mailbox.resolveSibling(mailbox.getFileName() + ".lock");
        for (int attempt = 0; attempt < locking.attempts(); attempt++) {
            try {
                return Optional.of(Files.createFile(file));
            } catch (FileAlreadyExistsException _) {
                removeIfStale(file);
                pause();
            } catch (AccessDeniedException | NoSuchFileException _) {
                return Optional.empty();
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
