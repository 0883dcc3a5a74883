package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `postfix start-fg`, as containers and supervisors run it.
class ContainerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    /// Settings come from the environment, and the log goes to standard output.
    @Test
    void itRunsUntilItIsStopped() throws Exception {
        try (var system = Distribution.ours(directory).with("maillog_file_prefixes = " + directory + ", /dev/stdout")) {
            var process = start(system, Map.of("POSTFIX_maillog_file", "/dev/stdout", "RELAYHOST", "[127.0.0.1]:9"));

            assertEquals(
                    "[127.0.0.1]:9\n",
                    system.command("postconf", "-h", "relayhost").out());
            assertEquals(0, system.command("postfix", "stop").exit());

            assertEquals(0, process.waitFor(), said());
            assertTrue(!said().contains("Exception"), said());
        }
    }

    @Test
    void signalsReloadAndStopTheWholeSystem() throws Exception {
        try (var system = Distribution.ours(directory)) {
            var process = start(system, Map.of());

            signal("HUP", process.pid());
            await().atMost(PATIENCE).until(() -> system.log().contains("reload -- version"));
            signal("TERM", process.pid());

            assertEquals(0, process.waitFor(), said());
            assertTrue(system.log().contains("terminating on signal 15"), system.log());
        }
    }

    /// Symptom: what loses its parent becomes a child of process 1, and stays a zombie when it ends.
    @Test
    void processOneWaitsForWhatOthersLeaveBehind() throws Exception {
        Distribution.needsNamespaces();
        try (var system = Distribution.ours(directory)) {
            var process = start(system, Map.of(), "unshare", "--pid", "--fork", "--mount-proc");
            var first = process.children().findFirst().orElseThrow();
            String pid = Long.toString(first.pid());

            String orphan = MailSystem.run(
                            Map.of(),
                            "",
                            "nsenter",
                            "--pid",
                            "--mount",
                            "--target",
                            pid,
                            "sh",
                            "-c",
                            "sleep 1 & echo $!")
                    .out()
                    .strip();
            await().atMost(PATIENCE).until(() -> !knows(pid, orphan));

            signal("TERM", first.pid());
            assertEquals(0, process.waitFor(), said());
            assertTrue(system.log().contains("terminating on signal 15"), system.log());
        }
    }

    /// Whether there is such a process, be it a zombie, in the namespace of another one.
    private static boolean knows(String pid, String other) throws IOException {
        return MailSystem.run(
                                Map.of(),
                                "",
                                "nsenter",
                                "--pid",
                                "--mount",
                                "--target",
                                pid,
                                "test",
                                "-e",
                                "/proc/" + other)
                        .exit()
                == 0;
    }

    private Process start(MailSystem system, Map<String, String> environment, String... starter) throws IOException {
        var line = new ArrayList<>(List.of(starter));
        line.addAll(List.of(Distribution.HOME.resolve("bin/postfix").toString(), "start-fg"));
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment().putAll(system.environment());
        builder.environment().putAll(environment);
        var process = builder.start();
        await().atMost(PATIENCE).until(() -> (said() + system.log()).contains("daemon started"));
        return process;
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    private static void signal(String name, long pid) throws IOException {
        assertEquals(
                0,
                MailSystem.run(Map.of(), "", "kill", "-" + name, Long.toString(pid))
                        .exit());
    }
}
