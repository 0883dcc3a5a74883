package mta.cli.mail;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mta.cli.CommandRun;
import mta.queue.record.RecordReader;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs sendmail and the other commands of this package while the mail system is down, and compares what they say and
/// the records that appear in `maildrop` with what is expected.
///
/// A case is a folder with `readme`, `commands` (one call for each line, where `DIR` is the configuration directory and
/// `< NAME` a file of the folder), `expected`, and perhaps `main.cf`. In commands and their input, `\xHH` stands for a
/// byte and `{TEXT*N}` for text that is repeated. `record.py` beside the cases writes `expected` with a real Postfix.
/// On a mismatch, `actual` is written beside it.
class SendmailCasesTest {

    private static final Path CASES = Path.of("src/test/cases/sendmail").toAbsolutePath();

    /// The same as in `record.py`.
    private static final String MAIN_CF = """
            compatibility_level = 3.6
            myhostname = mail.example.com
            alias_database =
            queue_directory = DIR/queue
            data_directory = DIR/data
            """;

    private static final List<String> FOLDERS = List.of(
            "other",
            "data",
            "queue/maildrop",
            "queue/incoming",
            "queue/active",
            "queue/deferred",
            "queue/hold",
            "queue/public");

    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^ '])+");
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}*]+)\\*(\\d+)}");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]|\\\\");
    private static final Pattern RUN = Pattern.compile("((?:\\\\x..|[^\\\\]){1,2}?)\\1{19,}");
    private static final Pattern UNTOLD = Pattern.compile("unable to look up public/pickup");

    @TempDir
    private Path scratch;

    @TestFactory
    Stream<DynamicTest> saysAndWritesWhatIsExpected() throws IOException {
        return Golden.cases(CASES).map(folder -> Golden.test(folder, this::check));
    }

    private void check(Path folder) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "cases name root as who sends");
        Golden.check(folder, transcript(folder));
    }

    private String transcript(Path folder) throws IOException {
        Path top = Files.createTempDirectory(scratch, "case");
        prepare(folder, top);
        var transcript = new StringBuilder();
        for (String command : Files.readAllLines(folder.resolve("commands"), StandardCharsets.ISO_8859_1)) {
            transcript.append("$ ").append(command).append('\n');
            run(folder, top, words(command, top), transcript);
            appendSubmitted(top.resolve("queue/maildrop"), transcript);
        }
        return transcript.toString();
    }

    private static void prepare(Path folder, Path top) throws IOException {
        for (String name : FOLDERS) {
            Files.createDirectories(top.resolve(name));
        }
        Path own = folder.resolve("main.cf");
        String settings = (MAIN_CF + (Files.exists(own) ? Files.readString(own) : "")).replace("DIR", top.toString());
        Files.writeString(top.resolve("main.cf"), settings);
        Files.writeString(top.resolve("other/main.cf"), settings + "message_size_limit = 300\n");
    }

    private static List<String> words(String command, Path top) {
        return WORD.matcher(command.replace("DIR", top.toString()))
                .results()
                .map(word -> unescape(word.group().replace("'", "")))
                .toList();
    }

    private static void run(Path folder, Path top, List<String> call, StringBuilder transcript) throws IOException {
        var words = new ArrayList<>(call);
        byte[] input = {};
        int from = words.indexOf("<");
        if (from >= 0) {
            input = unescape(Files.readString(folder.resolve(words.get(from + 1)), StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            words.subList(from, words.size()).clear();
        }
        var environment = new HashMap<>(Map.of("MAIL_CONFIG", top.toString()));
        while (words.getFirst().matches("[A-Z_]+=(?s:.*)")) {
            String[] setting = words.removeFirst().split("=", 2);
            environment.put(setting[0], setting[1]);
        }
        var result = CommandRun.of(words, input, environment);
        appendLines(result.out(), top, "> ", transcript);
        appendLines(result.err(), top, "! ", transcript);
        if (result.status() != 0) {
            transcript.append("exit status ").append(result.status()).append('\n');
        }
    }

    private static void appendLines(String from, Path top, String mark, StringBuilder to) {
        String text = from.replace(top.toString(), "DIR").replaceAll("(?<=queue_id\0)\\w+", "QUEUEID");
        // Not lines(), for which CR ends a line, too.
        Arrays.stream(text.split("\n"))
                .filter(line -> !text.isEmpty() && !UNTOLD.matcher(line).find())
                .forEach(line -> to.append(mark).append(shown(line)).append('\n'));
    }

    private static void appendSubmitted(Path maildrop, StringBuilder to) throws IOException {
        try (var files = Files.list(maildrop)) {
            for (Path file : files.toList()) {
                int mode = (int) Files.getAttribute(file, "unix:mode");
                to.append("maildrop, mode ").append("%o".formatted(mode & 0777)).append('\n');
                appendRecords(file, to);
                Files.delete(file);
            }
        }
    }

    private static void appendRecords(Path file, StringBuilder to) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var records = RecordReader.unchecked(channel);
            for (var next = records.next(); next.isPresent(); next = records.next()) {
                var record = next.get();
                String text = record.letter() == 'T' ? "TIME" : shown(record.text());
                to.append(("  " + record.letter() + " " + text).stripTrailing()).append('\n');
            }
        }
    }

    private static String unescape(String text) {
        String repeated = replaceAll(REPEATED, text, found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
        return replaceAll(BYTE, repeated, found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    }

    private static String shown(String text) {
        String printable = replaceAll(
                UNPRINTABLE,
                text,
                found -> "\\x%02x".formatted((int) found.group().charAt(0)));
        return replaceAll(
                RUN,
                printable,
                found -> "{" + found.group(1) + "*"
                        + found.group().length() / found.group(1).length() + "}");
    }

    private static String replaceAll(
            Pattern pattern, String text, java.util.function.Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
    }
}
