package mta.cleanup;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What we queue, log and answer is what Postfix queues, logs and answers: `expected` was written by a real one.
class CleanupCasesTest {

    private static final Path CASES = Path.of("src/test/cases/cleanup");

    /// A service that does not answer at all shall not stop the other cases.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path queue;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return Golden.cases(CASES).map(folder -> Golden.test(folder, each -> check(each, Integer.MAX_VALUE)));
    }

    @Test
    void inputMayComeInAnyPieces() throws IOException {
        for (int pieceSize : new int[] {1, 2, 3, 7, 64}) {
            check(CASES.resolve("003-dsn-options"), pieceSize);
            check(CASES.resolve("004-folded-header"), pieceSize);
        }
    }

    private void check(Path folder, int pieceSize) throws IOException {
        Golden.check(folder, assertTimeoutPreemptively(PATIENCE, () -> Cases.run(folder, queue, pieceSize)));
    }
}
