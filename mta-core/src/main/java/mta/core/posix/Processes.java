package mta.core.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What one asks the kernel about this process and others.
public final class Processes {

    /// The most that the kernel keeps of a process's name.
    private static final int LONGEST_NAME = 15;

    private Processes() {}

    /// The effective user of the calling thread; 0 is root.
    public static int effectiveUser() {
        return sure(SystemCall.GETEUID);
    }

    /// The effective group of the calling thread.
    public static int effectiveGroup() {
        return sure(SystemCall.GETEGID);
    }

    private static int sure(SystemCall call) {
        try {
            return (int) Kernel.call(call);
        } catch (PosixException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a signal.
    ///
    /// @param pid a process, or a whole process group where negative
    public static void kill(long pid, Signals.Signal signal) throws IOException {
        Kernel.call(SystemCall.KILL, pid, signal.number());
    }

    /// Whether there is such a process, ours or not.
    public static boolean exists(long pid) {
        try {
            Kernel.call(SystemCall.KILL, pid, 0);
            return true;
        } catch (PosixException e) {
            return !e.errno().equals(Errno.ESRCH);
        }
    }

    /// Sets which permissions new files do not get.
    ///
    /// @return what was set before
    public static int umask(int mask) throws IOException {
        return (int) Kernel.call(SystemCall.UMASK, mask);
    }

    /// Sets the name by which `ps` and `top` show this process; at most 15 bytes of it count.
    public static void rename(String name) throws IOException {
        Files.writeString(Path.of("/proc/self/comm"), name.substring(0, Math.min(LONGEST_NAME, name.length())));
    }
}
