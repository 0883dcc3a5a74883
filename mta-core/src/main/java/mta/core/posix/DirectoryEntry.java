package mta.core.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A name in a directory, and what the kernel knows of its file; links are not followed.
///
/// For those who look at all files of a queue, which may be very many: Java's own way makes a path and a map for each,
/// which takes several times as long as the system does.
///
/// @param name without the directory
/// @param isUtf8 whether the name is text at all; if not, it stands for the file in messages only, and leads nowhere
/// @param mode type and permissions
/// @param owner a user id
/// @param inode the number of the file
/// @param modified when it was written, in seconds since 1970
public record DirectoryEntry(String name, boolean isUtf8, int mode, int owner, long inode, long modified) {

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;

    private static final int O_DIRECTORY = Kernel.ARM ? 0x4000 : 0x10000;
    private static final int O_CLOEXEC = 0x80000;
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;

    private static final int BUFFER = 1 << 15;

    /// What stands for bytes that are no text.
    private static final char REPLACED = '\ufffd';

    // struct linux_dirent64 of getdents64(2):
    private static final int LENGTH_AT = 16;
    private static final int NAME_AT = 19;

    // struct statx of statx(2):
    private static final int STATX_SIZE = 256;
    private static final int UID_AT = 20;
    private static final int MODE_AT = 28;
    private static final int INODE_AT = 32;
    private static final int MODIFIED_AT = 112;

    /// Whether it is a directory, and no link to one.
    public boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    /// Whether it is a plain file.
    public boolean isFile() {
        return (mode & TYPE) == REGULAR;
    }

    /// Reads a whole directory. Files that go meanwhile are left out.
    ///
    /// @throws NoSuchFileException where there is none
    public static List<DirectoryEntry> list(Path directory) throws IOException {
        return list(directory, directory);
    }

    /// @param name what it is called in messages
    static List<DirectoryEntry> list(Path directory, Path name) throws FileSystemException {
        try (var opened = new Descriptor(open(directory));
                var arena = Arena.ofConfined()) {
            return new Listing(opened.number(), arena).read();
        } catch (PosixException e) {
            throw failure(name, e.errno());
        }
    }

    /// Whether a directory has a name. Java's own way makes two exceptions for each that it has not.
    ///
    /// @throws FileSystemException where that cannot be told
    public static boolean exists(Path name) throws IOException {
        try (var arena = Arena.ofConfined()) {
            long result = new Kernel.Caller(arena)
                    .call(
                            SystemCall.STATX,
                            AT_FDCWD,
                            Descriptor.path(arena, name),
                            AT_SYMLINK_NOFOLLOW,
                            0,
                            arena.allocate(STATX_SIZE, Long.BYTES).address());
            if (result == -Errno.ENOENT.number() || result == -Errno.ENOTDIR.number()) {
                return false;
            }
            if (result < 0) {
                throw failure(name, new Errno((int) -result));
            }
            return true;
        }
    }

    private static long open(Path directory) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            return Kernel.call(
                    SystemCall.OPENAT, AT_FDCWD, Descriptor.path(arena, directory), O_DIRECTORY | O_CLOEXEC, 0);
        }
    }

    static FileSystemException failure(Path directory, Errno errno) {
        String name = directory.toString();
        return switch (errno.number()) {
            case 2 -> new NoSuchFileException(name);
            case 13 -> new AccessDeniedException(name);
            case 20 -> new NotDirectoryException(name);
            default -> new FileSystemException(name, null, errno.text());
        };
    }

    /// An open directory that is being read.
    private static final class Listing {

        private final int directory;
        private final Kernel.Caller kernel;
        private final MemorySegment names;
        private final MemorySegment status;
        private final ByteBuffer namesRead;
        private final ByteBuffer statusRead;
        private final byte[] name = new byte[256];

        Listing(int directory, Arena arena) {
            this.directory = directory;
            this.kernel = new Kernel.Caller(arena);
            this.names = arena.allocate(BUFFER, Long.BYTES);
            this.status = arena.allocate(STATX_SIZE, Long.BYTES);
            this.namesRead = names.asByteBuffer().order(ByteOrder.nativeOrder());
            this.statusRead = status.asByteBuffer().order(ByteOrder.nativeOrder());
        }

        List<DirectoryEntry> read() throws PosixException {
            var found = new ArrayList<DirectoryEntry>();
            while (true) {
                int length = (int) kernel.call(SystemCall.GETDENTS64, directory, names.address(), BUFFER, 0, 0);
                if (length < 0) {
                    throw new PosixException("getdents64", new Errno(-length));
                }
                if (length == 0) {
                    return found;
                }
                for (int at = 0; at < length; at += namesRead.getShort(at + LENGTH_AT) & 0xffff) {
                    add(at + NAME_AT, found);
                }
            }
        }

        private void add(int at, List<DirectoryEntry> found) throws PosixException {
            int length = 0;
            for (byte b = namesRead.get(at); b != 0; b = namesRead.get(at + length)) {
                name[length++] = b;
            }
            if (name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.'))) {
                return;
            }
            int error = (int) kernel.call(
                    SystemCall.STATX,
                    directory,
                    names.address() + at,
                    AT_SYMLINK_NOFOLLOW,
                    STATX_BASIC_STATS,
                    status.address());
            if (error == -Errno.ENOENT.number()) {
                return;
            }
            if (error < 0) {
                throw new PosixException("statx", new Errno(-error));
            }
            String text = new String(name, 0, length, StandardCharsets.UTF_8);
            found.add(new DirectoryEntry(
                    text,
                    isExact(text, length),
                    statusRead.getShort(MODE_AT) & 0xffff,
                    statusRead.getInt(UID_AT),
                    statusRead.getLong(INODE_AT),
                    statusRead.getLong(MODIFIED_AT)));
        }

        private boolean isExact(String text, int length) {
            if (text.indexOf(REPLACED) < 0) {
                return true;
            }
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(again, 0, again.length, name, 0, length);
        }
    }
}
