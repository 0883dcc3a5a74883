package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mta.cli.Invocation;
import mta.cli.Main;
import mta.core.posix.Descriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// postlock and postkick, in the words of Postfix's.
class PostlockTest {

    private static final String REAL = "/usr/sbin/postlock";

    @TempDir
    private Path top;

    private Path folder;

    private record Run(int status, String err) {}

    @BeforeEach
    void configure() throws IOException {
        folder = Files.createFile(top.resolve("folder"));
        Files.writeString(
                top.resolve("main.cf"),
                "compatibility_level = 3.6\nqueue_directory = " + top
                        + "\ndeliver_lock_attempts = 1\ndeliver_lock_delay = 1s\n");
    }

    /// Symptom: postlock did not keep local delivery out. Cause: it locked by flock(2), and delivery by fcntl(2).
    @ParameterizedTest
    @ValueSource(strings = {"flock", "fcntl", "dotlock"})
    void locksAsTheRealOneDoes(String style) {
        assumeTrue(Files.isExecutable(Path.of(REAL)), "postlock of Postfix is not installed");

        String config = text(top);
        assertEquals(
                75,
                run("postlock", "-l", style, text(folder), REAL, "-c", config, "-l", style, text(folder), "true")
                        .status);
        String other = text(top.resolve("other"));
        assertEquals(
                0, run("postlock", "-l", style, text(folder), REAL, "-c", config, "-l", style, other, "true").status);
    }

    @Test
    void theUsualWayMakesALockFileAndRemovesIt() {
        assertEquals(0, run("postlock", text(folder), "test", "-e", folder + ".lock").status);
        assertFalse(Files.exists(Path.of(folder + ".lock")));
    }

    /// Symptom: root locks a mailbox in a directory where users may write, and makes a file where one's link leads.
    @Test
    void whatOthersMayHavePutInPlaceOfAFolderIsNotOpened() throws IOException {
        Path everybodys = Files.createDirectory(top.resolve("everybody"));
        Files.setAttribute(everybodys, "unix:mode", 0777);
        Path link = Files.createSymbolicLink(everybodys.resolve("link"), top.resolve("new"));
        Path hardLink = Files.createLink(everybodys.resolve("hard"), folder);

        assertEquals(
                new Run(75, "postlock: fatal: open file " + link + ": file is a symbolic link\n"),
                run("postlock", text(link), "true"));
        Path leadsThere = Files.createSymbolicLink(top.resolve("link"), link);
        assertEquals(
                new Run(75, "postlock: fatal: open file " + leadsThere + ": file is a symbolic link\n"),
                run("postlock", text(leadsThere), "true"));
        assertFalse(Files.exists(top.resolve("new")));
        assertEquals(
                new Run(75, "postlock: fatal: open file " + hardLink + ": file has 2 hard links\n"),
                run("postlock", text(hardLink), "true"));
    }

    @Test
    void whatCannotBeLockedIsSaid() throws IOException {
        Files.createFile(Path.of(folder + ".lock"));
        assertEquals(
                new Run(
                        75,
                        "postlock: fatal: open file " + folder + ": unable to create lock file " + folder
                                + ".lock: File exists\n"),
                run("postlock", text(folder), "true"));

        try (var held = Descriptor.readWrite(folder, 0600)) {
            held.tryLock();
            assertEquals(
                    new Run(
                            75,
                            "postlock: fatal: open file " + folder
                                    + ": unable to lock for exclusive access: Resource temporarily unavailable\n"),
                    run("postlock", "-l", "flock", text(folder), "true"));
        }
        assertEquals(
                new Run(75, "postlock: fatal: open file " + top + ": cannot open file: Is a directory\n"),
                run("postlock", "-l", "flock", text(top), "true"));
        assertEquals(
                new Run(75, "postlock: fatal: unknown mailbox_delivery_lock value \"bad\" in \"flock, bad\"\n"),
                run("postlock", "-l", "flock, bad", text(folder), "true"));
    }

    @Test
    void withoutSettingsWhoeverDeliversMayTryAgain() {
        String missing = text(top.resolve("missing"));

        assertEquals(
                new Run(75, "postlock: fatal: open " + missing + "/main.cf: No such file or directory\n"),
                run("postlock", "-c", missing, text(folder), "true"));
    }

    @Test
    void theStatusIsThatOfTheCommand() {
        assertEquals(7, run("postlock", text(folder), "sh", "-c", "exit 7").status);
        assertEquals(1, run("postlock", text(folder), "sh", "-c", "kill -9 $$").status);
        assertEquals(
                new Run(1, "postlock: fatal: execvp /no/such: No such file or directory\n"),
                run("postlock", text(folder), "/no/such"));
        assertEquals(75, run("postlock", text(folder)).status);
    }

    @Test
    void postkickSaysWhomItCannotReach() {
        assertEquals(new Run(1, """
                        postkick: warning: unable to look up public/none: No such file or directory
                        postkick: warning: Cannot contact class public service none - perhaps the mail system is down
                        """), run("postkick", "public", "none", "W"));
    }

    private static String text(Path path) {
        return path.toString();
    }

    private Run run(String name, String... arguments) {
        var err = new ByteArrayOutputStream();
        int status = Main.run(new Invocation(
                name,
                List.of(arguments),
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.ISO_8859_1),
                new PrintStream(err, true, StandardCharsets.ISO_8859_1),
                Map.of("MAIL_CONFIG", top.toString())));
        return new Run(status, err.toString(StandardCharsets.ISO_8859_1));
    }
}
