package mta.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the file system knows about a file in the queue.
///
/// @param state whether it may be used
/// @param path where it is
/// @param size in bytes
/// @param modified when it was written; in `deferred`, when it is to be tried again
/// @param mode the permission bits, 0 to 07777
/// @param inode its number, which is part of the queue id
/// @param owner its user id; in `maildrop`, who submitted it
/// @param links how many names it has
public record FileStatus(
        State state, Path path, long size, Instant modified, int mode, long inode, int owner, int links) {

    /// Whether a file may be used.
    public enum State {
        /// A message that was written completely (mode 0700), or a log file.
        READY,
        /// A message that is being written (mode 0600), or what a crash left of one.
        BEING_WRITTEN,
        /// No plain file: a directory or a link, which nobody should have put there.
        ALIEN;

        /// What the type and the permissions of a file say.
        public static State of(int mode) {
            if ((mode & TYPE_MASK) != REGULAR) {
                return ALIEN;
            }
            return (mode & OWNER_BITS) == OWNER_BITS ? READY : BEING_WRITTEN;
        }
    }

    private static final int TYPE_MASK = 0170000;
    private static final int REGULAR = 0100000;
    private static final int OWNER_BITS = 0700;
    private static final int GROUP_READ = 0040;
    private static final int GROUP_EXECUTE = 0010;

    /// Looks at a file.
    ///
    /// @return nothing if it is not there (any more)
    public static Optional<FileStatus> of(Path path) throws IOException {
        Map<String, Object> found;
        try {
            found = Files.readAttributes(
                    path, "unix:mode,size,lastModifiedTime,ino,uid,nlink", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
        int mode = (int) found.get("mode");
        return Optional.of(new FileStatus(
                State.of(mode),
                path,
                (long) found.get("size"),
                ((FileTime) found.get("lastModifiedTime")).toInstant(),
                mode & ~TYPE_MASK,
                (long) found.get("ino"),
                (int) found.get("uid"),
                (int) found.get("nlink")));
    }

    /// Whether an operator asked for an attempt regardless of dead destinations (`postqueue -i`, `-s`).
    public boolean isUnthrottled() {
        return (mode & GROUP_READ) != 0;
    }

    /// Whether an operator asked for the message to be returned at the next attempt (`postsuper -e`, `-f`).
    public boolean isForceExpired() {
        return (mode & GROUP_EXECUTE) != 0;
    }
}
