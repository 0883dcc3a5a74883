package mta.qmgr.flush;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import mta.core.mail.QueueId;
import mta.core.posix.Descriptor;
import mta.queue.QueueName;
import mta.queue.Spool;

/// The lists of flush(8), in Postfix's form: below `flush` a file for each destination, with the id of a message that
/// waits for it in each line.
///
///     flush/example_com      4ABCDEF0123
///                            4ABCDEF0456
///
/// The name is that of the destination with `_` for what is neither letter nor digit. Lines are only added, until the
/// list is taken; so an id may stand there twice, or longer than its message exists. Whoever adds or takes holds the
/// flock(2) lock.
final class FlushLogs {

    private static final int PRIVATE = 0600;
    private static final long LOCK_PAUSE_NANOS = 1_000_000;

    /// A list as it lies there.
    ///
    /// @param name of its file
    /// @param size in bytes
    /// @param read when it was read for the last time
    /// @param changed when it was written
    record Status(String name, long size, Instant read, Instant changed) {}

    private final Spool spool;

    FlushLogs(Spool spool) {
        this.spool = spool;
    }

    /// The name of the list of a destination.
    static String nameOf(String site) {
        return site.replaceAll("[^A-Za-z0-9]", "_");
    }

    /// Adds a message to a list.
    void add(String name, QueueId id) throws IOException {
        Path path = spool.flushList(name);
        byte[] line = (id + "\n").getBytes(StandardCharsets.US_ASCII);
        boolean isThere = false;
        // A list that was empty may be removed before we have its lock.
        while (!isThere) {
            spool.makeFlushDirectory(name);
            try (var list = Descriptor.append(path, PRIVATE)) {
                lock(list);
                if (list.write(line) < line.length) {
                    throw new IOException("append to " + path + ": incomplete");
                }
                isThere = Files.exists(path);
            }
        }
    }

    /// Hands over the lines of a list and empties it. Where that fails, the list stays as it is.
    ///
    /// @return whether there were any
    boolean take(String name, Consumer<String> taker) throws IOException {
        Path path = spool.flushList(name);
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE);
                var lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1);
                var list = Descriptor.read(path)) {
            lock(list);
            String line = lines.readLine();
            if (line == null) {
                return false;
            }
            for (; line != null; line = lines.readLine()) {
                taker.accept(line);
            }
            file.truncate(0);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void lock(Descriptor list) throws IOException {
        while (!list.tryLock()) {
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
    }

    /// Looks at all lists, in no order.
    void forEach(Consumer<Status> viewer) throws IOException {
        try (var scan = spool.scan(QueueName.FLUSH)) {
            for (var path = scan.nextPath(); path.isPresent(); path = scan.nextPath()) {
                status(path.get()).ifPresent(viewer);
            }
        } catch (NoSuchFileException e) {
            // Nothing ever waited.
        }
    }

    private static Optional<Status> status(Path path) throws IOException {
        try {
            var found = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new Status(
                    path.getFileName().toString(),
                    found.size(),
                    found.lastAccessTime().toInstant(),
                    found.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Removes a list, if it is empty.
    void removeEmpty(String name) throws IOException {
        Path path = spool.flushList(name);
        try (var list = Descriptor.read(path)) {
            lock(list);
            if (Files.size(path) == 0) {
                Files.delete(path);
            }
        }
    }
}
