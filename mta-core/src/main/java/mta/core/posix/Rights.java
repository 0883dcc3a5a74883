package mta.core.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/// Does work with the rights of another user, on the calling thread alone.
///
/// Linux keeps users and groups for each thread; the raw system calls change those of the caller and no others.
/// The thread must be a platform thread that does nothing else meanwhile: a virtual thread could be moved to another.
public final class Rights {

    private static final long KEEP = -1;

    private Rights() {}

    /// Work that opens or writes files.
    ///
    /// @param <T> what it gives back
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /// Runs work as a user, with that user's main group and no other, then takes root's rights back.
    ///
    /// Other groups are not what users ask for when they are sent mail: local(8) says that it does not enable them.
    ///
    /// Where this process is not root, nothing can be changed, and the work is done with the rights there are.
    ///
    /// @throws IllegalStateException on a virtual thread
    public static <T> T as(User user, Work<T> work) throws IOException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("rights belong to a platform thread");
        }
        if (Processes.effectiveUser() != 0) {
            return work.run();
        }
        groups(user.gid());
        try {
            Kernel.call(SystemCall.SETRESGID, KEEP, user.gid(), KEEP);
            Kernel.call(SystemCall.SETRESUID, KEEP, user.uid(), KEEP);
            return work.run();
        } finally {
            Kernel.call(SystemCall.SETRESUID, 0, 0, KEEP);
            Kernel.call(SystemCall.SETRESGID, 0, 0, KEEP);
            groups(0);
        }
    }

    /// Starts a program as a user: with that user's rights and main group, and with no way back.
    ///
    /// Where this process is not root, it is started with the rights there are.
    ///
    /// @throws IllegalStateException on a virtual thread
    public static Process start(User user, ProcessBuilder program) throws IOException {
        if (Processes.effectiveUser() != 0) {
            return program.start();
        }
        return as(user, () -> {
            // A program gets the real user as well; the saved one, which brings this thread back, ends with exec(2).
            Kernel.call(SystemCall.SETRESGID, user.gid(), user.gid(), KEEP);
            Kernel.call(SystemCall.SETRESUID, user.uid(), user.uid(), KEEP);
            return program.start();
        });
    }

    private static void groups(int... all) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var list = arena.allocateFrom(ValueLayout.JAVA_INT, all);
            Kernel.call(SystemCall.SETGROUPS, all.length, list.address());
        }
    }
}
