package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.log.MailLog;
import mta.core.log.PostfixMailLog;
import mta.core.table.IndexedFile.Ending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Indexed files, ours and those of a real Postfix.
class IndexedFileTest {

    private static final long SMALL = 65_536;

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final MailLog log =
            new PostfixMailLog((severity, _, text) -> lines.add(severity.word() + text), "postfix/test");
    private String table;

    @BeforeEach
    void configure() throws IOException {
        table = directory.resolve("table").toString();
        Path main = Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n");
        // Postfix waits until a file that was just written has come to rest.
        Files.setLastModifiedTime(main, FileTime.from(Instant.EPOCH));
    }

    private void write(Ending ending, String key, String value) throws IOException {
        IndexedFile.write(IndexedFile.of(table), SMALL, ending).change(changes -> {
            changes.put(key, value);
            return true;
        });
    }

    private LookupTable open() {
        return new Tables(warnings::add).open("hash:" + table);
    }

    @ParameterizedTest
    @EnumSource
    void bothEndingsAreRead(Ending ending) throws IOException {
        write(ending, "key", "value");

        assertEquals(new Lookup.Found("value"), open().find("KEY"));
        assertEquals(Lookup.NOT_FOUND, open().find("ke"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void aKeyThatNoFileCanHoldIsNotFound() throws IOException {
        write(Ending.NULL_BYTE, "key", "value");

        assertEquals(Lookup.NOT_FOUND, open().find("k".repeat(511)));
        assertEquals(Lookup.NOT_FOUND, open().find("k".repeat(5000)));
    }

    @Test
    void withoutFoldingCaseCounts() throws IOException {
        write(Ending.NULL_BYTE, "Key", "value");
        var exact = new Tables(warnings::add).withoutFolding().open("lmdb:" + table);

        assertEquals(new Lookup.Found("value"), exact.find("Key"));
        assertEquals(Lookup.NOT_FOUND, exact.find("key"));
    }

    @Test
    void aFileThatTookTheOldOnesPlaceIsUsedAtOnce() throws IOException {
        write(Ending.NULL_BYTE, "key", "old");
        var open = open();
        assertEquals(new Lookup.Found("old"), open.find("key"));

        Path first = IndexedFile.of(table);
        Path aside = directory.resolve("aside");
        Files.move(first, aside);
        assertEquals(
                new Lookup.TemporaryFailure(
                        "lmdb:" + table + " is unavailable. open database " + first + ": No such file or directory"),
                open.find("key"));

        write(Ending.NULL_BYTE, "key", "new");
        assertEquals(new Lookup.Found("new"), open.find("key"));
        Files.move(aside, first, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(new Lookup.Found("old"), open.find("key"));
    }

    @Test
    void aFileThatIsOlderThanItsTextIsWarnedAbout() throws IOException {
        write(Ending.NULL_BYTE, "key", "value");
        Path file = IndexedFile.of(table);
        Path text = Files.writeString(Path.of(table), "key value\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(text, FileTime.from(Instant.EPOCH.plusSeconds(1)));

        open();

        assertEquals(List.of("database " + file + " is older than source file " + text), warnings);
    }

    @Test
    void aServiceWaitsForATableThatIsNotThere() throws IOException {
        var main = MainCf.read(directory);
        var missing = Tables.ofService(main, log).open("hash:" + table);
        String why = "open database " + table + ".lmdb: No such file or directory";

        assertEquals(List.of("redirecting hash:" + table + " to lmdb:" + table, "error: " + why), lines);
        assertEquals(new Lookup.TemporaryFailure("hash:" + table + " is unavailable. " + why), missing.find("key"));
        assertEquals("warning: hash:" + table + " is unavailable. " + why, lines.getLast());

        write(Ending.NULL_BYTE, "key", "value");
        assertEquals(new Lookup.Found("value"), missing.find("key"));
        assertEquals("warning: hash:" + table + " is unavailable. " + why, lines.getLast());
    }

    @Test
    void aServiceMayBeToldNotToStartWithoutATable() throws IOException {
        Files.writeString(
                directory.resolve("main.cf"), "compatibility_level = 3.6\ndaemon_table_open_error_is_fatal = yes\n");
        var tables = Tables.ofService(MainCf.read(directory), log);

        var refusal = assertThrows(ConfigException.class, () -> tables.open("hash:" + table));

        assertEquals("open database " + table + ".lmdb: No such file or directory", refusal.getMessage());
    }

    /// Against the programs of a real Postfix.
    @Nested
    class WithRealPostfix {

        private static final Path PLUGIN = Path.of("/usr/lib/postfix/postfix-lmdb.so");

        @BeforeEach
        void needPostfix() {
            assumeTrue(Files.exists(PLUGIN), "real Postfix with lmdb is not installed");
        }

        private String postmap(String... words) throws IOException, InterruptedException {
            var command = new ArrayList<>(List.of("/usr/sbin/postmap", "-c", directory.toString()));
            command.addAll(List.of(words));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return process.waitFor() + " " + answer.strip();
        }

        @ParameterizedTest
        @EnumSource
        void itReadsWhatWeWrite(Ending ending) throws Exception {
            write(ending, "key", "value with spaces");
            write(ending, "other", "x");

            assertEquals("0 value with spaces", postmap("-q", "key", "lmdb:" + table));
            assertEquals("0 key\tvalue with spaces\nother\tx", postmap("-s", "lmdb:" + table));
            assertEquals("1 ", postmap("-q", "nobody", "lmdb:" + table));
        }

        @ParameterizedTest
        @EnumSource
        void weReadWhatItWrites(Ending ending) throws Exception {
            Files.writeString(Path.of(table), "Key value\nother  x, y\n");
            assertEquals("0 ", postmap(ending == Ending.NULL_BYTE ? "-N" : "-n", "lmdb:" + table));

            assertEquals(new Lookup.Found("value"), open().find("key"));
            assertEquals(new Lookup.Found("x, y"), open().find("other"));
            assertEquals(
                    "{key=value, other=x, y}", open().entries().orElseThrow().toString());
        }

        @Test
        void whatItChangesInAnOpenFileIsSeenWhateverItGrowsTo() throws Exception {
            write(Ending.NULL_BYTE, "key", "value");
            var open = open();
            assertEquals(new Lookup.Found("value"), open.find("key"));

            var lines = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                lines.append("key")
                        .append(i)
                        .append(" a value that takes some room ")
                        .append(i)
                        .append('\n');
            }
            Files.writeString(Path.of(table), lines);
            assertEquals("0 ", postmap("lmdb:" + table));

            assertEquals(Lookup.NOT_FOUND, open.find("key"));
            assertEquals(new Lookup.Found("a value that takes some room 19999"), open.find("key19999"));
        }

        @Test
        void weDeleteWhatItWrote() throws Exception {
            Files.writeString(Path.of(table), "key value\nother x\n");
            assertEquals("0 ", postmap("-n", "lmdb:" + table));

            var file = IndexedFile.write(IndexedFile.of(table), SMALL);
            assertEquals(true, file.change(changes -> changes.delete("key")));
            assertEquals(false, file.change(changes -> changes.delete("key")));

            assertEquals("0 other\tx", postmap("-s", "lmdb:" + table));
            assertEquals(Optional.of("x"), file.get("other"));
        }
    }
}
