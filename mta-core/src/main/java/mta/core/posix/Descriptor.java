package mta.core.posix;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// An open file descriptor that we own.
public final class Descriptor implements Closeable {

    private static final int O_WRONLY = 0x1;
    private static final int O_RDWR = 0x2;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_APPEND = 0x400;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;
    private static final int O_NOFOLLOW = Kernel.ARM ? 0x8000 : 0x20000;
    private static final int AT_FDCWD = -100;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int LOCK_SH = 1;
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int S_IFIFO = 0x1000;

    private static final int CLOSED = -1;

    private final AtomicInteger number;

    Descriptor(long number) {
        this.number = new AtomicInteger((int) number);
    }

    /// A descriptor that was opened elsewhere, such as 0, 1 or 2.
    public static Descriptor of(int number) {
        return new Descriptor(number);
    }

    /// Opens a file for appending, and creates it with a mode where it is missing.
    public static Descriptor append(Path file, int mode) throws IOException {
        return append(file, mode, Links.FOLLOWED);
    }

    /// Opens a file for appending, and creates it with a mode where it is missing.
    ///
    /// @param links whether a symbolic link is followed; otherwise it is an error, [Errno#ELOOP]
    public static Descriptor append(Path file, int mode, Links links) throws IOException {
        int follow = links == Links.FOLLOWED ? 0 : O_NOFOLLOW;
        return open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | follow, mode);
    }

    /// Opens a file for reading and writing, and creates it with a mode where it is missing, at the end of a link, too.
    public static Descriptor readWrite(Path file, int mode) throws IOException {
        return readWrite(file, mode, Links.FOLLOWED);
    }

    /// Opens a file for reading and writing, and creates it with a mode where it is missing.
    ///
    /// @param links whether a symbolic link is followed; otherwise it is an error, [Errno#ELOOP]
    public static Descriptor readWrite(Path file, int mode, Links links) throws IOException {
        int follow = links == Links.FOLLOWED ? 0 : O_NOFOLLOW;
        return open(file, O_RDWR | O_CREAT | O_CLOEXEC | follow, mode);
    }

    /// Opens a file that is there for writing at its end, without waiting for anybody at the other end of a pipe.
    ///
    /// @param links whether a symbolic link is followed; otherwise it is an error, [Errno#ELOOP]
    public static Descriptor appendExisting(Path file, Links links) throws IOException {
        int follow = links == Links.FOLLOWED ? 0 : O_NOFOLLOW;
        return open(file, O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC | follow, 0);
    }

    /// Creates a file for writing at its end; one that is there, or a link, is an error, [Errno#EEXIST].
    public static Descriptor appendNew(Path file, int mode) throws IOException {
        return open(file, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, mode);
    }

    /// What becomes of a symbolic link in the place of a file.
    public enum Links {
        FOLLOWED,
        REFUSED
    }

    /// Opens a file for reading.
    public static Descriptor read(Path file) throws IOException {
        return open(file, O_CLOEXEC, 0);
    }

    /// Opens a file for reading, without waiting for anybody at the other end of a pipe.
    public static Descriptor readAtOnce(Path file) throws IOException {
        return readAtOnce(file, Links.FOLLOWED);
    }

    /// Opens a file for reading, without waiting for anybody at the other end of a pipe.
    ///
    /// @param links whether a symbolic link is followed; otherwise it is an error, [Errno#ELOOP]
    public static Descriptor readAtOnce(Path file, Links links) throws IOException {
        int follow = links == Links.FOLLOWED ? 0 : O_NOFOLLOW;
        return open(file, O_NONBLOCK | O_CLOEXEC | follow, 0);
    }

    /// Opens whatever has a name, for nothing but to know it: a link is not followed, and nothing is read.
    static Descriptor hold(Path file) throws PosixException {
        return open(file, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
    }

    /// Opens a named pipe so that it never ends: for reading and, as nobody may be writing, for writing.
    public static Descriptor pipe(Path file) throws IOException {
        return open(file, O_RDWR | O_NONBLOCK | O_CLOEXEC, 0);
    }

    /// Makes a named pipe.
    public static void makePipe(Path file, int mode) throws IOException {
        try (var arena = Arena.ofConfined()) {
            Kernel.call(SystemCall.MKNODAT, AT_FDCWD, path(arena, file), S_IFIFO | mode, 0);
        }
    }

    private static Descriptor open(Path file, int flags, int mode) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            return new Descriptor(Kernel.call(SystemCall.OPENAT, AT_FDCWD, path(arena, file), flags, mode));
        }
    }

    static long path(Arena arena, Path file) {
        return arena.allocateFrom(file.toString()).address();
    }

    /// The number that the kernel knows it by.
    ///
    /// @throws IllegalStateException if it is closed
    public int number() {
        int open = number.get();
        if (open == CLOSED) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return open;
    }

    /// A path to the open file, whatever has become of its name: what is done with it is done with no other file.
    public Path path() {
        return Path.of("/proc/self/fd", Integer.toString(number()));
    }

    /// How many names the open file has.
    public int names() throws IOException {
        return (int) Files.getAttribute(path(), "unix:nlink");
    }

    /// Gives up ownership: the number stays open, and somebody else will close it.
    public int release() {
        int open = number();
        number.set(CLOSED);
        return open;
    }

    /// A second descriptor of the same open file, which child processes do not get.
    public Descriptor duplicate() throws IOException {
        return new Descriptor(Kernel.call(SystemCall.FCNTL, number(), F_DUPFD_CLOEXEC, 0));
    }

    /// Makes another number, such as 1, stand for the same open file.
    public void takeThePlaceOf(int other) throws IOException {
        Kernel.call(SystemCall.DUP3, number(), other, 0);
    }

    /// Writes bytes in one system call, so that a line in a file opened for appending stays whole.
    ///
    /// @return how many bytes were taken
    public int write(byte[] bytes) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            return (int) Kernel.call(SystemCall.WRITE, number(), buffer.address(), bytes.length);
        }
    }

    /// Reads what is there, at most that many bytes; none at the end.
    public byte[] read(int most) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(most);
            return taken(buffer, Kernel.call(SystemCall.READ, number(), buffer.address(), most));
        }
    }

    static byte[] taken(MemorySegment buffer, long count) {
        return buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Takes the exclusive flock(2) lock on the file; it ends with the last descriptor of this open file.
    ///
    /// @return false where somebody else holds it
    public boolean tryLock() throws IOException {
        return tryLock(LOCK_EX);
    }

    /// Takes a shared flock(2) lock on the file, of which there may be many, but none beside an exclusive one.
    ///
    /// @return false where somebody else holds the exclusive one
    public boolean tryLockShared() throws IOException {
        return tryLock(LOCK_SH);
    }

    private boolean tryLock(int kind) throws IOException {
        try {
            Kernel.call(SystemCall.FLOCK, number(), kind | LOCK_NB);
            return true;
        } catch (PosixException e) {
            if (e.errno().equals(Errno.EAGAIN)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        int open = number.getAndSet(CLOSED);
        if (open != CLOSED) {
            try {
                Kernel.call(SystemCall.CLOSE, open);
            } catch (PosixException e) {
                // The number is free again whatever close(2) says, and what was written was checked when written.
                assert e.errno().number() != 0;
            }
        }
    }

    @Override
    public String toString() {
        return "descriptor " + number;
    }
}
