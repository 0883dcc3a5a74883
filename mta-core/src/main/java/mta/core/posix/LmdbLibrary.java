package mta.core.posix;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// The LMDB library, as it is shipped in a jar for each processor.
///
/// It is loaded from a file in memory, so that it needs no directory that is writable and allows to execute. All of its
/// functions are called through one shape: up to five arguments of 64 bits, which the processors we run on pass in
/// registers whether a function takes an `int`, a pointer, or does not look at all. One shape is one linkage, and
/// linking is what costs a command time at its start.
final class LmdbLibrary {

    /// The functions that are used, by their names in `lmdb.h` without `mdb_`.
    enum Function {
        ENV_CREATE,
        ENV_SET_MAPSIZE,
        ENV_OPEN,
        ENV_INFO,
        ENV_GET_FD,
        ENV_CLOSE,
        TXN_BEGIN,
        TXN_COMMIT,
        TXN_ABORT,
        DBI_OPEN,
        DROP,
        GET,
        PUT,
        DEL,
        CURSOR_OPEN,
        CURSOR_GET,
        CURSOR_CLOSE,
        STRERROR;

        String symbol() {
            return "mdb_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MOST_ARGUMENTS = 5;
    private static final int LONGEST_TEXT = 256;
    private static final int MFD_CLOEXEC = 1;

    private final Map<Function, MemorySegment> addresses = new EnumMap<>(Function.class);
    private final MethodHandle call;

    private LmdbLibrary(SymbolLookup symbols) {
        for (Function function : Function.values()) {
            addresses.put(function, symbols.findOrThrow(function.symbol()));
        }
        var arguments = new ValueLayout.OfLong[MOST_ARGUMENTS];
        Arrays.fill(arguments, ValueLayout.JAVA_LONG);
        call = Kernel.anyFunction(FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments));
    }

    /// Loaded at its first use, once for the process.
    private static final class Loaded {
        static final Attempt ATTEMPT = Attempt.make();
    }

    private sealed interface Attempt {
        record Success(LmdbLibrary library) implements Attempt {}

        record Failure(IOException why) implements Attempt {}

        static Attempt make() {
            try {
                return new Success(load());
            } catch (IOException e) {
                return new Failure(e);
            }
        }
    }

    /// The library.
    ///
    /// @throws IOException where it cannot be loaded on this machine
    static LmdbLibrary get() throws IOException {
        return switch (Loaded.ATTEMPT) {
            case Attempt.Success(var library) -> library;
            case Attempt.Failure(var why) -> throw new IOException(why.getMessage(), why);
        };
    }

    private static LmdbLibrary load() throws IOException {
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        String name = "org/lmdbjava/native/" + (isArm ? "aarch64" : "x86_64") + "-linux-gnu.so";
        try (InputStream content = LmdbLibrary.class.getClassLoader().getResourceAsStream(name);
                Descriptor memory = memoryFile("lmdb")) {
            if (content == null) {
                throw new IOException("the LMDB library is missing: no " + name + " on the class path");
            }
            writeAll(memory, content.readAllBytes());
            // Not as a Path, which would be resolved to a name that does not exist.
            return new LmdbLibrary(SymbolLookup.libraryLookup("/proc/self/fd/" + memory.number(), Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new IOException("the LMDB library cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static Descriptor memoryFile(String name) throws IOException {
        try (var arena = Arena.ofConfined()) {
            return new Descriptor(Kernel.call(
                    SystemCall.MEMFD_CREATE, arena.allocateFrom(name).address(), MFD_CLOEXEC));
        }
    }

    private static void writeAll(Descriptor file, byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            done += file.write(Arrays.copyOfRange(bytes, done, bytes.length));
        }
    }

    /// Calls a function.
    ///
    /// @return 0, or the number of an error
    int call(Function function, long... arguments) {
        return (int) invoke(function, arguments);
    }

    /// What an error number means, in the words of LMDB or of the C library.
    String text(int error) {
        return MemorySegment.ofAddress(invoke(Function.STRERROR, error))
                .reinterpret(LONGEST_TEXT)
                .getString(0);
    }

    private long invoke(Function function, long... arguments) {
        long[] all = Arrays.copyOf(arguments, MOST_ARGUMENTS);
        try {
            return (long) call.invokeExact(addresses.get(function), all[0], all[1], all[2], all[3], all[4]);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("a call into LMDB threw", e);
        }
    }
}
