package mta.qmgr.bounce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Our notices are Postfix's notices: `expected` was written by a real one.
class NoticeCasesTest {

    private static final Path CASES = Path.of("src/test/cases/notice");

    @TempDir
    Path top;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private void check(Path folder) throws IOException {
        String expected = Files.readString(folder.resolve("expected"), StandardCharsets.ISO_8859_1);
        assertEquals(expected, NoticeCases.run(folder, top.resolve(folder.getFileName())), folder.toString());
    }
}
