package mta.service.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.Descriptor;
import mta.core.posix.Errno;
import mta.core.posix.FileName;
import mta.core.posix.PosixException;

/// The locks by which a mail system is known to run: `pid/master.pid` in the queue directory, held by master(8) alone,
/// and `master.lock` in the data directory, held by master(8) and all its hosts.
///
/// Postfix's own programs use the same files and the same flock(2), so the two never run on one queue.
public final class MasterLock implements Closeable {

    /// The width of the number in the file, which Postfix pads to the digits of a long.
    private static final int PID_WIDTH = 32;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Descriptor file;

    private MasterLock(Descriptor file) {
        this.file = file;
    }

    /// The file that holds the process id of master(8) in its first line.
    public static Path pidFile(MainCf main) {
        return FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY))
                .resolve(main.get(CoreParameters.PROCESS_ID_DIRECTORY))
                .resolve("master.pid");
    }

    /// The file that is locked until the last process of the mail system has ended.
    public static Path dataFile(MainCf main) {
        return FileName.of(main.get(CoreParameters.DATA_DIRECTORY)).resolve("master.lock");
    }

    /// The process id of the running master(8); none where the mail system is down.
    public static OptionalLong running(MainCf main) throws IOException {
        Path path = pidFile(main);
        // Opened for reading, so that ordinary users can ask, and so that asking makes no file.
        try (var file = Descriptor.read(path)) {
            // A shared lock does not keep another one who asks from knowing; and a master that starts waits for us.
            return file.tryLockShared() ? OptionalLong.empty() : OptionalLong.of(pid(path));
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    private static long pid(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException(path + ": no process id: " + text, e);
        }
    }

    /// Takes a lock, as soon as it is free, and writes the id of this process into it.
    ///
    /// @param patience how long another process may take to give it up
    /// @throws IOException where it does not, in Postfix's words; at once where the file cannot be locked at all
    public static MasterLock take(Path path, Duration patience) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(patience);
        var lock = take(path);
        while (lock.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(PAUSE);
            lock = take(path);
        }
        return lock.orElseThrow(() ->
                new IOException("open lock file " + path + ": unable to set exclusive lock: " + Errno.EAGAIN.text()));
    }

    /// Takes a lock; nothing where another process holds it.
    ///
    /// Root does this in a directory of `mail_owner`, who must not lead it to another file by a link. So none is
    /// followed, the file is looked at after it was opened, and everything else is done by its descriptor.
    private static Optional<MasterLock> take(Path path) throws IOException {
        Descriptor file;
        try {
            file = Descriptor.readWrite(path, 0644, Descriptor.Links.REFUSED);
        } catch (PosixException e) {
            throw new IOException(
                    "open lock file " + path + ": cannot open file: "
                            + e.errno().text(),
                    e);
        }
        if (!file.tryLock()) {
            file.close();
            return Optional.empty();
        }
        var lock = new MasterLock(file);
        // One that has another name as well may be anybody's.
        if (!lock.isAt(path) || file.names() != 1) {
            file.close();
            throw new IOException("open lock file " + path + ": it is a link, or was replaced");
        }
        Files.writeString(
                lock.file.path(),
                ("%" + PID_WIDTH + "d\n").formatted(ProcessHandle.current().pid()));
        return Optional.of(lock);
    }

    private boolean isAt(Path path) throws IOException {
        Path place = path.getParent().toRealPath().resolve(path.getFileName());
        return Files.readSymbolicLink(file.path()).equals(place);
    }

    /// Makes it belong to a user.
    public void giveTo(int uid) throws IOException {
        Files.setAttribute(file.path(), "unix:uid", uid);
    }

    /// The open file, to be handed to processes that keep the lock alive.
    public Descriptor descriptor() {
        return file;
    }

    /// Gives it up.
    @Override
    public void close() {
        file.close();
    }
}
