package mta.cli.admin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.core.config.LockStyle;
import mta.core.log.ErrorText;
import mta.core.posix.Descriptor;
import mta.core.posix.Descriptor.Links;
import mta.core.posix.Errno;
import mta.core.posix.HeldFile;
import mta.core.posix.PosixException;

/// Locks a mail folder in the ways that `mailbox_delivery_lock` names, as local delivery does, so that each keeps the
/// other out.
///
/// The lock file comes first. Where it may not be made, as in a directory of the system, the other ways have to do.
final class FolderLock implements Closeable {

    /// How long to try.
    ///
    /// @param attempts `deliver_lock_attempts`
    /// @param delay `deliver_lock_delay`
    /// @param stale when a lock file counts as forgotten, `stale_lock_time`
    record Patience(int attempts, Duration delay, Duration stale) {}

    @FunctionalInterface
    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    private final Path folder;
    private final Patience patience;
    private Optional<Path> lockFile = Optional.empty();
    private Optional<Descriptor> descriptor = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();

    private FolderLock(Path folder, Patience patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /// Takes the lock; the folder is made where there is none.
    static FolderLock take(Path folder, Set<LockStyle> styles, Patience patience) throws IOException, CommandFailed {
        var lock = new FolderLock(folder, patience);
        try {
            lock.take(styles);
            return lock;
        } catch (IOException | CommandFailed | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void take(Set<LockStyle> styles) throws IOException, CommandFailed {
        if (styles.contains(LockStyle.DOTLOCK)) {
            makeLockFile();
        }
        openFolder();
        if (styles.contains(LockStyle.FLOCK)) {
            insist(() -> descriptor.orElseThrow().tryLock());
        }
        if (styles.contains(LockStyle.FCNTL)) {
            insist(() -> channel.orElseThrow().tryLock() != null);
        }
    }

    /// Opened twice, and both closed at the end only: a process loses its fcntl(2) locks on a file with the first
    /// descriptor of it that it closes.
    ///
    /// Others may write to the directory, as to that of all mailboxes: a link there would have root make a
    /// file where it leads.
    private void openFolder() throws CommandFailed {
        try {
            var opened = Descriptor.readWrite(HeldFile.followed(folder), 0600, Links.REFUSED);
            descriptor = Optional.of(opened);
            if (opened.names() != 1) {
                throw failure("open file " + folder + ": file has " + opened.names() + " hard links");
            }
            channel = Optional.of(FileChannel.open(opened.path(), StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (PosixException e) {
            throw failure("open file " + folder
                    + (e.errno().equals(Errno.ELOOP)
                            ? ": file is a symbolic link"
                            : ": cannot open file: " + e.errno().text()));
        } catch (IOException e) {
            throw failure("open file " + folder + ": cannot open file: " + ErrorText.of(e));
        }
    }

    private void insist(Attempt attempt) throws IOException, CommandFailed {
        for (int i = 0; i < patience.attempts; i++) {
            if (attempt.succeeds()) {
                return;
            }
            MailSystem.pause(patience.delay);
        }
        throw failure(
                "open file " + folder + ": unable to lock for exclusive access: Resource temporarily unavailable");
    }

    private void makeLockFile() throws IOException, CommandFailed {
        var file = Path.of(folder + ".lock");
        // Nobody reads it; Postfix's has no rights at all either.
        var rights = PosixFilePermissions.asFileAttribute(Set.of());
        for (int i = 0; i < patience.attempts; i++) {
            try {
                lockFile = Optional.of(Files.createFile(file, rights));
                return;
            } catch (FileAlreadyExistsException e) {
                removeIfStale(file);
                MailSystem.pause(patience.delay);
            } catch (AccessDeniedException e) {
                return;
            } catch (IOException e) {
                throw noLockFile(file, ErrorText.of(e));
            }
        }
        throw noLockFile(file, "File exists");
    }

    private CommandFailed noLockFile(Path file, String why) {
        return failure("open file " + folder + ": unable to create lock file " + file + ": " + why);
    }

    private void removeIfStale(Path file) throws IOException {
        try {
            var age = Duration.ofMillis(
                    System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis());
            if (age.compareTo(patience.stale) > 0) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Its owner has just removed it.
        }
    }

    private static CommandFailed failure(String message) {
        return new CommandFailed(ExitStatus.TRY_AGAIN, message);
    }

    @Override
    public void close() throws IOException {
        descriptor.ifPresent(Descriptor::close);
        if (channel.isPresent()) {
            channel.get().close();
        }
        if (lockFile.isPresent()) {
            Files.deleteIfExists(lockFile.get());
        }
    }
}
