package mta.cli.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mta.cli.Invocation;
import mta.cli.Main;
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

    /// What a call came to.
    private record Result(String out, String err, int status) {}

    /// Something that can be called like these commands.
    private interface Program {
        Result run(List<String> words, byte[] stdin) throws IOException, InterruptedException;
    }

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(config.resolve("main.cf"), "compatibility_level = 3.6\nmyhostname = mail.example.com\n");
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> saysWhatIsExpected() throws IOException {
        return cases().map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
            Path expected = folder.resolve("expected");
            String actual = transcript(folder, this::ours);
            String wanted = Files.exists(expected) ? Files.readString(expected, StandardCharsets.ISO_8859_1) : "";
            if (!wanted.equals(actual)) {
                Files.writeString(folder.resolve("actual"), actual, StandardCharsets.ISO_8859_1);
            }
            assertEquals(wanted, actual);
        }));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> saysWhatPostfixSays() throws IOException {
        return cases().map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
            assumeTrue(Files.isExecutable(REAL), "no Postfix is installed");
            assumeTrue(!name(folder).contains("-new-"), "Postfix 3.7 does not have this");
            assumeTrue(
                    !name(folder).contains("-lmdb-") || Files.exists(LMDB),
                    "Postfix's support of LMDB is not installed");
            assertEquals(transcript(folder, this::theirs), transcript(folder, this::ours));
        }));
    }

    private static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private String transcript(Path folder, Program program) throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory(config, "case");
        copy(folder, copy);
        Path input = folder.resolve("stdin");
        byte[] stdin = Files.exists(input) ? Files.readAllBytes(input) : new byte[0];
        var transcript = new StringBuilder();
        for (String command : Files.readAllLines(folder.resolve("commands"))) {
            var words = List.of(command.replace("DIR", copy.toString()).split(" "));
            Result result = program.run(words, stdin);
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

    private Result ours(List<String> words, byte[] stdin) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outStream = new PrintStream(out, false, StandardCharsets.ISO_8859_1);
        var errStream = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        int status = Main.run(new Invocation(
                words.getFirst(),
                words.subList(1, words.size()),
                new ByteArrayInputStream(stdin),
                outStream,
                errStream,
                Map.of("MAIL_CONFIG", config.toString())));
        outStream.flush();
        return new Result(out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1), status);
    }

    private Result theirs(List<String> words, byte[] stdin) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(words));
        builder.environment().put("MAIL_CONFIG", config.toString());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/bin");
        Path in = Files.write(Files.createTempFile(config, "call", ".in"), stdin);
        Path err = Files.createTempFile(config, "call", ".err");
        Process process =
                builder.redirectInput(in.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        int status = process.waitFor();
        return new Result(out, Files.readString(err, StandardCharsets.ISO_8859_1), status);
    }
}
