package mta.core.posix;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The way into the kernel: all system calls go through the C library's one `syscall(2)`.
///
/// One function for all of them means one linkage: linking a function costs a command milliseconds at its start.
/// It also means that a call such as `setresuid` acts on the calling thread alone, where the C library's own
/// function would change all threads of the process.
final class Kernel {

    static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
    private static final int MOST_ARGUMENTS = 6;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");
    private static final MethodHandle SYSCALL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, longs(1 + MOST_ARGUMENTS)),
            CAPTURE);
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /// Where the C library leaves `errno`, for calls to come; there are no more than calls at a time.
    private static final ConcurrentLinkedQueue<MemorySegment> SPARE_STATES = new ConcurrentLinkedQueue<>();

    static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private Kernel() {}

    private static MemoryLayout[] longs(int count) {
        var layouts = new MemoryLayout[count];
        Arrays.fill(layouts, ValueLayout.JAVA_LONG);
        return layouts;
    }

    /// Makes a call.
    ///
    /// @return what the kernel returned, which is not negative
    /// @throws PosixException where it returned an error
    static long call(SystemCall call, long... arguments) throws PosixException {
        long[] all = Arrays.copyOf(arguments, MOST_ARGUMENTS);
        MemorySegment state = SPARE_STATES.poll();
        if (state == null) {
            state = Arena.global().allocate(Linker.Option.captureStateLayout());
        }
        try {
            long result =
                    (long) SYSCALL.invokeExact(state, call.number(ARM), all[0], all[1], all[2], all[3], all[4], all[5]);
            if (result < 0) {
                throw new PosixException(call.name().toLowerCase(Locale.ROOT), new Errno((int) ERRNO.get(state, 0L)));
            }
            return result;
        } catch (PosixException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("a call into the C library threw", e);
        } finally {
            SPARE_STATES.add(state);
        }
    }

    /// Makes many calls, one after another, with as little ado as can be.
    static final class Caller {

        private final MemorySegment state;

        /// @param arena which it lives as long as
        Caller(Arena arena) {
            this.state = arena.allocate(Linker.Option.captureStateLayout());
        }

        /// Makes a call of up to five arguments.
        ///
        /// @return what the kernel returned; the negative number of an error
        long call(SystemCall call, long first, long second, long third, long fourth, long fifth) {
            try {
                long result =
                        (long) SYSCALL.invokeExact(state, call.number(ARM), first, second, third, fourth, fifth, 0L);
                return result < 0 ? -(long) (int) ERRNO.get(state, 0L) : result;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new LinkageError("a call into the C library threw", e);
            }
        }
    }

    /// A way to call any function of one shape: the function's address is the first argument of each call.
    static MethodHandle anyFunction(FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(descriptor);
    }

    /// A function of the C library, for the few things that are no system calls.
    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }
}
