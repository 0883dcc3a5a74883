package mta.cli.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mta.cli.CommandRun;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs postmap and postalias over folders of tables, and compares what they say with what is expected; and, where a
/// real Postfix is installed, with what that one says.
///
/// A case is a folder with `readme`, `commands` (one call for each line, where `DIR` is a copy of the folder),
/// `expected`, tables, and what the commands get as `stdin`. On a mismatch, `actual` is written beside
/// `expected`. Cases with `new` in their name are about what Postfix 3.7 does not have yet.
class PostmapCasesTest {

    private static final Path CASES = Path.of("src/test/cases/postmap").toAbsolutePath();
    private static final Path REAL = Path.of("/usr/sbin/postmap");
    private static final Path LMDB = Path.of("/usr/lib/postfix/postfix-lmdb.so");

    @TempDir
    private Path config;

    /// Something that can be called like these commands.
    private interface Program {
        CommandRun run(List<String> words, byte[] stdin) throws IOException, InterruptedException;
    }

    @BeforeEach
    void configure() throws IOException {
        Path main = Files.writeString(
                config.resolve("main.cf"), "compatibility_level = 3.6\nmyhostname = mail.example.com\n");
        Files.setLastModifiedTime(main, FileTime.from(Instant.EPOCH));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> saysWhatIsExpected() throws IOException {
        return Golden.cases(CASES)
                .map(folder -> Golden.test(folder, each -> Golden.check(each, transcript(each, this::ours))));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> saysWhatPostfixSays() throws IOException {
        return Golden.cases(CASES).map(folder -> Golden.test(folder, this::compare));
    }

    private void compare(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(REAL), "no Postfix is installed");
        String name = Golden.name(folder);
        assumeTrue(!name.contains("-new-"), "Postfix 3.7 does not have this");
        assumeTrue(!name.contains("-lmdb-") || Files.exists(LMDB), "Postfix's support of LMDB is not installed");
        assertEquals(transcript(folder, this::theirs), transcript(folder, this::ours));
    }

    private String transcript(Path folder, Program program) throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory(config, "case");
        copy(folder, copy);
        Path input = folder.resolve("stdin");
        byte[] stdin = Files.exists(input) ? Files.readAllBytes(input) : new byte[0];
        var transcript = new StringBuilder();
        for (String command : Files.readAllLines(folder.resolve("commands"))) {
            var words = List.of(command.replace("DIR", copy.toString()).split(" "));
            var result = program.run(words, stdin);
            transcript.append("$ ").append(command).append('\n');
            // The order of what is listed is up to each.
            Stream<String> lines = result.out().lines();
            (words.contains("-s") ? lines.sorted() : lines)
                    .map(line -> line.replaceFirst("^(YP_LAST_MODIFIED:?\t)\\d{10}$", "$1TIME"))
                    .forEach(line -> transcript.append(line).append('\n'));
            result.err()
                    .lines()
                    .forEach(line -> transcript
                            .append("! ")
                            .append(line.replace(copy.toString(), "DIR"))
                            .append('\n'));
            if (result.status() != 0) {
                transcript.append("exit status ").append(result.status()).append('\n');
            }
        }
        return transcript.toString();
    }

    /// The tables come to rest: Postfix reads those again that were just written.
    private static void copy(Path folder, Path to) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Path copy = Files.copy(file, to.resolve(file.getFileName()));
                Files.setLastModifiedTime(copy, FileTime.from(Instant.EPOCH));
            }
        }
    }

    private CommandRun ours(List<String> words, byte[] stdin) {
        return CommandRun.of(words, stdin, Map.of("MAIL_CONFIG", config.toString()));
    }

    private CommandRun theirs(List<String> words, byte[] stdin) throws IOException, InterruptedException {
        return CommandRun.ofPostfix(words, stdin, config, config);
    }
}
