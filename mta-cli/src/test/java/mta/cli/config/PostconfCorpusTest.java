package mta.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.cli.CommandRun;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Configuration files of other sites, which may not be part of this project, read by our postconf and by a
/// real one.
///
/// The environment variable `POSTCONF_CORPUS` names a directory with such files, in any depth: those with `main.cf`
/// or `master.cf` in their names. What both say has to be the same, but for what [#explained] takes away.
class PostconfCorpusTest {

    private static final String VARIABLE = "POSTCONF_CORPUS";

    private static final List<List<String>> CALLS = List.of(
            List.of("-n"),
            List.of("-nx"),
            List.of("-nf"),
            List.of("-M"),
            List.of("-Mf"),
            List.of("-Mx"),
            List.of("-F"),
            List.of("-P"),
            List.of("-Px"));

    /// Beside each main.cf, so that its services are there.
    private static final String MASTER_CF = """
            smtp      inet  n       -       y       -       -       smtpd
            pickup    unix  n       -       y       60      1       pickup
            cleanup   unix  n       -       y       -       0       cleanup
            qmgr      unix  n       -       n       300     1       qmgr
            smtp      unix  -       -       y       -       -       smtp
            relay     unix  -       -       y       -       -       smtp
                    -o syslog_name=postfix/$service_name
            local     unix  -       n       n       -       -       local
            """;

    /// The default of mynetworks: Java knows IPv6 addresses in an order of its own.
    private static final Pattern NETWORKS = Pattern.compile("\\[[0-9a-f:]+]/\\d+( \\[[0-9a-f:]+]/\\d+)+");

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    private Path scratch;

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> bothReadFilesOfOtherSitesAlike() throws Exception {
        var corpus = Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isEmpty());
        if (corpus.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest("corpus", () -> abort(VARIABLE + " names no directory")));
        }
        assumeTrue(Files.isExecutable(PostconfProgram.REAL), "no Postfix is installed");
        var since = parametersSince();
        return files(Path.of(corpus.get())).stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    var directory = configuration(file);
                    assertEquals(
                            transcript(directory, PostconfProgram::theirs, since),
                            transcript(directory, PostconfProgram::ours, since));
                }));
    }

    private static List<Path> files(Path corpus) throws IOException {
        try (var all = Files.walk(corpus)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isMain(file) || name(file).contains("master.cf"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMain(Path file) {
        return name(file).contains("main.cf");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private Path configuration(Path file) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "site");
        Path main = directory.resolve("main.cf");
        Path master = directory.resolve("master.cf");
        Files.writeString(main, "compatibility_level = 3.6\n");
        Files.writeString(master, MASTER_CF);
        Files.write(isMain(file) ? main : master, Files.readAllBytes(file));
        for (Path each : List.of(main, master)) {
            Files.setLastModifiedTime(each, LONG_AGO);
        }
        return directory;
    }

    private static String transcript(Path directory, PostconfProgram program, Set<String> since) throws Exception {
        var transcript = new StringBuilder();
        for (var call : CALLS) {
            var result = program.run(directory, call);
            transcript.append("$ postconf ").append(String.join(" ", call)).append('\n');
            lines(result.out(), directory, since)
                    .forEach(line -> transcript.append(line).append('\n'));
            // Their order depends on a hash table.
            lines(result.err(), directory, since).stream()
                    .sorted()
                    .forEach(line -> transcript.append("! ").append(line).append('\n'));
            transcript.append("exit status ").append(result.status()).append('\n');
        }
        return transcript.toString();
    }

    private static List<String> lines(String text, Path directory, Set<String> since) {
        var lines = new ArrayList<String>();
        text.replace(directory.toString(), "DIR")
                .lines()
                .forEach(line -> explained(line, since).ifPresent(lines::add));
        return lines;
    }

    /// A line without what may differ, or nothing where all of it may.
    ///
    /// Installed may be another version than ours is modelled on, with the parameters of its time, and with the
    /// defaults of Debian.
    private static Optional<String> explained(String line, Set<String> since) {
        boolean isNews = line.endsWith("is not implemented")
                // Since 3.9 and 3.11.
                || line.contains(" will be removed; instead, ")
                || line.contains("DEPRECATION_README.html")
                // Since 3.8.
                || line.contains("#comment after other text is not allowed:");
        // A newer parameter is printed by one, and unused for the other.
        boolean isNewParameter = since.stream()
                .anyMatch(name -> line.contains(": unused parameter: " + name + "=")
                        || line.startsWith(name + " = ")
                        || line.contains("/" + name + " = "));
        if (isNews || isNewParameter) {
            return Optional.empty();
        }
        return Optional.of(NETWORKS.matcher(line)
                .replaceAll(
                        found -> Stream.of(found.group().split(" ")).sorted().collect(Collectors.joining(" ")))
                // $mail_version
                .replaceAll("\\b3\\.\\d+\\.\\d+\\b", "VERSION")
                // $process_id
                .replaceAll("(?<=^debugger_command = .{0,200}) \\d{2,}\\b", " PID")
                // Debian's default of alias_maps.
                .replace("hash:/etc/aliases, nis:mail.aliases", "hash:/etc/aliases"));
    }

    /// Parameters that the installed one does not know.
    private Set<String> parametersSince() throws Exception {
        Path empty = Files.createTempDirectory(scratch, "defaults");
        Files.writeString(empty.resolve("main.cf"), "compatibility_level = 3.6\n", StandardCharsets.US_ASCII);
        Files.writeString(empty.resolve("master.cf"), "");
        var ours = names(PostconfProgram.ours(empty, List.of("-dH")));
        ours.removeAll(names(PostconfProgram.theirs(empty, List.of("-dH"))));
        return ours;
    }

    private static Set<String> names(CommandRun defaults) {
        return defaults.out().lines().map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }
}
