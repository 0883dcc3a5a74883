package mta.qmgr.bounce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import mta.testkit.golden.Golden;
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
        return Golden.cases(CASES)
                .map(folder -> Golden.test(folder, each -> Golden.check(each, NoticeCases.run(each, queue(each)))));
    }

    private Path queue(Path folder) {
        return top.resolve(Golden.name(folder));
    }
}
