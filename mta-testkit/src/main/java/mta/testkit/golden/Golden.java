package mta.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// Cases that are folders: what is done stands in files such as `input`, what must come of it in `expected`.
///
/// Files are bytes, read as Latin-1.
public final class Golden {

    /// What is done with a case.
    @FunctionalInterface
    public interface Check {
        /// Fails where it is not as it should be.
        void run(Path folder) throws Exception;
    }

    private Golden() {}

    /// The folders below one, in the order of their names.
    public static Stream<Path> cases(Path below) throws IOException {
        try (var folders = Files.list(below)) {
            return folders.sorted().toList().stream();
        }
    }

    /// A test of one case, under its name.
    public static DynamicTest test(Path folder, Check check) {
        return DynamicTest.dynamicTest(name(folder), () -> check.run(folder));
    }

    /// What a case is called.
    public static String name(Path folder) {
        return folder.getFileName().toString();
    }

    /// What must come of a case; nothing where nobody has written it down yet.
    public static String expected(Path folder) throws IOException {
        Path file = folder.resolve("expected");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    /// Writes what came of a case beside what must.
    public static void write(Path folder, String actual) throws IOException {
        Files.writeString(folder.resolve("actual"), actual, StandardCharsets.ISO_8859_1);
    }

    /// Compares what came of a case with what must; where they differ, it is written beside it.
    public static void check(Path folder, String actual) throws IOException {
        String expected = expected(folder);
        if (!expected.equals(actual)) {
            write(folder, actual);
        }
        assertEquals(expected, actual, () -> name(folder));
    }
}
