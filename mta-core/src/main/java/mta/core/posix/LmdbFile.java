package mta.core.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import mta.core.posix.LmdbLibrary.Function;

/// One LMDB database in one file: keys and values of bytes, ordered by key.
///
/// Processes are kept apart by fcntl(2) locks on the whole file, as Postfix does, and not by a lock file of LMDB's own,
/// which readers of a database could not write. The locks belong to the open file and not to the process, so that
/// others in this process that have the same file open are kept apart, too. Threads take turns; each turn is short.
///
/// The file is mapped into memory. When it is full, a writer doubles the size of the map and does its work again; a
/// reader follows. A reader sees all of a change or nothing of it, and so does a crash.
///
/// Nobody closes it: what a service has opened goes with the service, and nothing is left to be written. The
/// system gets the file back when the last reference to this object is gone.
public final class LmdbFile {

    /// What is done with a database.
    public enum Access {
        READ,
        /// Read and write; a file that is missing is created.
        WRITE
    }

    /// The mode of a new file, before umask(2).
    private static final int MODE = 0644;

    /// Room for what LMDB writes about the database itself.
    private static final long SLACK = 10_240;

    private static final int MDB_NOSUBDIR = 0x4000;
    private static final int MDB_RDONLY = 0x20000;
    private static final int MDB_NOLOCK = 0x400000;
    private static final int MDB_NOOVERWRITE = 0x10;
    private static final int MDB_FIRST = 0;
    private static final int MDB_NEXT = 8;
    private static final int MDB_KEYEXIST = -30799;
    private static final int MDB_NOTFOUND = -30798;
    private static final int MDB_MAP_FULL = -30792;
    private static final int MDB_MAP_RESIZED = -30785;
    private static final long NONE = 0;

    /// struct MDB_val: size, data.
    private static final int VALUE_SIZE = 16;

    private final LmdbLibrary library;
    private final Access access;
    private final Path path;
    private final MemorySegment environment;
    private final FileLock fileLock;
    private final int database;
    private final BasicFileAttributes opened;
    private final ReentrantLock turn = new ReentrantLock();
    private long mapSize;

    private LmdbFile(LmdbLibrary library, Path path, Access access, long mapSize, MemorySegment environment)
            throws IOException {
        this.library = library;
        this.path = path;
        this.access = access;
        this.mapSize = mapSize;
        this.environment = environment;
        this.database = openDatabase();
        int descriptor = descriptor();
        this.fileLock = new FileLock(descriptor);
        this.opened = Files.readAttributes(Path.of("/proc/self/fd/" + descriptor), BasicFileAttributes.class);
    }

    /// Opens a file.
    ///
    /// @param mapSize how large it may become before the map has to grow; a larger file counts more
    /// @throws LmdbException where LMDB, or the system below it, refuses
    public static LmdbFile open(Path path, Access access, long mapSize) throws IOException {
        var library = LmdbLibrary.get();
        try (var arena = Arena.ofConfined()) {
            var pointer = arena.allocate(ValueLayout.ADDRESS);
            check(library, library.call(Function.ENV_CREATE, pointer.address()));
            var environment = pointer.get(ValueLayout.ADDRESS, 0)
                    .reinterpret(Arena.ofAuto(), gone -> library.call(Function.ENV_CLOSE, gone.address()));
            long size = Math.max(mapSize, SLACK + (Files.exists(path) ? Files.size(path) : 0));
            check(library, library.call(Function.ENV_SET_MAPSIZE, environment.address(), size));
            int flags = MDB_NOSUBDIR | MDB_NOLOCK | (access == Access.READ ? MDB_RDONLY : 0);
            long name = Descriptor.path(arena, path);
            check(library, library.call(Function.ENV_OPEN, environment.address(), name, flags, MODE));
            return new LmdbFile(library, path, access, size, environment);
        }
    }

    private int openDatabase() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var number = arena.allocate(ValueLayout.JAVA_INT);
            long transaction = begin(MDB_RDONLY);
            try {
                check(library.call(Function.DBI_OPEN, transaction, NONE, 0, number.address()));
            } finally {
                library.call(Function.TXN_ABORT, transaction);
            }
            return number.get(ValueLayout.JAVA_INT, 0);
        }
    }

    private int descriptor() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var number = arena.allocate(ValueLayout.JAVA_INT);
            check(library.call(Function.ENV_GET_FD, environment.address(), number.address()));
            return number.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /// Whether the path still leads to the file that is open, and that one is no shorter than it was.
    public boolean isCurrent() {
        try {
            var now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.fileKey().equals(opened.fileKey()) && now.size() >= opened.size();
        } catch (IOException _) {
            return false;
        }
    }

    /// The value of a key.
    public Optional<byte[]> get(byte[] key) throws IOException {
        return read(transaction -> transaction.get(key));
    }

    /// Shows all entries, in the order of their keys, as they were at one moment.
    public void forEach(BiConsumer<byte[], byte[]> entry) throws IOException {
        read(transaction -> {
            transaction.forEach(entry);
            return true;
        });
    }

    /// What is done inside a transaction.
    ///
    /// @param <T> what it gives back
    @FunctionalInterface
    public interface Work<T> {
        /// May be called again, from its start, when the file had to grow.
        T run(Transaction transaction) throws IOException;
    }

    private <T> T read(Work<T> work) throws IOException {
        turn.lock();
        try {
            fileLock.takeShared();
            try {
                long transaction = begin(MDB_RDONLY);
                try {
                    return work.run(new Transaction(transaction));
                } finally {
                    library.call(Function.TXN_ABORT, transaction);
                }
            } finally {
                fileLock.release();
            }
        } finally {
            turn.unlock();
            // Not before here may the environment be closed.
            Reference.reachabilityFence(environment);
        }
    }

    /// Changes the database: all that the work does is there when this returns, or nothing of it if it throws.
    ///
    /// @throws IllegalStateException where the file was opened for reading
    public <T> T change(Work<T> work) throws IOException {
        if (access == Access.READ) {
            throw new IllegalStateException(path + " is open for reading");
        }
        turn.lock();
        try {
            // To have the file alone for a moment makes sure that nobody reads what an earlier change has left over,
            // and this one may write over. From then on it is enough to keep other writers away.
            fileLock.takeExclusive();
            try {
                fileLock.takeShared();
                return attempt(work);
            } finally {
                fileLock.release();
            }
        } finally {
            turn.unlock();
            // Not before here may the environment be closed.
            Reference.reachabilityFence(environment);
        }
    }

    private <T> T attempt(Work<T> work) throws IOException {
        while (true) {
            try {
                return inTransaction(work);
            } catch (LmdbException e) {
                if (!e.is(MDB_MAP_FULL)) {
                    throw e;
                }
                mapSize *= 2;
                check(library.call(Function.ENV_SET_MAPSIZE, environment.address(), mapSize));
            }
        }
    }

    private <T> T inTransaction(Work<T> work) throws IOException {
        long transaction = begin(0);
        boolean done = false;
        try {
            T result = work.run(new Transaction(transaction));
            // Ends the transaction, whatever comes of it.
            done = true;
            check(library.call(Function.TXN_COMMIT, transaction));
            return result;
        } finally {
            if (!done) {
                library.call(Function.TXN_ABORT, transaction);
            }
        }
    }

    private long begin(int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pointer = arena.allocate(ValueLayout.JAVA_LONG);
            int status = library.call(Function.TXN_BEGIN, environment.address(), NONE, flags, pointer.address());
            if (status == MDB_MAP_RESIZED) {
                followGrowth(arena);
                status = library.call(Function.TXN_BEGIN, environment.address(), NONE, flags, pointer.address());
            }
            check(status);
            return pointer.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /// Another process made the map larger.
    private void followGrowth(Arena arena) throws IOException {
        check(library.call(Function.ENV_SET_MAPSIZE, environment.address(), 0));
        // struct MDB_envinfo: address, size of the map, and four more numbers.
        var info = arena.allocate(48, 8);
        check(library.call(Function.ENV_INFO, environment.address(), info.address()));
        mapSize = info.get(ValueLayout.JAVA_LONG, 8);
    }

    private void check(int status) throws LmdbException {
        check(library, status);
    }

    private static void check(LmdbLibrary library, int status) throws LmdbException {
        if (status != 0) {
            throw new LmdbException(status, library.text(status));
        }
    }

    /// A view of the database at one moment, and the changes that are made to it.
    public final class Transaction {

        private final long number;

        private Transaction(long number) {
            this.number = number;
        }

        /// The value of a key.
        public Optional<byte[]> get(byte[] key) throws IOException {
            try (var arena = Arena.ofConfined()) {
                var value = arena.allocate(VALUE_SIZE, 8);
                int status = library.call(Function.GET, number, database, value(arena, key), value.address());
                if (status == MDB_NOTFOUND) {
                    return Optional.empty();
                }
                check(status);
                return Optional.of(bytes(value));
            }
        }

        /// Sets the value of a key.
        public void put(byte[] key, byte[] value) throws IOException {
            try (var arena = Arena.ofConfined()) {
                check(library.call(Function.PUT, number, database, value(arena, key), value(arena, value), 0));
            }
        }

        /// Sets the value of a key that is not there.
        ///
        /// @return false where the key is there, and keeps its value
        public boolean putIfAbsent(byte[] key, byte[] value) throws IOException {
            try (var arena = Arena.ofConfined()) {
                int status = library.call(
                        Function.PUT, number, database, value(arena, key), value(arena, value), MDB_NOOVERWRITE);
                if (status == MDB_KEYEXIST) {
                    return false;
                }
                check(status);
                return true;
            }
        }

        /// Removes a key.
        ///
        /// @return false where it is not there
        public boolean delete(byte[] key) throws IOException {
            try (var arena = Arena.ofConfined()) {
                int status = library.call(Function.DEL, number, database, value(arena, key), NONE);
                if (status == MDB_NOTFOUND) {
                    return false;
                }
                check(status);
                return true;
            }
        }

        /// Removes everything.
        public void clear() throws IOException {
            check(library.call(Function.DROP, number, database, 0));
        }

        private void forEach(BiConsumer<byte[], byte[]> entry) throws IOException {
            try (var arena = Arena.ofConfined()) {
                var pointer = arena.allocate(ValueLayout.JAVA_LONG);
                check(library.call(Function.CURSOR_OPEN, number, database, pointer.address()));
                long cursor = pointer.get(ValueLayout.JAVA_LONG, 0);
                try {
                    var key = arena.allocate(VALUE_SIZE, 8);
                    var value = arena.allocate(VALUE_SIZE, 8);
                    int status = library.call(Function.CURSOR_GET, cursor, key.address(), value.address(), MDB_FIRST);
                    while (status == 0) {
                        entry.accept(bytes(key), bytes(value));
                        status = library.call(Function.CURSOR_GET, cursor, key.address(), value.address(), MDB_NEXT);
                    }
                    if (status != MDB_NOTFOUND) {
                        check(status);
                    }
                } finally {
                    library.call(Function.CURSOR_CLOSE, cursor);
                }
            }
        }

        private static long value(Arena arena, byte[] bytes) {
            var value = arena.allocate(VALUE_SIZE, 8);
            // An empty array still needs an address.
            var data = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, data, ValueLayout.JAVA_BYTE, 0, bytes.length);
            value.set(ValueLayout.JAVA_LONG, 0, bytes.length);
            value.set(ValueLayout.ADDRESS, 8, data);
            return value.address();
        }

        private static byte[] bytes(MemorySegment value) {
            long size = value.get(ValueLayout.JAVA_LONG, 0);
            return value.get(ValueLayout.ADDRESS, 8).reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
