package mta.dist;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launchers in `bin/` do before Java starts.
class LauncherIT {

    /// How cron(8) and systemd(1) call: without a locale.
    private static final Map<String, String> NO_LOCALE = Map.of("LC_ALL", "C", "LANG", "C");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String SAY_WHAT_IS_WRONG = "-Xlog:aot=error:stderr";

    @TempDir
    private Path directory;

    @Test
    void argumentsThatAreNotAsciiArriveWhateverTheLocaleIs() throws IOException {
        Path main = Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.11\n");
        String command = Distribution.HOME.resolve("bin/postconf") + " -c " + directory
                + " -e \"smtpd_banner=$(printf 'gr\\303\\274\\303\\237e')\"";

        var run = MailSystem.run(NO_LOCALE, "", "sh", "-c", command);

        assertEquals(0, run.exit(), run.toString());
        assertEquals("compatibility_level = 3.11\nsmtpd_banner = grüße\n", Files.readString(main));
    }

    /// Symptom: mail for `jörg` went to another address, in Latin-1.
    @Test
    void addressesThatAreNotAsciiAreQueuedAsTheyAreGiven() throws IOException {
        Files.writeString(
                directory.resolve("main.cf"),
                "compatibility_level = 3.11\nqueue_directory = " + directory + "\ndata_directory = " + directory
                        + "\n");
        Path maildrop = Files.createDirectory(directory.resolve("maildrop"));
        String command = Distribution.HOME.resolve("bin/sendmail") + " -C " + directory
                + " -f \"$(printf 'j\\303\\266rg@b.example')\" \"$(printf 'j\\366rg@b.example')\"";

        var run = MailSystem.run(NO_LOCALE, "x\n", "sh", "-c", command);

        assertEquals(0, run.exit(), run.toString());
        try (var files = Files.list(maildrop)) {
            String records = Files.readString(files.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
            assertTrue(records.contains("j\u00c3\u00b6rg@b.example"), records);
            assertTrue(records.contains("j\u00f6rg@b.example"), records);
        }
    }

    /// The JVM says on standard output that a cache was made by another JVM, if nobody keeps it from that.
    @Test
    void aCacheThatTheJvmRefusesDoesNotShowInWhatACommandPrints() throws IOException {
        Path tree = treeWithBrokenCache(Instant.now());

        assertEquals(new MailSystem.Result(0, "Postfix\n", ""), postconf(tree, ""));
        assertFalse(postconf(tree, SAY_WHAT_IS_WRONG).err().isEmpty(), "the cache is looked at");
    }

    @Test
    void aCacheThatIsOlderThanAJarIsNotLookedAt() throws IOException {
        Path tree = treeWithBrokenCache(Instant.EPOCH);

        assertEquals(new MailSystem.Result(0, "Postfix\n", ""), postconf(tree, SAY_WHAT_IS_WRONG));
    }

    /// Where all system tests run, they run on caches that were made just before.
    @Test
    void everyProcessStartsFromTheCacheThatWasMadeForIt() throws IOException {
        Path libexec = Distribution.HOME.resolve("libexec");
        // The first thing that the training leaves, and the last.
        boolean wasBegun = Files.exists(libexec.resolve("java-home"));
        assertEquals(wasBegun, Files.exists(libexec.resolve("trained")), "the training failed; the build says why");
        assumeTrue(wasBegun, "this distribution is not trained");
        // A JVM that may not do without does not start where its cache is refused.
        String only = "-XX:AOTMode=on";
        try (var system = Distribution.ours(directory)) {
            var environment = new HashMap<>(system.environment());
            environment.putAll(Map.of("MTA_COMMAND_OPTIONS", only, "MTA_HOST_OPTIONS", only));
            for (var line : List.of(List.of("postfix", "start"), List.of("sendmail", "b@box.example"))) {
                var words = new ArrayList<>(line);
                words.set(
                        0,
                        Distribution.HOME
                                .resolve("bin")
                                .resolve(line.getFirst())
                                .toString());
                var run = MailSystem.run(environment, "Subject: x\n\nx\n", words.toArray(String[]::new));
                assertEquals(0, run.exit(), run + "\n" + system.log());
            }
            await().atMost(PATIENCE).until(() -> system.mailbox().size() == 1);
            assertTrue(system.processes().keySet().containsAll(List.of("mta-master", "mta-cleanup", "mta-local")));
        }
    }

    private static MailSystem.Result postconf(Path tree, String options) throws IOException {
        return MailSystem.run(
                Map.of("MTA_COMMAND_OPTIONS", options),
                "",
                tree.resolve("bin/postconf").toString(),
                "-c",
                tree.toString(),
                "-h",
                "mail_name");
    }

    private Path treeWithBrokenCache(Instant made) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.11\n");
        Files.writeString(directory.resolve("master.cf"), "");
        try (var jars = Files.list(Distribution.HOME.resolve("lib"))) {
            Path lib = Files.createDirectory(directory.resolve("lib"));
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()), COPY_ATTRIBUTES);
            }
        }
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("bin/postconf"), Path.of("../libexec/mta-command"));
        Path libexec = Files.createDirectory(directory.resolve("libexec"));
        for (String name : List.of("mta-command", "mta-java", "mta-classpath", "command.options")) {
            Files.copy(Distribution.HOME.resolve("libexec").resolve(name), libexec.resolve(name));
        }
        Path cache = Files.writeString(libexec.resolve("command.aot"), "not a cache");
        Files.setLastModifiedTime(cache, FileTime.from(made));
        return directory;
    }
}
