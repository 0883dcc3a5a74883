package mta.core.posix;

import java.util.Map;

/// Why the system refused a call: an error number of errno(3), which is the same on all processors we run on.
///
/// @param number as in `asm-generic/errno.h`
public record Errno(int number) {

    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno EBADF = new Errno(9);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno ENOTDIR = new Errno(20);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno ENOLCK = new Errno(37);
    public static final Errno ELOOP = new Errno(40);
    public static final Errno EOPNOTSUPP = new Errno(95);
    public static final Errno EADDRINUSE = new Errno(98);

    /// In the words of the C library, which Postfix's log lines end in.
    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(1, "Operation not permitted"),
            Map.entry(2, "No such file or directory"),
            Map.entry(3, "No such process"),
            Map.entry(4, "Interrupted system call"),
            Map.entry(5, "Input/output error"),
            Map.entry(6, "No such device or address"),
            Map.entry(9, "Bad file descriptor"),
            Map.entry(11, "Resource temporarily unavailable"),
            Map.entry(12, "Cannot allocate memory"),
            Map.entry(13, "Permission denied"),
            Map.entry(17, "File exists"),
            Map.entry(20, "Not a directory"),
            Map.entry(21, "Is a directory"),
            Map.entry(22, "Invalid argument"),
            Map.entry(23, "Too many open files in system"),
            Map.entry(24, "Too many open files"),
            Map.entry(27, "File too large"),
            Map.entry(28, "No space left on device"),
            Map.entry(30, "Read-only file system"),
            Map.entry(32, "Broken pipe"),
            Map.entry(36, "File name too long"),
            Map.entry(40, "Too many levels of symbolic links"),
            Map.entry(88, "Socket operation on non-socket"),
            Map.entry(90, "Message too long"),
            Map.entry(93, "Protocol not supported"),
            Map.entry(97, "Address family not supported by protocol"),
            Map.entry(98, "Address already in use"),
            Map.entry(99, "Cannot assign requested address"),
            Map.entry(104, "Connection reset by peer"),
            Map.entry(105, "No buffer space available"),
            Map.entry(107, "Transport endpoint is not connected"),
            Map.entry(110, "Connection timed out"),
            Map.entry(111, "Connection refused"),
            Map.entry(122, "Disk quota exceeded"));

    /// In the words of the C library, such as `Permission denied`.
    public String text() {
        return TEXTS.getOrDefault(number, "Unknown error " + number);
    }
}
