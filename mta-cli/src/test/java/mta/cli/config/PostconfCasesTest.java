package mta.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs postconf over folders of configuration files, and compares what it says and writes with what is expected; and,
/// where a real postconf is installed, with what that one says and writes.
///
/// A case is a folder with `readme`, `main.cf`, `master.cf`, `commands` (one call for each line) and `expected`, and
/// perhaps files of templates, which commands name as `DIR/NAME`. A file `new` marks what the installed Postfix may be
/// too old for. With a file `apart`, each call finds the files as they were, else as the call before it left them. On
/// a mismatch, `actual` is written beside `expected`.
class PostconfCasesTest {

    private static final Path CASES = Path.of("src/test/cases/postconf");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /// Long ago: a file that was just written is read again and again by Postfix, and warned about each time.
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path scratch;

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> saysWhatIsExpected() throws IOException {
        return Golden.cases(CASES)
                .map(folder -> Golden.test(
                        folder, each -> Golden.check(each, transcript(each, PostconfProgram::ours, false))));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> saysWhatPostfixSays() throws IOException {
        return Golden.cases(CASES)
                .filter(folder -> !Files.exists(folder.resolve("new")))
                .map(folder -> Golden.test(folder, this::compare));
    }

    private void compare(Path folder) throws Exception {
        assumeTrue(Files.isExecutable(PostconfProgram.REAL), "no Postfix is installed");
        assertEquals(
                transcript(folder, PostconfProgram::theirs, true), transcript(folder, PostconfProgram::ours, true));
    }

    /// @param forComparison whether the order of messages does not count
    private String transcript(Path folder, PostconfProgram program, boolean forComparison) throws Exception {
        List<String> commands = Files.readAllLines(folder.resolve("commands"));
        if (!Files.exists(folder.resolve("apart"))) {
            Path directory = copy(folder);
            var transcript = new StringBuilder();
            for (String command : commands) {
                transcript.append(call(command, directory, program, forComparison));
            }
            return transcript.toString();
        }
        try (var calls = Executors.newFixedThreadPool(16)) {
            var transcripts = calls.invokeAll(commands.stream()
                    .<Callable<String>>map(command -> () -> call(command, copy(folder), program, forComparison))
                    .toList());
            var transcript = new StringBuilder();
            for (Future<String> call : transcripts) {
                transcript.append(call.get());
            }
            return transcript.toString();
        }
    }

    private static String call(String command, Path directory, PostconfProgram program, boolean forComparison)
            throws IOException, InterruptedException {
        var transcript = new StringBuilder();
        String before = files(directory);
        var result = program.run(directory, words(command.replace("DIR", directory.toString())));
        String after = files(directory);
        transcript.append("$ postconf ").append(command).append('\n');
        transcript.append(plain(result.out(), directory));
        messages(plain(result.err(), directory), forComparison)
                .forEach(line -> transcript.append("! ").append(line).append('\n'));
        if (result.status() != 0) {
            transcript.append("exit status ").append(result.status()).append('\n');
        }
        if (!before.equals(after)) {
            transcript.append(after);
        }
        return transcript.toString();
    }

    private Path copy(Path folder) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "case");
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(PostconfCasesTest::isConfiguration).toList()) {
                Path copy = Files.copy(file, directory.resolve(file.getFileName()));
                Files.setLastModifiedTime(copy, LONG_AGO);
            }
        }
        return directory;
    }

    private static boolean isConfiguration(Path file) {
        return Golden.name(file).endsWith(".cf") || Golden.name(file).endsWith(".templates");
    }

    private static String files(Path directory) throws IOException {
        var text = new StringBuilder();
        for (String name : List.of("main.cf", "master.cf")) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, LONG_AGO);
                text.append("--- ").append(name).append('\n');
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private static String plain(String text, Path directory) {
        return text.replace(directory.toString(), "DIR");
    }

    private static List<String> messages(String text, boolean forComparison) {
        // What is not implemented changes from day to day; see PostconfTest.
        Stream<String> lines = text.lines().filter(line -> !line.endsWith("is not implemented"));
        return forComparison ? lines.sorted().toList() : lines.toList();
    }

    private static List<String> words(String command) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }
}
