package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Main;
import mta.core.config.ConfigException;
import mta.core.posix.Accounts;
import mta.core.posix.FileName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs postmulti(1) and the commands that belong to it over instances that are down, and compares what they say and
/// what becomes of the files with what a real Postfix says and does.
///
/// A case is a folder with `readme`, `commands` (one for each line), and `expected`. `ETC` is where the configuration
/// directories are, `DIR` a directory for all else. Besides commands of the mail system there are `settings FILE`,
/// `tree DIRECTORY`, `write FILE TEXT` and `remove FILE`. `record_postmulti.py` beside the cases writes
/// `expected`. On a mismatch, `actual` is written beside it.
class PostmultiCasesTest {

    private static final Path CASES = Path.of("src/test/cases/postmulti").toAbsolutePath();

    // The same as in `record_postmulti.py`, from here

    private static final String MAIN_CF = """
            compatibility_level = 3.6
            myhostname = mail.example.com
            alias_database =
            queue_directory = DIR/spool/postfix
            data_directory = DIR/lib/postfix
            meta_directory = DIR/meta
            """;
    private static final String MAIN_TEMPLATE = """
            # A template.
            compatibility_level = 3.6
            data_directory = /var/lib/postfix
            sendmail_path =
            #mail_owner = postfix
            alias_database =
            alias_maps =
            """;
    private static final String MASTER_CF = """
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            """;

    // to here.

    /// Of a level that is behind, as a newer Postfix would say, too.
    private static final Pattern UNTOLD = Pattern.compile("postfix: (Postfix is using|See http|To disable).*");

    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^ '])+");

    @TempDir
    private Path scratch;

    @TestFactory
    Stream<DynamicTest> saysAndDoesWhatIsExpected() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private void check(Path folder) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "files change their owners");
        Path expected = folder.resolve("expected");
        String actual = new Case(Files.createTempDirectory(scratch, "case")).transcript(folder);
        String wanted = Files.exists(expected) ? Files.readString(expected) : "";
        if (!wanted.equals(actual)) {
            Files.writeString(folder.resolve("actual"), actual);
        }
        assertEquals(wanted, actual);
    }

    /// One case, in a directory of its own.
    private static final class Case {

        private final Path top;
        private final Path primary;

        Case(Path top) throws IOException {
            this.top = top;
            for (Path directory : List.of(top.getParent(), top)) {
                Files.setAttribute(directory, "unix:mode", 0755);
            }
            this.primary = top.resolve("etc/postfix");
            Files.createDirectories(top.resolve("spool/postfix"));
            Files.createDirectories(top.resolve("lib/postfix"));
            write(primary.resolve("main.cf"), MAIN_CF.replace("DIR", top.toString()));
            write(primary.resolve("master.cf"), MASTER_CF);
            write(top.resolve("meta/main.cf.proto"), MAIN_TEMPLATE);
            write(top.resolve("meta/master.cf.proto"), MASTER_CF);
            Files.setAttribute(
                    top.resolve("lib/postfix"),
                    "unix:uid",
                    Accounts.user("postfix").orElseThrow().uid());
        }

        String transcript(Path folder) throws IOException {
            var transcript = new StringBuilder();
            for (String command : Files.readAllLines(folder.resolve("commands"))) {
                transcript.append("$ ").append(command).append('\n');
                run(words(command), transcript);
            }
            return transcript.toString();
        }

        private List<String> words(String command) {
            return WORD.matcher(command.replace("DIR", top.toString())
                            .replace("ETC", top.resolve("etc").toString()))
                    .results()
                    .map(word -> word.group().replace("'", ""))
                    .toList();
        }

        private void run(List<String> words, StringBuilder transcript) throws IOException {
            switch (words.getFirst()) {
                case "settings" -> show(settings(Path.of(words.get(1))), transcript);
                case "tree" -> show(tree(Path.of(words.get(1))), transcript);
                case "write" -> write(Path.of(words.get(1)), String.join(" ", words.subList(2, words.size())) + "\n");
                case "remove" -> Files.delete(Path.of(words.get(1)));
                default -> command(words, transcript);
            }
        }

        private static void write(Path path, String text) throws IOException {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        }

        private static String settings(Path file) throws IOException {
            if (!Files.exists(file)) {
                return "none";
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(String::stripTrailing)
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }

        private static String tree(Path directory) throws IOException {
            try (var files = Files.walk(directory)) {
                var lines = new ArrayList<String>();
                for (Path path : files.sorted().toList()) {
                    int mode = (int) Files.getAttribute(path, "unix:mode") & 0777;
                    lines.add("%o %s %s %s"
                            .formatted(
                                    // All may pass, so that sendmail need not be set-gid.
                                    path.endsWith("public") ? mode & ~1 : mode,
                                    Files.getOwner(path),
                                    Files.getAttribute(path, "posix:group"),
                                    path));
                }
                return String.join("\n", lines);
            }
        }

        private void show(String text, StringBuilder transcript) {
            text.replace(top.resolve("etc") + "/", "ETC/")
                    .replace(top.toString(), "DIR")
                    .replace("/etc/", "ETC/")
                    .replaceAll("Usage: .*", "Usage: ...")
                    .lines()
                    .filter(line -> !line.isEmpty() && !UNTOLD.matcher(line).matches())
                    .forEach(line -> transcript.append("> ").append(line).append('\n'));
        }

        private void command(List<String> line, StringBuilder transcript) {
            var words = new ArrayList<>(line);
            var environment = new HashMap<>(Map.of("PATH", "/usr/sbin:/usr/bin:/bin"));
            while (words.getFirst().matches("[A-Z_]+=(?s:.*)")) {
                String[] setting = words.removeFirst().split("=", 2);
                environment.put(setting[0], FileName.bytes(setting[1]));
            }
            words.replaceAll(FileName::bytes);
            var said = new ByteArrayOutputStream();
            var stream = new PrintStream(said, true, StandardCharsets.ISO_8859_1);
            int status = run(new Invocation(
                    words.getFirst(),
                    words.subList(1, words.size()),
                    new ByteArrayInputStream(new byte[0]),
                    stream,
                    stream,
                    environment));
            show(said.toString(StandardCharsets.UTF_8), transcript);
            if (status != ExitStatus.OK) {
                transcript.append("exit status ").append(status).append('\n');
            }
        }

        /// As [Main] would, with another primary instance.
        private int run(Invocation call) {
            Command command = switch (call.name()) {
                case "postmulti" -> new Postmulti(this::run, primary.toString());
                case "postfix" -> new PostfixCommand(this::run, primary.toString());
                default ->
                    other -> Main.run(other.namedInstance().isPresent() ? other : other.about(primary.toString()));
            };
            try {
                return command.run(call);
            } catch (CommandFailed e) {
                call.err().println(call.name() + ": fatal: " + e.getMessage());
                return e.status();
            } catch (IOException | ConfigException e) {
                call.err().println(call.name() + ": fatal: " + e.getMessage());
                return ExitStatus.FATAL;
            }
        }
    }
}
