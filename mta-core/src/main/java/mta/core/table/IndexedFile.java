package mta.core.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import mta.core.posix.FileName;
import mta.core.posix.LmdbFile;
import mta.core.posix.LmdbFile.Access;

/// The indexed file of a table, such as `/etc/aliases.lmdb`: what postmap(1) builds from text, and where caches keep
/// what they know. Postfix and this system read each other's.
///
/// Postfix may have written keys and values with or without a null byte at their end. A file is read either way, and
/// how its first found key ends says how the others do; new files get the byte, as Postfix writes them on Linux.
///
/// Several threads may use it, and other processes may change it meanwhile.
public final class IndexedFile {

    /// What follows keys and values in the file.
    public enum Ending {
        NULL_BYTE,
        NOTHING
    }

    private static final String SUFFIX = ".lmdb";

    /// Longer keys are refused by LMDB, so that none can be in a file.
    private static final int LONGEST_KEY = 511;

    private final LmdbFile file;
    private volatile List<Ending> endings;

    private IndexedFile(LmdbFile file, List<Ending> endings) {
        this.file = file;
        this.endings = endings;
    }

    /// Where the indexed file of a table is.
    ///
    /// @param table the name of the table, which is that of its text
    public static Path of(String table) {
        return FileName.of(table + SUFFIX);
    }

    /// Opens a file that exists.
    public static IndexedFile read(Path file) throws IOException {
        // The map becomes as large as the file says it was.
        return new IndexedFile(LmdbFile.open(file, Access.READ, 0), List.of(Ending.values()));
    }

    /// Opens a file to be changed, and creates it where it is missing.
    ///
    /// @param mapSize the value of `lmdb_map_size`
    public static IndexedFile write(Path file, long mapSize) throws IOException {
        return new IndexedFile(LmdbFile.open(file, Access.WRITE, mapSize), List.of(Ending.values()));
    }

    /// The same, where it is known how keys and values end.
    public static IndexedFile write(Path file, long mapSize, Ending ending) throws IOException {
        return new IndexedFile(LmdbFile.open(file, Access.WRITE, mapSize), List.of(ending));
    }

    /// The value of a key.
    public Optional<String> get(String key) throws IOException {
        for (var ending : endings) {
            byte[] bytes = bytes(key, ending);
            if (bytes.length == 0 || bytes.length > LONGEST_KEY) {
                continue;
            }
            var value = file.get(bytes);
            if (value.isPresent()) {
                endings = List.of(ending);
                return value.map(IndexedFile::text);
            }
        }
        return Optional.empty();
    }

    /// Shows all entries, in the order of the bytes of their keys.
    public void forEach(BiConsumer<String, String> entry) throws IOException {
        file.forEach((key, value) -> entry.accept(text(key), text(value)));
    }

    /// What is done to a file, all or nothing.
    ///
    /// @param <T> what it gives back
    @FunctionalInterface
    public interface Work<T> {
        /// May be called again, from its start, when the file had to grow.
        T run(Changes changes) throws IOException;
    }

    /// Changes the file: all that the work does is on disk when this returns, or nothing of it if it throws.
    public <T> T change(Work<T> work) throws IOException {
        return file.change(transaction -> work.run(new Changes(transaction)));
    }

    /// Whether the path still leads to the file that is open.
    public boolean isCurrent() {
        return file.isCurrent();
    }

    private static byte[] bytes(String text, Ending ending) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return ending == Ending.NULL_BYTE ? Arrays.copyOf(bytes, bytes.length + 1) : bytes;
    }

    /// Up to the first null byte, which no key or value of Postfix's holds elsewhere than at its end.
    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    /// Changes that are made together.
    public final class Changes {

        private final LmdbFile.Transaction transaction;

        private Changes(LmdbFile.Transaction transaction) {
            this.transaction = transaction;
        }

        /// Sets the value of a key.
        public void put(String key, String value) throws IOException {
            var ending = endings.getFirst();
            transaction.put(bytes(key, ending), bytes(value, ending));
        }

        /// Sets the value of a key that other programs look for with its own ending.
        public void put(String key, String value, Ending ending) throws IOException {
            transaction.put(bytes(key, ending), bytes(value, ending));
        }

        /// Sets the value of a key that is not there.
        ///
        /// @return false where the key is there, and keeps its value
        public boolean putIfAbsent(String key, String value) throws IOException {
            var ending = endings.getFirst();
            return transaction.putIfAbsent(bytes(key, ending), bytes(value, ending));
        }

        /// Removes a key.
        ///
        /// @return false where it is not there
        public boolean delete(String key) throws IOException {
            for (var ending : endings) {
                byte[] bytes = bytes(key, ending);
                if (bytes.length > 0 && bytes.length <= LONGEST_KEY && transaction.delete(bytes)) {
                    return true;
                }
            }
            return false;
        }

        /// Removes everything.
        public void clear() throws IOException {
            transaction.clear();
        }
    }
}
