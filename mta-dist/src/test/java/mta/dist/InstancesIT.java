package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one machine, as postmulti(1) makes them. The primary one has to be in `/etc/postfix`: each command
/// runs with an `/etc` of the test's own.
class InstancesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path BIN = Distribution.HOME.resolve("bin");
    private static final String PRIMARY = "/etc/postfix";
    private static final List<String> NEEDED =
            List.of("passwd", "group", "hosts", "resolv.conf", "nsswitch.conf", "services", "protocols", "ld.so.cache");
    private static final String OUT = "/etc/postfix-out";

    @TempDir
    private Path directory;

    @BeforeEach
    void makeThePrimaryOne() throws IOException {
        Distribution.needsNamespaces();
        Distribution.ours(directory);
        // Without the templates of a Postfix that is installed.
        Path etc = Files.createDirectory(directory.resolve("etc"));
        for (String name : NEEDED) {
            if (Files.exists(Path.of("/etc", name))) {
                Files.copy(Path.of("/etc", name), etc.resolve(name));
            }
        }
        Path primary = etc.resolve("postfix");
        Files.createDirectory(primary);
        for (String name : List.of("main.cf", "master.cf")) {
            Files.write(primary.resolve(name), Files.readAllBytes(directory.resolve("conf/" + name)));
        }
    }

    /// Both, each by itself, whatever the test has come to.
    @AfterEach
    void stop() throws IOException {
        for (String instance : List.of(PRIMARY, OUT)) {
            if (Files.exists(directory.resolve(instance.substring(1)).resolve("main.cf"))) {
                run("postfix", "-c", instance, "stop");
            }
        }
    }

    /// Runs one of our commands.
    private MailSystem.Result run(String name, String... arguments) throws IOException {
        return as(List.of(), "", BIN.resolve(name).toString(), arguments);
    }

    private MailSystem.Result as(List<String> who, String input, String program, String... arguments)
            throws IOException {
        var line = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --make-rprivate / && mount --bind " + directory.resolve("etc") + " /etc && exec \"$@\"",
                "sh"));
        line.addAll(who);
        line.add(program);
        line.addAll(List.of(arguments));
        return MailSystem.run(Map.of(), input, line.toArray(String[]::new));
    }

    private static MailSystem.Result done(MailSystem.Result result) {
        assertEquals(0, result.exit(), result.toString());
        return result;
    }

    @Test
    void bothAreStartedDeliverAndAreStopped() throws IOException {
        makeTheSecondOne();
        assertEquals("""
                -               -               y         /etc/postfix
                postfix-out     mta             y         /etc/postfix-out
                """, done(run("postmulti", "-l")).out());
        assertEquals(
                "{\"name\": \"postfix-out\",\"group\": \"mta\",\"enabled\": \"y\","
                        + "\"config_directory\": \"/etc/postfix-out\"}\n",
                done(run("postmulti", "-lj", "-i", "out")).out());
        assertEquals(
                List.of(
                        "postfix/postfix-script: starting the Postfix mail system",
                        "postfix-out/postfix-script: starting the Postfix mail system"),
                said(done(run("postfix", "start"))));
        sendThroughTheSecondOne();
        destroyIsRefused("Cannot remove enabled instances");
        done(run("postmulti", "-e", "disable", "-i", "out"));
        destroyIsRefused("is not stopped");
        done(run("postmulti", "-e", "enable", "-i", "out"));
        assertEquals(
                List.of(
                        "postfix-out/postfix-script: stopping the Postfix mail system",
                        "postfix/postfix-script: stopping the Postfix mail system"),
                said(done(run("postfix", "stop"))));
        var status = run("postfix", "status");
        assertEquals(1, status.exit());
        assertEquals(
                List.of(
                        "postfix/postfix-script: the Postfix mail system is not running",
                        "postfix-out/postfix-script: the Postfix mail system is not running"),
                said(status));
        destroyWhenItIsEmpty();
    }

    private void makeTheSecondOne() throws IOException {
        done(run("postmulti", "-e", "init"));
        done(run(
                "postmulti",
                "-e",
                "create",
                "-I",
                "postfix-out",
                "-G",
                "mta",
                "queue_directory=" + directory + "/out/spool",
                "data_directory=" + directory + "/out/data"));
        done(run("postmulti", "-e", "enable", "-i", "out"));
        // As the first one, which the test's own files are made for; nobody may submit mail yet.
        var settings = new ArrayList<>(List.of("-i", "out", "-x", "postconf", "-e"));
        Files.readAllLines(directory.resolve("conf/main.cf")).stream()
                .filter(line -> !line.matches("(queue|data)_directory.*"))
                .forEach(settings::add);
        done(run("postmulti", settings.toArray(String[]::new)));
    }

    private static List<String> said(MailSystem.Result result) {
        return result.err()
                .lines()
                .filter(line -> line.contains("postfix-script:"))
                // A busy machine takes its time, and what is warned about differs from machine to machine.
                .filter(line -> !line.contains("waiting for the Postfix mail system") && !line.contains(": warning: "))
                .toList();
    }

    private void sendThroughTheSecondOne() throws IOException {
        String letter = "Subject: through the second\n\nbody\n";
        var nobody = List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");
        String sendmail = BIN.resolve("sendmail").toString();
        var refused = as(nobody, letter, sendmail, "-C", OUT, "-f", "a@box.example", "b@box.example");
        assertEquals(75, refused.exit(), refused.toString());
        assertTrue(refused.err().contains("is not allowed to submit mail"), refused.toString());

        done(run("postmulti", "-i", "out", "-x", "postconf", "-e", "authorized_submit_users = static:anyone"));
        done(run("postmulti", "-i", "out", "-p", "reload"));
        done(as(nobody, letter, sendmail, "-C", OUT, "-f", "a@box.example", "b@box.example"));

        Path mailbox = directory.resolve("mail/box/new");
        await().atMost(PATIENCE).until(() -> Files.isDirectory(mailbox) && isOneFileIn(mailbox));
        // The log may hear of it a little later than the mailbox.
        await().atMost(PATIENCE).until(() -> log().contains(" postfix-out/virtual["));
        String log = log();
        assertTrue(log.contains(" postfix-out/pickup["), log);
        assertFalse(log.contains(" postfix/virtual["), log);
        userMayNotNameWhatIsNotListed(nobody);
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    private static boolean isOneFileIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.count() == 1;
        }
    }

    private void userMayNotNameWhatIsNotListed(List<String> user) throws IOException {
        Path other = Files.createDirectory(directory.resolve("etc/postfix-other"));
        Files.copy(directory.resolve("etc/postfix-out/main.cf"), other.resolve("main.cf"));
        var refused = as(user, "", BIN.resolve("postqueue").toString(), "-c", "/etc/postfix-other", "-p");

        assertEquals(69, refused.exit());
        assertEquals(
                "postqueue: error: unauthorized configuration directory name: /etc/postfix-other\n"
                        + "postqueue: fatal: specify \"alternate_config_directories = /etc/postfix-other\" or"
                        + " \"multi_instance_directories = /etc/postfix-other\" in " + PRIMARY + "/main.cf\n",
                refused.err());
    }

    private void destroyIsRefused(String why) throws IOException {
        var refused = run("postmulti", "-e", "destroy", "-i", "out");

        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains(why), refused.toString());
        assertTrue(Files.exists(directory.resolve("etc/postfix-out/main.cf")));
    }

    private void destroyWhenItIsEmpty() throws IOException {
        done(run("postmulti", "-e", "disable", "-i", "out"));
        Path held = Files.writeString(directory.resolve("out/spool/hold/ABCDEF1234"), "mail");
        destroyIsRefused("has mail in " + directory + "/out/spool/hold");

        Files.delete(held);
        done(run("postmulti", "-e", "destroy", "-i", "out"));
        assertFalse(Files.exists(directory.resolve("etc/postfix-out")));
        assertEquals(
                "-               -               y         /etc/postfix\n",
                done(run("postmulti", "-l")).out());
    }
}
