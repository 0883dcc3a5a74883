package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import mta.cli.CommandRun;
import mta.core.posix.Processes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `postfix set-permissions` in directories that somebody else has prepared.
class SetPermissionsTest {

    private static final String WARNING = "postfix/postfix-script: warning: left as it is, as ";

    @TempDir
    private Path directory;

    private Path spool;
    private Path precious;

    @BeforeEach
    void writeFiles() throws IOException {
        spool = Files.createDirectory(directory.resolve("spool"));
        precious = Files.writeString(directory.resolve("precious"), "x");
        Files.setAttribute(precious, "unix:mode", 0600);
        Path configuration = Files.createDirectory(directory.resolve("conf"));
        Files.writeString(configuration.resolve("master.cf"), "");
        Files.writeString(configuration.resolve("main.cf"), """
                compatibility_level = 3.11
                mail_owner = nobody
                setgid_group = daemon
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                """.formatted(directory));
    }

    private CommandRun setPermissions() {
        return CommandRun.of(directory.resolve("conf"), "postfix", "set-permissions");
    }

    private String rights(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid")
                + " %o".formatted((int) Files.getAttribute(path, "unix:mode") & 07777);
    }

    private void isWarnedAbout(String text, CommandRun run) {
        assertEquals(WARNING + text + "\n", run.err().replace(directory.toString(), "DIR"));
        assertEquals(0, run.status());
    }

    /// Symptom: root gives mail_owner any file to which he has made a hard link in his directories.
    @Test
    void oneOfSeveralHardLinksIsNotGivenAway() throws IOException {
        setPermissions();
        Files.createLink(spool.resolve("active/planted"), precious);
        String before = rights(precious);

        isWarnedAbout("it has 2 hard links: DIR/spool/active/planted", setPermissions());

        assertEquals(before, rights(precious));
    }

    @Test
    void aLinkBelowAQueueIsLeftAlone() throws IOException {
        setPermissions();
        Files.createSymbolicLink(spool.resolve("deferred/planted"), directory.resolve("conf"));

        isWarnedAbout("it is a symbolic link: DIR/spool/deferred/planted", setPermissions());
    }

    /// Symptom: where the queue was mail_owner's, a link in place of one of its directories gives root's directories
    /// another group and mode.
    @Test
    void aLinkInPlaceOfAQueueIsLeftAlone() throws IOException {
        setPermissions();
        Path roots = Files.createDirectory(directory.resolve("roots"));
        Files.setAttribute(roots, "unix:mode", 0750);
        String before = rights(roots);
        Files.delete(spool.resolve("maildrop"));
        Files.createSymbolicLink(spool.resolve("maildrop"), roots);
        Files.setAttribute(spool, "unix:mode", 0777);
        Files.setAttribute(directory.resolve("conf"), "unix:mode", 0755);
        assumeTrue(Processes.effectiveUser() == 0, "an ordinary user's own links are his own business");
        Files.setAttribute(spool.resolve("maildrop"), "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);

        isWarnedAbout("it is a symbolic link: DIR/spool/maildrop", setPermissions());

        assertEquals(before, rights(roots));
    }

    /// Symptom: who imports an instance from a user's directory opens any file to all readers.
    @Test
    void aSettingsFileThatIsALinkOfAUserIsLeftAlone() throws IOException {
        assumeTrue(Processes.effectiveUser() == 0, "an ordinary user's own links are his own business");
        Path link = directory.resolve("conf/master.cf");
        Files.delete(link);
        Files.createSymbolicLink(link, precious);
        Files.setAttribute(link, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        String before = rights(precious);

        isWarnedAbout("it is a symbolic link: DIR/conf/master.cf", setPermissions());

        assertEquals(before, rights(precious));
    }
}
