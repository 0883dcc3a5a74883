package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mta.cli.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What postfix(1) refuses before it looks at the mail system.
class PostfixCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(directory.resolve("spool"));
        settings("");
    }

    private void settings(String more) throws IOException {
        Files.writeString(
                directory.resolve("main.cf"),
                "compatibility_level = 3.11\nmaillog_file = " + directory + "/log\nmaillog_file_prefixes = " + directory
                        + "\nqueue_directory = " + directory + "/spool\n" + more);
    }

    private CommandRun postfix(String... arguments) {
        return CommandRun.of(directory, "postfix", arguments);
    }

    private void isRefused(String text, CommandRun run) {
        assertEquals(text, run.err().replace(directory.toString(), "DIR"));
        assertEquals(1, run.status());
    }

    @Test
    void anUnknownOptionEndsWithTheUsage() {
        isRefused(
                "postfix: invalid option -- 'x'\npostfix: fatal: usage: postfix [-c config_dir] [-Dv] command\n",
                postfix("-x"));
    }

    @Test
    void aRelativeConfigurationDirectoryIsRefused() {
        isRefused("postfix: fatal: -c requires absolute pathname\n", postfix("-c", "conf", "status"));
    }

    /// A disk may not be mounted: a queue that is made in its place would be lost from sight with its mail.
    @Test
    void aMissingQueueDirectoryIsNotMade() throws IOException {
        Files.delete(directory.resolve("spool"));

        for (String command : List.of("check", "start", "status", "set-permissions")) {
            isRefused("postfix: fatal: chdir(DIR/spool): No such file or directory\n", postfix(command));
        }

        assertFalse(Files.exists(directory.resolve("spool")));
        assertTrue(Files.readString(directory.resolve("log")).contains(" postfix["), "the log says so, too");
    }

    @Test
    void aCommandThatIsNotBuiltSaysSo() {
        isRefused(
                "postfix/postfix-script: fatal: the tls command is not implemented; set the smtp_tls_ and smtpd_tls_"
                        + " parameters by postconf -e\n",
                postfix("tls", "enable-client"));
    }

    /// In Postfix it is postfix(1) that says so, before its script runs; of a reload, master would refuse it, too, but
    /// only its log would say so.
    @Test
    void aBadValueIsSaidInTheNameOfTheCommandItself() throws IOException {
        settings("default_process_limit = many\n");

        for (String command : List.of("check", "start", "reload")) {
            isRefused(
                    "postfix: fatal: bad numerical configuration: default_process_limit = many (DIR/main.cf, line 5)\n",
                    postfix(command));
        }

        var log = Files.readAllLines(directory.resolve("log"));
        assertEquals(3, log.size());
        assertTrue(
                log.stream().allMatch(line -> line.matches(".* postfix\\[\\d+]: fatal: bad numerical .*")),
                log.toString());
    }
}
