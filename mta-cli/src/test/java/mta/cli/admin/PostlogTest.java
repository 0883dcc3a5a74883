package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mta.cli.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// postlog, as Postfix's prints on a terminal.
class PostlogTest {

    @TempDir
    private Path top;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(top.resolve("main.cf"), "compatibility_level = 3.6\nqueue_directory = " + top + "\n");
    }

    @Test
    void wordsAreOneLineUnderTheTag() {
        assertEquals("postfix/postlog: warning: two words\n", said("", "-p", "warn", "two", "words"));
        assertEquals("mine: fatal: x\n", said("", "-t", "mine", "-p", "fatal", "x"));
        assertEquals("postfix/postlog: a?b\n", said("", "a\nb"));
        assertEquals("postfix/postlog: \n", said("", ""));
    }

    /// Symptom: a bare CR in what a script logs made two lines of one.
    @Test
    void linesOfStandardInputEndInLineFeed() {
        assertEquals("""
                postfix/postlog: one
                postfix/postlog: two?
                postfix/postlog: a?b
                postfix/postlog:\s
                postfix/postlog: last
                """, said("one\ntwo\r\na\rb\n\nlast"));
        assertEquals("", said(""));
    }

    @Test
    void whatCannotBePrintedIsAQuestionMark() {
        assertEquals("postfix/postlog: a?b\u00c3\u00bc?\n", said("a\u0001b\u00c3\u00bc\u00ff\n"));
    }

    @Test
    void anUnknownPriorityIsFatal() {
        var run = CommandRun.of(top, "postlog", "-p", "bogus", "x");

        assertEquals(1, run.status());
        assertEquals("postfix/postlog: fatal: bad severity: \"bogus\"\n", run.err());
    }

    @Test
    void wrongUseIsFatal() {
        var run = CommandRun.of(top, "postlog", "-p");

        assertEquals(1, run.status());
        assertEquals("""
                postlog: option requires an argument -- 'p'
                postlog: fatal: usage: postlog [-c config_dir] [-i] [-p priority] [-t tag] [-v] [text]
                """, run.err());
    }

    /// A program that logs must not be able to fill our memory with one line.
    @Test
    void anEndlessLineIsCut() {
        String line = said("x".repeat(3 << 20) + "\nnext\n");

        assertEquals("postfix/postlog: " + "x".repeat(2000) + "\npostfix/postlog: next\n", line);
    }

    private String said(String input, String... arguments) {
        var run = CommandRun.withInput(input, top, "postlog", arguments);
        assertEquals(0, run.status());
        return run.err();
    }
}
