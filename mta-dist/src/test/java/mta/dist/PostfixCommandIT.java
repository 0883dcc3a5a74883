package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.testkit.process.Leftovers;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of postfix(1) end and log as those of the real one do: the same expectations hold for both.
class PostfixCommandIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DOWN = "postfix-script: the Postfix mail system is not running";
    private static final String FATAL_DOWN = "postfix-script: fatal: the Postfix mail system is not running";
    private static final String STARTING = "postfix-script: starting the Postfix mail system";
    private static final String STARTED = "master: daemon started -- version VERSION, configuration CONF";

    @TempDir
    private Path directory;

    private final List<String> seen = new ArrayList<>();
    private int logged;

    @Test
    void ours() throws IOException {
        try (var system = Distribution.ours(directory)) {
            everyCommand(system, false);
        }
    }

    @Test
    void postfixs() throws IOException {
        try (var system = Distribution.postfix(directory)) {
            everyCommand(system, true);
        }
    }

    /// @param mayLoseItsLastWords as its end is that of the process that writes them, too
    private void everyCommand(MailSystem system, boolean mayLoseItsLastWords) throws IOException {
        system.with("compatibility_level = 3.11");
        expect(system, 1, List.of(DOWN), "status");
        expect(system, 1, List.of(FATAL_DOWN), "stop");
        expect(system, 1, List.of(FATAL_DOWN), "abort");
        expect(system, 1, List.of(FATAL_DOWN), "reload");
        expect(system, 69, List.of(), "flush");
        expect(system, 1, List.of("postfix-script: fatal: unknown command: 'nosuch'. Usage: ..."), "nosuch");
        expect(system, 0, List.of(STARTING, STARTED), "start");
        expect(system, 1, List.of("postfix-script: fatal: the Postfix mail system is already running"), "start");
        expect(system, 1, List.of("postfix-script: fatal: the Postfix mail system is already running"), "start-fg");
        expect(system, 0, List.of("postfix-script: the Postfix mail system is running: PID: N"), "status");
        expect(system, 0, List.of(), "check");
        expect(
                system,
                0,
                List.of(
                        "postfix-script: refreshing the Postfix mail system",
                        "master: reload -- version VERSION, configuration CONF"),
                "reload");
        expect(system, 0, List.of(), "flush");
        expect(system, 1, List.of("postfix-script: fatal: usage postfix logrotate (no arguments)"), "logrotate", "x");
        expectEnd(system, mayLoseItsLastWords, "postfix-script: stopping the Postfix mail system", "stop");
        expect(system, 1, List.of(DOWN), "status");

        system.with("compatibility_level = 2");
        expect(
                system,
                0,
                List.of(
                        "postfix: Postfix is using backwards-compatible default settings",
                        "postfix: See http://www.postfix.org/COMPATIBILITY_README.html for details",
                        "postfix: To disable backwards compatibility use \"postconf compatibility_level=VERSION\""
                                + " and \"postfix reload\"",
                        STARTING,
                        STARTED),
                "start");
        system.with("compatibility_level = 3.11");
        expectEnd(system, mayLoseItsLastWords, "postfix-script: aborting the Postfix mail system", "abort");
        assertEquals(1, system.command("postfix", "status").exit());
    }

    private void expectEnd(MailSystem system, boolean mayBeLost, String line, String command) throws IOException {
        assertEquals(0, system.command("postfix", command).exit(), command);
        var leftovers = new Leftovers(system.configuration());
        await().atMost(PATIENCE).until(leftovers::areNone);
        var lines = newLines(system);
        assertTrue(lines.equals(List.of(line)) || (mayBeLost && lines.isEmpty()), command + ": " + lines);
    }

    private void expect(MailSystem system, int exit, List<String> lines, String... command) throws IOException {
        seen.clear();
        assertEquals(exit, system.command("postfix", command).exit(), String.join(" ", command));
        // master has its say a little after the command has ended.
        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.addAll(newLines(system));
            assertEquals(lines, seen, String.join(" ", command));
        });
    }

    private List<String> newLines(MailSystem system) throws IOException {
        var all = system.log().lines().toList();
        var fresh = all.subList(logged, all.size());
        logged = all.size();
        return fresh.stream()
                .filter(line -> line.matches(".* postfix(/(postfix-script|master))?\\[.*"))
                // Real Postfix has nobody left to write this into the file.
                .filter(line -> !line.contains("terminating on signal") && !line.endsWith("not implemented"))
                // How long it takes to stop is up to the machine.
                .filter(line -> !line.contains("waiting for the Postfix mail system to terminate"))
                .map(line -> line.replaceFirst("^.*? (?:postfix/)?(\\S+)\\[\\d+]: ", "$1: ")
                        .replaceFirst("PID: +\\d+", "PID: N")
                        .replaceAll("(version |level=)[0-9.]+", "$1VERSION")
                        .replaceAll("Usage: .*", "Usage: ...")
                        .replace(system.configuration().toString(), "CONF"))
                .toList();
    }

    /// As Postfix does since release 3.8.
    @Test
    void scriptsGetTheAnswersOnStandardError() throws IOException {
        var system = Distribution.ours(directory).with("compatibility_level = 3.11");

        assertEquals(
                new MailSystem.Result(1, "", "postfix/postfix-script: the Postfix mail system is not running\n"),
                system.command("postfix", "status"));
        assertEquals(
                new MailSystem.Result(0, "", "mine: warning: a line\n"),
                system.command("postlog", "-t", "mine", "-p", "warn", "a line"));
        assertTrue(system.log().contains(" mine["), system.log());
    }

    /// What does not run here would only be warned about at each start.
    @Test
    void oursUpgradesAnOldConfiguration() throws IOException {
        upgrades(Distribution.ours(directory), List.of("relay", "flush", "discard", "retry", "postlog"));
    }

    @Test
    void postfixsUpgradesAnOldConfiguration() throws IOException {
        upgrades(
                Distribution.postfix(directory),
                List.of(
                        "relay",
                        "flush",
                        "verify",
                        "proxymap",
                        "anvil",
                        "scache",
                        "discard",
                        "tlsmgr",
                        "retry",
                        "proxywrite",
                        "postlog"));
    }

    @Test
    void whatWeShipNeedsNoUpgrade() throws IOException {
        assertEquals(
                new MailSystem.Result(0, "", ""),
                Distribution.ours(directory)
                        .with("compatibility_level = 3.11")
                        .command("postfix", "upgrade-configuration"));
    }

    private static void upgrades(MailSystem system, List<String> added) throws IOException {
        String old =
                system.port() + " inet n - n - - smtpd\ntrace unix - - n - 0 bounce\n#flush unix n - n - 0 flush\n";
        Files.writeString(system.configuration().resolve("master.cf"), old);

        var done = system.command("postfix", "upgrade-configuration");

        assertEquals(0, done.exit(), done.toString());
        for (String name : added) {
            assertTrue(done.out().contains("master.cf, adding missing entry for " + name), done.out());
        }
        var services = system.command("postconf", "-M")
                .out()
                .lines()
                .map(line -> line.split(" +")[0])
                .toList();
        var expected = new ArrayList<>(List.of(Integer.toString(system.port()), "trace"));
        expected.addAll(added);
        assertEquals(expected, services);
        assertEquals("", system.command("postfix", "upgrade-configuration").out());
        try (system) {
            system.start();
        }
    }

    @Test
    void oursSetsPermissions() throws IOException {
        setsPermissions(Distribution.ours(directory));
    }

    @Test
    void postfixsSetsPermissions() throws IOException {
        setsPermissions(Distribution.postfix(directory));
    }

    private void setsPermissions(MailSystem system) throws IOException {
        assumeTrue(MailSystem.isRoot(), "only root gives files away");
        assertEquals(0, system.command("postfix", "check").exit(), system.log());
        Path spool = system.spool();
        Path queueFile = Files.createFile(spool.resolve("deferred/ABCDEF"));
        MailSystem.run(Map.of(), "", "chmod", "700", queueFile.toString());
        MailSystem.run(Map.of(), "", "chown", "-R", "games:games", spool.toString(), directory + "/data");
        MailSystem.run(Map.of(), "", "chown", "games", directory + "/conf/main.cf");
        MailSystem.run(Map.of(), "", "chmod", "777", spool.resolve("active").toString(), directory + "/conf");
        MailSystem.run(Map.of(), "", "chmod", "666", directory + "/conf/main.cf");

        assertEquals(0, system.command("postfix", "set-permissions").exit());

        String owner = Distribution.owner();
        assertEquals("root 755", rights(spool));
        assertEquals("root 755", rights(spool.resolve("pid")));
        assertEquals(owner + " 700", rights(spool.resolve("active")));
        assertEquals(owner + " 730", rights(spool.resolve("maildrop")));
        assertEquals(owner + " 700", rights(queueFile));
        assertEquals(owner + " 700", rights(directory.resolve("data")));
        assertEquals("root 755", rights(system.configuration()));
        assertEquals("root 644", rights(system.configuration().resolve("main.cf")));
        String before = system.log();
        system.command("postfix", "check");
        assertTrue(!system.log().substring(before.length()).contains("owned"), system.log());
    }

    private static String rights(Path path) throws IOException {
        return MailSystem.run(Map.of(), "", "stat", "-c", "%U %a", path.toString())
                .out()
                .strip();
    }

    @Test
    void aRotatedLogIsCompressedAndANewOneIsOpened() throws IOException {
        try (var system = Distribution.ours(directory).start()) {
            assertTrue(system.log().contains("daemon started"), system.log());

            assertEquals(0, system.command("postfix", "logrotate").exit());

            try (var files = Files.list(directory)) {
                var old = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith("log."))
                        .toList();
                assertEquals(1, old.size(), old.toString());
                assertTrue(old.getFirst().matches("log\\.\\d{8}-\\d{6}\\.gz"), old.toString());
            }
            system.commandWithInput("Subject: x\n\nx\n", "sendmail", "b@box.example");
            await().atMost(PATIENCE).until(() -> system.log().contains("status=sent"));
            assertTrue(!system.log().contains("daemon started"), system.log());
        }
    }
}
