package mta.delivery.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mta.core.posix.Descriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Postfix 3.7 logged for the same commands.
@Timeout(60)
class CommandsTest {

    /// More than a pipe holds.
    private static final String MUCH = "Subject: x\n\n" + ("x".repeat(999) + "\n").repeat(200);

    @RegisterExtension
    private final LocalTrial local = new LocalTrial();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true                        | dsn=2.0.0, status=sent (delivered to command: true)
            exit 64                     | dsn=5.3.0, status=bounced (command line usage error)
            exit 71                     | dsn=4.3.0, status=deferred (system resource problem)
            exit 73                     | dsn=5.2.0, status=bounced (can't create user output file)
            echo out; exit 74           | dsn=5.3.0, status=bounced (input/output error. Command output: out )
            exit 75                     | dsn=4.3.0, status=deferred (temporary failure)
            kill -9 $$                  | dsn=4.3.0, status=deferred (Command died with signal 9: "kill -9 $$")
            echo 4.7.1 come back; exit 1 | dsn=4.7.1, status=deferred (come back )
            echo 5.7.1 go away; exit 1  | dsn=5.7.1, status=bounced (go away )
            """, quoteCharacter = '`')
    void itsStatusDecides(String command, String outcome) throws IOException {
        assertEquals(List.of("to=<it@example.com>, " + outcome), run(command));
    }

    @Test
    void aCommandGetsTheMessageAndWhatIsToldOfIt() throws IOException {
        Path file = local.spool.resolve("out");
        local.aliases.put("it", "\"|cat > " + file + "; env >> " + file + "; id -ru >> " + file + "\"");

        local.deliver("it+ext");

        var out = Files.readAllLines(file);
        assertTrue(out.getFirst().startsWith("From sender@test.example  "), out::toString);
        for (String line : List.of(
                "Return-Path: <sender@test.example>",
                "X-Original-To: it+ext@example.com",
                "Delivered-To: it+ext@example.com",
                "hello",
                "USER=it",
                "DOMAIN=example.com",
                "EXTENSION=ext",
                "LOGNAME=it",
                "ORIGINAL_RECIPIENT=it+ext@example.com",
                "LOCAL=it+ext",
                "PATH=/usr/bin:/bin",
                "SENDER=sender@test.example",
                "RECIPIENT=it+ext@example.com")) {
            assertTrue(out.contains(line), out::toString);
        }
        assertEquals(Integer.toString(local.user.uid()), out.getLast());
    }

    @Test
    void anotherShellRunsItInAnotherDirectory() throws IOException {
        local.shell = List.of("/bin/sh", "-e", "-c");
        local.commandDirectory = "$home";
        Path file = local.spool.resolve("out");
        local.aliases.put("it", "\"|pwd > " + file + "\"");
        Path forward = Files.writeString(local.user.home().resolve(".forward"), "\"|pwd >> " + file + "\"\n");
        local.giveToUser(forward);

        local.deliver("it");
        local.deliver(local.user.name());

        assertEquals(List.of(local.spool.toString(), local.user.home().toString()), Files.readAllLines(file));
        assertEquals(
                List.of("to=<it@example.com>, dsn=5.3.0, status=bounced (Command died with status 1: \"false; true\")"),
                run("false; true"));
    }

    @Test
    void mailWaitsForAShellOrDirectoryThatIsMissing() throws IOException {
        local.commandDirectory = "/nonexistent";
        assertTrue(run("true").getLast().endsWith("dsn=4.3.0, status=deferred (mail system error)"));

        local.commandDirectory = "";
        local.shell = List.of("/nonexistent", "-c");
        assertTrue(run("true").getLast().endsWith("dsn=4.3.0, status=deferred (mail system error)"));
    }

    /// Symptom: a command that hangs keeps mail for ever.
    @Test
    void aCommandIsEndedAfterATime() throws IOException {
        local.limit = Duration.ofMillis(100);

        assertEquals(
                List.of("to=<it@example.com>, dsn=4.3.0, status=deferred (Command time limit exceeded: \"sleep 600\")"),
                run("sleep 600"));
    }

    /// Symptom: mail hangs for ever where a command leaves a program behind.
    @Test
    void aProgramThatIsLeftBehindIsNotWaitedFor() throws IOException {
        local.limit = Duration.ofSeconds(1);

        assertTrue(run("sleep 600 &").getLast().contains("status=deferred (Command time limit exceeded"));
    }

    /// Symptom: a delivery hangs for ever where a command leaves behind a program that has its input and reads nothing.
    @Test
    void aProgramThatKeepsTheInputIsNotWaitedFor() throws IOException {
        local.limit = Duration.ofSeconds(1);

        assertTrue(runWithMuch("exec 3<&0; (sleep 999999 <&3 >/dev/null 2>&1 &)")
                .getLast()
                .contains("status=deferred (Command time limit exceeded"));
    }

    /// Nor where that program has left the command's group, and cannot be ended with it.
    @Test
    void aProgramThatCannotBeEndedIsNotWaitedFor() throws IOException {
        local.limit = Duration.ofSeconds(1);

        assertTrue(runWithMuch("exec 3<&0; setsid sleep 20 <&3 &").getLast().contains("Command time limit exceeded"));
    }

    /// Symptom: programs that commands leave behind stay for ever.
    @Test
    void whatACommandStartedEndsWithIt() throws IOException {
        local.limit = Duration.ofSeconds(1);
        Path pipe = local.spool.resolve("pipe");
        Descriptor.makePipe(pipe, 0666);
        Files.setAttribute(pipe, "unix:mode", 0666);
        var open = CompletableFuture.supplyAsync(() -> length(pipe));

        run("sleep 600 3> " + pipe + " &");
        // On a busy machine its time may be over before the shell has opened the pipe.
        Descriptor.pipe(pipe).close();

        assertEquals(0, open.join(), "at the end of the pipe nobody has it open");
    }

    @Test
    void aCommandNeedNotReadItsInput() throws IOException {
        assertTrue(runWithMuch("exec 0<&-; exit 0").getLast().contains("status=sent"));
    }

    @Test
    void muchIsReadWhole() throws IOException {
        Path file = local.spool.resolve("much");

        runWithMuch("tail -n +5 > " + file);

        assertEquals(MUCH, Files.readString(file));
    }

    /// Symptom: a command that prints much and reads nothing hangs.
    @Test
    void muchOutputIsNoTrouble() throws IOException {
        assertTrue(run("head -c 1000000 /dev/zero | tr '\\\\0' x; exit 1")
                .getLast()
                .contains("died with status 1"));
    }

    private static int length(Path file) {
        try {
            return Files.readAllBytes(file).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> runWithMuch(String command) throws IOException {
        local.aliases.put("it", "\"|" + command + "\"");
        return local.deliver("it", MUCH);
    }

    private List<String> run(String command) throws IOException {
        local.aliases.put("it", "\"|" + command.replace("\"", "\\\"") + "\"");
        return local.deliver("it");
    }
}
