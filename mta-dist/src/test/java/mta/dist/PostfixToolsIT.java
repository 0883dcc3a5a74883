package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Postfix's own commands work on our running system, and ours on theirs.
class PostfixToolsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void realSendmailDelivers() throws IOException {
        try (var system = ours("/usr/sbin").start()) {
            String text = "Subject: real\n\nhello\n";
            var byVariable = MailSystem.run(
                    system.environment(), text, "/usr/sbin/sendmail", "-f", "a@box.example", "b@box.example");
            var byOption = MailSystem.run(
                    Map.of(),
                    text,
                    "/usr/sbin/sendmail",
                    "-C",
                    system.configuration().toString(),
                    "b@box.example");

            assertEquals(new MailSystem.Result(0, "", ""), byVariable);
            assertEquals(new MailSystem.Result(0, "", ""), byOption);
            await().atMost(PATIENCE).until(() -> system.mailbox().size() == 2);
        }
    }

    @Test
    void realPostqueueAndQshapeSeeWhatOursSee() throws IOException {
        try (var system = ours("/usr/sbin").with("defer_transports = virtual").start()) {
            system.commandWithInput("Subject: waits\n\nx\n", "sendmail", "-f", "a@box.example", "b@box.example");
            await().atMost(PATIENCE).until(() -> system.queued("deferred") == 1);

            for (var option : List.of("-p", "-j")) {
                var theirs = MailSystem.run(system.environment(), "", "/usr/sbin/postqueue", option);
                var ours = system.command("postqueue", option);
                assertEquals(theirs.out(), ours.out());
                assertTrue(theirs.out().contains("b@box.example"), theirs.toString());
            }
            var theirs = MailSystem.run(system.environment(), "", "/usr/sbin/qshape", "deferred");
            assertEquals(theirs.out(), system.command("qshape", "deferred").out());
        }
    }

    @Test
    void bothPostcatsPrintTheSameOfBothSystemsFiles() throws IOException {
        try (var system = ours("/usr/sbin").with("defer_transports = virtual").start()) {
            sameListing(system, system);
        }
    }

    @Test
    void bothPostcatsPrintTheSameOfPostfixsFiles(@TempDir Path other) throws IOException {
        try (var postfix =
                Distribution.postfix(other).with("defer_transports = virtual").start()) {
            sameListing(postfix, ours("/usr/sbin"));
        }
    }

    /// @param running whose queue file is looked at
    /// @param ours whose postcat is compared with the real one
    private static void sameListing(MailSystem running, MailSystem ours) throws IOException {
        var sent = MailSystem.run(
                running.environment(),
                "Subject: look\nFrom: A Name <a@box.example>\n\n.body\n" + "x".repeat(5000) + "\n",
                "/usr/sbin/sendmail",
                "-f",
                "a@box.example",
                "b@box.example");
        assertEquals(0, sent.exit(), sent.toString());
        await().atMost(PATIENCE).until(() -> running.queued("deferred") == 1);
        String file = MailSystem.run(
                        Map.of(),
                        "",
                        "find",
                        running.spool().resolve("deferred").toString(),
                        "-type",
                        "f")
                .out()
                .strip();
        for (var options : List.of("-v", "-vo", "-e", "-h", "-b", "-d")) {
            var theirs = MailSystem.run(running.environment(), "", "/usr/sbin/postcat", options, file);
            assertEquals(theirs.out(), ours.command("postcat", options, file).out(), options);
        }
    }

    private MailSystem ours(String commands) throws IOException {
        Distribution.needs("postqueue");
        assumeTrue(
                MailSystem.isRoot(), "Postfix's set-gid commands take another configuration directory only from root");
        // Postfix's sendmail starts the postdrop of command_directory.
        return Distribution.ours(directory).with("command_directory = " + commands);
    }
}
