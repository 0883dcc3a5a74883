package mta.cli.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mta.cli.CommandRun;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Each folder holds a queue file, options, and what Postfix's postcat(1) prints for them. A file `new` marks what the
/// installed Postfix may be too old for.
class PostcatTest {

    private static final Path CASES = Path.of("src/test/cases/postcat").toAbsolutePath();
    private static final Path REAL = Path.of("/usr/sbin/postcat");

    /// Times are shown in the zone of the machine.
    private static final Pattern TIME = Pattern.compile("(?m): \\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}$");

    @TempDir
    private Path config;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(config.resolve("main.cf"), "compatibility_level = 3.6\nqueue_directory = " + config + "\n");
    }

    @TestFactory
    Stream<DynamicTest> printsWhatPostfixPrints() throws IOException {
        return Golden.cases(CASES)
                .map(folder -> Golden.test(
                        folder,
                        each -> assertEquals(
                                withoutTimes(Golden.expected(each)),
                                withoutTimes(ours(each).out()))));
    }

    @TestFactory
    Stream<DynamicTest> theRealOnePrintsTheSame() throws IOException {
        return Golden.cases(CASES)
                .filter(folder -> !Files.exists(folder.resolve("new")))
                .map(folder -> Golden.test(folder, _ -> {
                    assumeTrue(Files.isExecutable(REAL), "postcat of Postfix is not installed");
                    var command = new ArrayList<String>(List.of(REAL.toString()));
                    command.addAll(arguments(folder));
                    var real = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
                    real.environment().put("MAIL_CONFIG", config.toString());
                    var process = real.start();
                    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                    assertEquals(0, process.waitFor());
                    assertEquals(printed.replace(folder + "/", ""), ours(folder).out());
                }));
    }

    @Test
    void aDamagedFileEndsWithItsProblem() throws IOException {
        byte[] whole = Files.readAllBytes(CASES.resolve("001-held-from-smtp").resolve("input"));
        Path cut = config.resolve("cut");
        Files.write(cut, java.util.Arrays.copyOf(whole, 100));

        var run = CommandRun.of(config, "postcat", cut.toString());

        assertEquals(1, run.status());
        assertEquals(
                "postcat: warning: " + cut + ": unexpected EOF in data, record type 84 length 17\n"
                        + "postcat: fatal: record read error\n",
                run.err());
    }

    @Test
    void ofAFileWhoseFirstRecordIsCutNothingIsShown() throws IOException {
        Path cut = config.resolve("cut");
        Files.writeString(cut, "C_123");

        var run = CommandRun.of(config, "postcat", cut.toString());

        assertEquals(1, run.status());
        assertEquals("", run.out());
    }

    @Test
    void aPointerBeginsNoQueueFile() throws IOException {
        Path pointer = config.resolve("pointer");
        Files.writeString(pointer, "p\0010M\0");

        var run = CommandRun.of(config, "postcat", pointer.toString());

        assertEquals(0, run.status());
        assertEquals("postcat: warning: " + pointer + ": input is not a valid queue file\n", run.err());
    }

    /// Symptom: an error of reading, and status 1, where Postfix's warns and ends with 0.
    @Test
    void whatIsNoQueueFileIsSaidAndIsNoError() {
        Path text = CASES.resolve("009-no-queue-file").resolve("input");

        var run = CommandRun.of(config, "postcat", text.toString());

        assertEquals(0, run.status());
        assertEquals("postcat: warning: " + text + ": input is not a valid queue file\n", run.err());
    }

    @Test
    void whatCannotBeReadIsSaidAndTheNextIsShown() throws IOException {
        Path folder = Files.createDirectory(config.resolve("folder"));
        Path file = config.resolve("file");
        Files.writeString(file, "S\u0002me");

        var run = CommandRun.of(config, "postcat", folder.toString(), file.toString());

        assertEquals(0, run.status());
        assertEquals("postcat: warning: close " + folder + ": Is a directory\n", run.err());
        assertEquals("*** ENVELOPE RECORDS " + file + " ***\nsender: me\n", run.out());
        assertEquals(
                "postcat: fatal: open : No such file or directory\n",
                CommandRun.of(config, "postcat", "").err());
    }

    @Test
    void behindTheEndThereIsNothing() throws IOException {
        Path file = config.resolve("file");
        Files.writeString(file, "S\u0002mep\u0003999");

        var pointer = CommandRun.of(config, "postcat", file.toString());
        assertEquals("*** ENVELOPE RECORDS " + file + " ***\nsender: me\n", pointer.out());
        assertEquals("", pointer.err());
        assertEquals(new CommandRun(0, "", ""), CommandRun.of(config, "postcat", "-s", "100000", file.toString()));
    }

    /// Symptom: a damaged time ends the command with a stack trace.
    @Test
    void aTimeThatNobodyMeansIsANumber() throws IOException {
        Path file = config.resolve("file");
        Files.writeString(file, "S\u0002meT\u0012999999999999999999A\u001ecreate_time=999999999999999999");

        var run = CommandRun.of(config, "postcat", file.toString());

        assertEquals(0, run.status());
        assertEquals(
                "*** ENVELOPE RECORDS " + file + " ***\nsender: me\nmessage_arrival_time: 999999999999999999\n"
                        + "create_time: 999999999999999999\n",
                run.out());
    }

    @Test
    void anIdThatIsNowhereIsSaid() {
        var run = CommandRun.of(config, "postcat", "-q", "C3CD21F3E90");

        assertEquals(1, run.status());
        assertEquals("postcat: fatal: open queue file C3CD21F3E90: No such file or directory\n", run.err());
    }

    private CommandRun ours(Path folder) throws IOException {
        var run = CommandRun.of(config, "postcat", arguments(folder).toArray(String[]::new));
        return new CommandRun(run.status(), run.out().replace(folder + "/", ""), run.err());
    }

    private static List<String> arguments(Path folder) throws IOException {
        return List.of(
                Files.readString(folder.resolve("options")).strip(),
                folder.resolve("input").toString());
    }

    private static String withoutTimes(String text) {
        return TIME.matcher(text).replaceAll(": TIME");
    }
}
