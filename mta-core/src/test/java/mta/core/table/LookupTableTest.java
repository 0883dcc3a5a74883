package mta.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import mta.core.mail.CaseFolding;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every type of table keeps the contract.
class LookupTableTest {

    @TempDir
    Path directory;

    /// A file with a line for each entry.
    private String file(Map<String, String> content, BinaryOperator<String> line) throws IOException {
        String text = content.entrySet().stream()
                .map(entry -> line.apply(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve("table"), text).toString();
    }

    private static LookupTable open(String name) {
        return new Tables(warning -> {
                    throw new AssertionError(warning);
                })
                .open(name);
    }

    /// `key = value` in braces, as all tables take them that stand in `main.cf` itself.
    private static String inline(Map<String, String> content) {
        return content.entrySet().stream()
                .map(entry -> "{" + entry.getKey() + " = " + entry.getValue() + "}")
                .collect(Collectors.joining(" ", "inline:{", "}"));
    }

    @Nested
    class Texthash implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open("texthash:" + file(content, (key, value) -> key + "\t" + value));
        }
    }

    @Nested
    class Inline implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            return open(inline(content));
        }
    }

    /// The file that postmap(1) would have built.
    private String indexed(String type, Map<String, String> content) throws IOException {
        String table = directory.resolve("indexed").toString();
        IndexedFile.write(IndexedFile.of(table), 65_536).change(changes -> {
            for (var entry : content.entrySet()) {
                changes.put(CaseFolding.fold(entry.getKey()), entry.getValue());
            }
            return true;
        });
        return type + ":" + table;
    }

    @Nested
    class Lmdb implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open(indexed("lmdb", content));
        }
    }

    @Nested
    class Hash implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open(indexed("hash", content));
        }
    }

    @Nested
    class Btree implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open(indexed("btree", content));
        }
    }

    @Nested
    class Static implements LookupTableContract {

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            return open("static:{" + content.values().iterator().next() + "}");
        }

        @Override
        public Lookup emptyKeyFinds() {
            return new Lookup.Found(sample().getValue());
        }
    }

    @Nested
    class Environ implements LookupTableContract {

        @Override
        public Map.Entry<String, String> sample() {
            return Map.entry("PATH", System.getenv("PATH"));
        }

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            return open("environ:x");
        }
    }

    @Nested
    class Unix implements LookupTableContract {

        @Override
        public Map.Entry<String, String> sample() {
            return Map.entry("root", root());
        }

        private String root() {
            try (var lines = Files.lines(Path.of("/etc/passwd"))) {
                return lines.filter(line -> line.startsWith("root:"))
                        .findFirst()
                        .orElseThrow();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            return open("unix:passwd.byname");
        }

        /// Symptom: while the directory of users is down, mail for them is refused for good.
        @Test
        void aUserWhoCannotBeLookedUpIsNotMissing() {
            var warnings = new ArrayList<String>();
            var table = new UnixTable(
                    "passwd.byname",
                    _ -> {
                        throw new IOException("getpwnam: Input/output error");
                    },
                    warnings::add);
            String why = "unix:passwd.byname: getpwnam: Input/output error";

            assertEquals(new Lookup.TemporaryFailure(why), table.find("somebody"));
            assertEquals(List.of(why), warnings);
        }
    }

    @Nested
    class Cidr implements LookupTableContract {

        @Override
        public Map.Entry<String, String> sample() {
            return Map.entry("192.0.2.7", "OK");
        }

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open("cidr:" + file(content, (key, value) -> key + " " + value));
        }
    }

    @Nested
    class Regexp implements LookupTableContract {

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open("regexp:" + file(content, (key, value) -> "/^" + key + "$/ " + value));
        }
    }

    @Nested
    class Pcre implements LookupTableContract {

        @Override
        public LookupTable tableOf(Map<String, String> content) throws IOException {
            return open("pcre:" + file(content, (key, value) -> "/^" + key + "$/ " + value));
        }
    }

    @Nested
    class Random implements LookupTableContract {

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            String value = content.values().iterator().next();
            return RandomTable.open("{" + value + ", " + value + "}", RandomGenerator.getDefault());
        }
    }

    @Nested
    class Pipe implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            String same = content.values().stream()
                    .map(value -> "{/^" + value.replace(".", "\\.") + "$/ " + value + "}")
                    .collect(Collectors.joining(" ", "regexp:{", "}"));
            return open("pipemap:{ " + inline(content) + " " + same + " }");
        }
    }

    @Nested
    class Union implements LookupTableContract.OfFixedStrings {

        @Override
        public LookupTable tableOf(Map<String, String> content) {
            return open("unionmap:{ " + inline(content) + " inline:{nobody=knows} }");
        }
    }

    @Test
    void aTableThatFailsSaysSoAndIsNeverTakenForEmpty() {
        assertEquals(
                new Lookup.TemporaryFailure("fail:x lookup error for \"a\""),
                open("fail:x").find("a"));
    }
}
