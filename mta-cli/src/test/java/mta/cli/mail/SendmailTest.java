package mta.cli.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import mta.cli.CommandRun;
import mta.cli.Invocation;
import mta.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the cases of [SendmailCasesTest] cannot show: trouble with files and streams.
class SendmailTest {

    @TempDir
    private Path top;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                top.resolve("main.cf"), "compatibility_level = 3.6\nqueue_directory = " + top.resolve("queue") + "\n");
        Files.createDirectories(top.resolve("queue/maildrop"));
        Files.createDirectories(top.resolve("queue/public"));
    }

    @Test
    void whoMissesPickupIsTold() throws IOException {
        var run = CommandRun.withInput("hello\n", top, "sendmail", "-f", "me", "you");

        assertEquals(0, run.status());
        assertEquals("postdrop: warning: unable to look up public/pickup: No such file or directory\n", run.err());
        assertEquals(1, submissions());
    }

    /// Symptom: a disk or a settings file in trouble made programs that send mail throw it away. Cause: status 1 is
    /// for ever; 75 is not.
    @Test
    void troubleWithFilesIsToBeTriedAgain() throws IOException {
        Files.delete(top.resolve("queue/maildrop"));

        var run = CommandRun.withInput("hello\n", top, "sendmail", "-f", "me", "you");

        assertEquals(75, run.status());
        assertEquals(true, run.err().startsWith("sendmail: fatal: "), run.err());
    }

    /// Symptom: the usual configuration was taken instead, and the mail went to another mail system.
    @Test
    void mainCfWithoutADirectoryIsThatOfThisDirectory() {
        var run = CommandRun.withInput("hello\n", top, "sendmail", "-C", "main.cf", "-f", "me", "you");

        assertEquals(new CommandRun(75, "", "sendmail: fatal: open ./main.cf: No such file or directory\n"), run);
    }

    /// Input that breaks in the middle is not the end of a message.
    @Test
    void halfAMessageIsNone() throws IOException {
        assertEquals(new CommandRun(75, "", "sendmail: fatal: Input/output error\n"), sent(new Breaking(5000)));
        assertEquals(0, submissions());
    }

    /// A mistake of ours is no reason to throw mail away.
    @Test
    void whateverGoesWrongIsToBeTriedAgain() throws IOException {
        var run = sent(new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("a mistake");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        });

        assertEquals(75, run.status());
        assertTrue(run.err().startsWith("java.lang.IllegalStateException: a mistake\n\tat "), run.err());
        assertTrue(run.err().endsWith("\nsendmail: fatal: java.lang.IllegalStateException: a mistake\n"), run.err());
        assertEquals(0, submissions());
    }

    /// Symptom: a program that never ends to write fills the disk.
    @Test
    void endlessMailIsTooLarge() throws IOException {
        Files.writeString(top.resolve("main.cf"), "message_size_limit = 100000\n", StandardOpenOption.APPEND);
        var endless = new Breaking(Integer.MAX_VALUE);

        assertEquals(
                new CommandRun(75, "", """
                postdrop: warning: uid=UID: File too large
                sendmail: fatal: me(UID): message file too big
                """.replace(
                                "UID", Files.getAttribute(top, "unix:uid").toString())),
                sent(endless));
        assertEquals(0, submissions());
    }

    private CommandRun sent(InputStream in) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outPrinter = new PrintStream(out, true, StandardCharsets.ISO_8859_1);
        var errPrinter = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        int status = Main.run(new Invocation(
                "sendmail",
                List.of("-f", "me", "you"),
                in,
                outPrinter,
                errPrinter,
                Map.of("MAIL_CONFIG", top.toString())));
        return new CommandRun(
                status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1));
    }

    private long submissions() throws IOException {
        try (var files = Files.list(top.resolve("queue/maildrop"))) {
            return files.count();
        }
    }

    /// Some text, and then an error.
    private static final class Breaking extends InputStream {

        private int left;

        private Breaking(int left) {
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left-- == 0) {
                throw new IOException("Input/output error");
            }
            return left % 50 == 0 ? '\n' : 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
        }
    }
}
