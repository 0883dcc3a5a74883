package mta.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mta.testkit.process.MailSystem;

/// Makes mail systems for the system tests: ours from the assembled tree, and a real Postfix to compare with.
public final class Distribution {

    static final Path HOME = Path.of("target/mta").toAbsolutePath();
    private static final Path POSTFIX = Path.of("/usr/sbin");

    private Distribution() {}

    /// Ours, run as `postfix` or `nobody` where tests run as root, else as whoever runs them.
    public static MailSystem ours(Path directory) throws IOException {
        return MailSystem.in(open(directory), HOME.resolve("bin"), HOME.resolve("conf/master.cf"), owner());
    }

    /// A real Postfix; the test is skipped where none is installed or tests do not run as root.
    public static MailSystem postfix(Path directory) throws IOException {
        assumeTrue(Files.isExecutable(POSTFIX.resolve("postfix")), "Postfix is not installed");
        assumeTrue(MailSystem.isRoot(), "Postfix runs only when started by root");
        return MailSystem.in(open(directory), POSTFIX, Path.of("/usr/share/postfix/master.cf.dist"), "postfix");
    }

    /// Skips the test where a real program is not installed.
    static void needs(String program) throws IOException {
        assumeTrue(
                MailSystem.run(Map.of(), "", "sh", "-c", "command -v " + program)
                                .exit()
                        == 0,
                program + " is not installed");
    }

    /// Sends a message over SMTP by swaks(1), from `a@box.example`; the test is skipped where that is not installed.
    static void swaks(MailSystem system, String to, String subject, String body) throws IOException {
        needs("swaks");
        var sent = MailSystem.run(
                Map.of(),
                "",
                "swaks",
                "--server",
                "127.0.0.1:" + system.port(),
                // The first session starts the server, which takes longer than its half minute on a busy machine.
                "--timeout",
                "2m",
                "--from",
                "a@box.example",
                "--to",
                to,
                "--header",
                "Subject: " + subject,
                "--body",
                body);
        assertEquals(0, sent.exit(), sent.toString());
    }

    /// Sends messages over twenty sessions by smtp-source(1); the test is skipped where that is not installed.
    static void source(MailSystem system, String from, String to, int messages) throws IOException {
        needs("smtp-source");
        String server = "127.0.0.1:" + system.port();
        var sent = MailSystem.run(
                Map.of(),
                "",
                "smtp-source",
                "-s",
                "20",
                "-m",
                Integer.toString(messages),
                "-f",
                from,
                "-t",
                to,
                server);
        assertEquals(0, sent.exit(), sent.toString());
    }

    /// Skips the test where it may not have a file system of its own, as in a container without the right to.
    public static void needsNamespaces() throws IOException {
        assumeTrue(MailSystem.isRoot(), "only root may make namespaces");
        assumeTrue(
                MailSystem.run(Map.of(), "", "unshare", "--mount", "mount", "--bind", "/dev/null", "/etc/resolv.conf")
                                .exit()
                        == 0,
                "namespaces cannot be made");
    }

    static String owner() throws IOException {
        if (!MailSystem.isRoot()) {
            return System.getProperty("user.name");
        }
        return MailSystem.run(Map.of(), "", "id", "-u", "postfix").exit() == 0 ? "postfix" : "nobody";
    }

    /// A temporary directory is closed to others at first.
    private static Path open(Path directory) throws IOException {
        MailSystem.run(Map.of(), "", "chmod", "755", directory.toString());
        return directory;
    }
}
