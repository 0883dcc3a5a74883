package mta.core.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mta.core.posix.LmdbFile.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The binding to LMDB.
class LmdbFileTest {

    private static final long SMALL = 65_536;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("table.lmdb");
    }

    private LmdbFile writer() throws IOException {
        return LmdbFile.open(path, Access.WRITE, SMALL);
    }

    private LmdbFile reader() throws IOException {
        return LmdbFile.open(path, Access.READ, 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void put(LmdbFile file, String key, String value) throws IOException {
        file.change(changes -> {
            changes.put(bytes(key), bytes(value));
            return true;
        });
    }

    private static Optional<String> get(LmdbFile file, String key) throws IOException {
        return file.get(bytes(key)).map(value -> new String(value, StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        var file = writer();
        put(file, "b", "2");
        put(file, "a", "");
        put(file, "b", "3");

        assertEquals(Optional.of("3"), get(file, "b"));
        assertEquals(Optional.of(""), get(file, "a"));
        assertEquals(Optional.empty(), get(file, "c"));
        var keys = new ArrayList<String>();
        file.forEach((key, _) -> keys.add(new String(key, StandardCharsets.ISO_8859_1)));
        assertEquals(List.of("a", "b"), keys);
    }

    @Test
    void keysAreAddedAndRemovedOnce() throws IOException {
        var file = writer();
        assertEquals(true, file.change(changes -> changes.putIfAbsent(bytes("a"), bytes("1"))));
        assertEquals(false, file.change(changes -> changes.putIfAbsent(bytes("a"), bytes("2"))));
        assertEquals(Optional.of("1"), get(file, "a"));
        assertEquals(true, file.change(changes -> changes.delete(bytes("a"))));
        assertEquals(false, file.change(changes -> changes.delete(bytes("a"))));
        assertEquals(Optional.empty(), get(file, "a"));
    }

    @Test
    void ofAChangeThatFailsNothingRemains() throws IOException {
        var file = writer();
        put(file, "a", "1");

        assertThrows(
                IllegalStateException.class,
                () -> file.change(changes -> {
                    changes.clear();
                    changes.put(bytes("b"), bytes("2"));
                    throw new IllegalStateException("stop");
                }));

        assertEquals(Optional.of("1"), get(file, "a"));
        assertEquals(Optional.empty(), get(file, "b"));
    }

    @Test
    void theFileGrowsBeyondItsFirstMapAndAReaderFollows() throws IOException {
        var file = writer();
        put(file, "first", "1");
        var reader = reader();
        assertEquals(Optional.of("1"), get(reader, "first"));

        String large = "x".repeat(1000);
        file.change(changes -> {
            for (int i = 0; i < 1000; i++) {
                changes.put(bytes("key" + i), bytes(large));
            }
            return true;
        });

        assertTrue(Files.size(path) > SMALL, () -> "size is " + path.toFile().length());
        assertEquals(Optional.of(large), get(file, "key999"));
        assertEquals(Optional.of(large), get(reader, "key999"));
        assertEquals(Optional.of("1"), get(reader, "first"));
    }

    @Test
    void aReaderSeesWhatAnotherHasWritten() throws IOException {
        var file = writer();
        put(file, "a", "1");
        var reader = reader();
        put(file, "a", "2");

        assertEquals(Optional.of("2"), get(reader, "a"));
        assertThrows(IllegalStateException.class, () -> put(reader, "a", "3"));
    }

    @Test
    void readersAndWritersInOneProcessDoNotDisturbEachOther() throws Exception {
        var first = writer();
        put(first, "count", "0");
        var second = writer();
        var reader = reader();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Integer>>();
            for (var file : List.of(first, second)) {
                for (int i = 0; i < 20; i++) {
                    work.add(() -> increment(file));
                    work.add(() -> Integer.parseInt(get(reader, "count").orElseThrow()));
                }
            }
            for (Future<Integer> done : threads.invokeAll(work)) {
                assertTrue(done.get() >= 0);
            }
        }

        assertEquals(Optional.of("40"), get(reader, "count"));
    }

    private static int increment(LmdbFile file) throws IOException {
        return file.change(changes -> {
            var old = new String(changes.get(bytes("count")).orElseThrow(), StandardCharsets.ISO_8859_1);
            int now = Integer.parseInt(old) + 1;
            changes.put(bytes("count"), bytes(String.valueOf(now)));
            return now;
        });
    }

    @Test
    void anotherFileInItsPlaceIsNoticed() throws IOException {
        put(writer(), "a", "1");
        var reader = reader();
        assertTrue(reader.isCurrent());

        Path other = directory.resolve("other");
        Files.copy(path, other);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertFalse(reader.isCurrent());

        Files.delete(path);
        assertFalse(reader.isCurrent());
    }

    @Test
    void refusalsAreInTheWordsOfTheSystem() throws IOException {
        assertEquals(
                "No such file or directory",
                assertThrows(IOException.class, this::reader).getMessage());
        Files.writeString(path, "no database".repeat(1000));
        assertEquals(
                "MDB_INVALID: File is not an LMDB file",
                assertThrows(IOException.class, this::reader).getMessage());
    }

    @Test
    void aKeyThatIsTooLongIsRefusedWhenWritten() {
        var refusal = assertThrows(IOException.class, () -> put(writer(), "k".repeat(600), "1"));

        assertEquals(
                "MDB_BAD_VALSIZE: Unsupported size of key/DB name/data, or wrong DUPFIXED size", refusal.getMessage());
    }
}
