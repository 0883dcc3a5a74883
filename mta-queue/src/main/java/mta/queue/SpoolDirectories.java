package mta.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The directories of the queue as such: making hash directories, and getting new entries onto the disk.
final class SpoolDirectories {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// File systems that put a new name onto the disk together with the file when that is synced: their journal
    /// holds both changes in one transaction. (On tmpfs nothing is ever on a disk.) Elsewhere POSIX promises
    /// nothing, and the directory is synced as well.
    private static final Set<String> ENTRY_COMES_WITH_THE_FILE = Set.of("ext3", "ext4", "xfs", "btrfs", "tmpfs");

    private enum EntrySync {
        UNKNOWN,
        COMES_WITH_THE_FILE,
        NEEDED
    }

    private final Path top;
    private volatile EntrySync entrySync = EntrySync.UNKNOWN;

    SpoolDirectories(Path top) {
        this.top = top;
    }

    /// Makes a directory and those above it, up to the top of the queue, with the owner of the one above.
    void make(Path directory) throws IOException {
        if (directory.equals(top) || Files.isDirectory(directory)) {
            return;
        }
        make(directory.getParent());
        try {
            Files.createDirectory(directory, PRIVATE);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        var above = Files.readAttributes(directory.getParent(), PosixFileAttributes.class);
        // A command that root runs must not make directories that the mail system cannot use. The owner of the one
        // above could have put a link here meanwhile, which is not to be followed.
        var made = Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!made.readAttributes().owner().equals(above.owner())) {
            made.setOwner(above.owner());
        }
        syncEntry(directory.getParent());
    }

    /// Makes sure that a new file or directory in that directory is found after a power failure; a file itself was
    /// synced.
    void syncEntry(Path directory) throws IOException {
        if (entrySync == EntrySync.UNKNOWN) {
            entrySync = ENTRY_COMES_WITH_THE_FILE.contains(typeOf(directory))
                    ? EntrySync.COMES_WITH_THE_FILE
                    : EntrySync.NEEDED;
        }
        if (entrySync == EntrySync.NEEDED) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (NoSuchFileException e) {
                throw new IOException("sync " + directory + ": it is gone", e);
            }
        }
    }

    /// The kind of file system a directory is on; empty where nobody knows, as in a chroot(8) to a directory that is no
    /// mount point.
    private static String typeOf(Path directory) {
        try {
            return Files.getFileStore(directory).type();
        } catch (IOException e) {
            return "";
        }
    }
}
