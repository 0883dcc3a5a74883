package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mta.core.config.MainCf;
import mta.testkit.dialogue.Script;
import mta.testkit.dialogue.Talk;
import mta.testkit.net.FreePort;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Speaks each script of `src/test/dialogues` to our server, and to a real Postfix to prove the script.
class DialogueTest {

    private static final Path SCRIPTS = Path.of("src/test/dialogues");
    private static final Path REAL_SMTPD = Path.of("/usr/lib/postfix/sbin/smtpd");

    /// What all scripts start from.
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("compatibility_level", "3.6"),
            Map.entry("myhostname", "mx.example.test"),
            Map.entry("mydomain", "example.test"),
            Map.entry("myorigin", "example.test"),
            Map.entry("mydestination", "example.test"),
            Map.entry("mynetworks", "192.0.2.0/24"),
            Map.entry("inet_interfaces", "127.0.0.1"),
            Map.entry("inet_protocols", "ipv4"),
            Map.entry("relay_domains", "relay.test, wait.test, late.test, gone.test, away.test"),
            // Both are asked of trivial-rewrite(8), which no script can have for itself.
            Map.entry(
                    "transport_maps",
                    "inline:{{wait.test = retry:4.2.1 not now}, {late.test = retry:later, please},"
                            + " {gone.test = error:5.1.4 two of them}, {away.test = error:never again}}"),
            Map.entry("virtual_mailbox_domains", ""),
            Map.entry("local_recipient_maps", "inline:{{user=x},{postmaster=x}}"),
            Map.entry("alias_maps", ""),
            Map.entry("smtpd_peername_lookup", "no"),
            Map.entry("smtpd_error_sleep_time", "0s"),
            Map.entry("smtpd_forbid_bare_newline", "normalize"),
            Map.entry("smtpd_forbid_bare_newline_exclusions", ""),
            Map.entry("smtpd_forbid_unauth_pipelining", "yes"),
            Map.entry("smtpd_discard_ehlo_keywords", "chunking"));

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open.reversed()) {
            resource.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> oursAnswersAsTheScriptSays() throws IOException {
        return scripts().map(file -> DynamicTest.dynamicTest(name(file), () -> ours(file)));
    }

    private void ours(Path file) throws Exception {
        Script script = read(file);
        Path home = Files.createDirectories(directory.resolve(name(file)));
        var settings = new StringBuilder();
        COMMON.forEach((name, value) -> settings.append(name + " = " + value + "\n"));
        script.settings().forEach((name, value) -> settings.append(name + " = " + value + "\n"));
        Files.writeString(home.resolve("main.cf"), settings);
        var log = new CopyOnWriteArrayList<String>();
        try (var cleanup = new FakeCleanup(home.resolve("cleanup"));
                var _ = new FakeFlush(home.resolve("flush"));
                var server = new LoopbackServer(
                        MainCf.read(home),
                        home.resolve("cleanup"),
                        0,
                        (severity, _, text) -> log.add(severity.word() + text))) {
            assertTrue(cleanup.messages().isEmpty());
            Talk.over(server.port(), script);
            assertLogged(script, () -> log);
        }
    }

    @TestFactory
    Stream<DynamicTest> realPostfixProvesTheScript() throws IOException {
        assumeTrue(Files.exists(REAL_SMTPD) && MailSystem.isRoot(), "needs Postfix, and root to run it");
        // Postfix's own user has to get in.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var postfix =
                MailSystem.in(directory, Path.of("/usr/sbin"), Path.of("/usr/share/postfix/master.cf.dist"), "postfix");
        open.add(postfix);
        COMMON.forEach((name, value) -> unchecked(() -> postfix.with(name + " = " + value)));
        postfix.with("defer_transports = smtp, local, relay, virtual");
        var tests = new ArrayList<DynamicTest>();
        for (Path file : scripts().toList()) {
            Script script = read(file);
            int port = FreePort.find();
            var overrides = new StringBuilder(" -o syslog_name=" + name(file));
            script.settings().forEach((name, value) -> overrides.append(" -o {" + name + "=" + value + "}"));
            postfix.withService("127.0.0.1:" + port + " inet n - n - - smtpd" + overrides);
            tests.add(DynamicTest.dynamicTest(name(file), () -> {
                Talk.over(port, script);
                assertLogged(script, () -> linesOf(name(file), postfix));
            }));
        }
        postfix.start();
        return tests.stream();
    }

    private static List<String> linesOf(String name, MailSystem postfix) throws IOException {
        return postfix.log()
                .lines()
                .filter(line -> line.contains(" " + name + "/smtpd["))
                .map(line -> line.substring(line.indexOf("]: ") + 3))
                .toList();
    }

    private interface Lines {
        List<String> now() throws IOException;
    }

    /// The log is written by another process, so it may be a moment behind.
    private static void assertLogged(Script script, Lines lines) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!isIn(script.log(), lines.now()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(
                isIn(script.log(), lines.now()),
                () -> "missing in the log, in this order:\n" + String.join("\n", script.log()) + "\n\nthe log:\n"
                        + unchecked(() -> String.join("\n", lines.now())));
        for (String pattern : script.absent()) {
            assertTrue(
                    lines.now().stream().noneMatch(line -> Script.matches(pattern, line)),
                    () -> "in the log: " + pattern);
        }
    }

    private static boolean isIn(List<String> patterns, List<String> lines) {
        int found = 0;
        for (String line : lines) {
            if (found < patterns.size() && Script.matches(patterns.get(found), line)) {
                found++;
            }
        }
        return found == patterns.size();
    }

    private static Stream<Path> scripts() throws IOException {
        try (var files = Files.list(SCRIPTS)) {
            return files.sorted().toList().stream();
        }
    }

    private static Script read(Path file) throws IOException {
        return Script.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".smtp", "");
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T unchecked(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
