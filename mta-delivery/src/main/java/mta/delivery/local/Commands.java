package mta.delivery.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mta.core.mail.EnhancedStatus;
import mta.core.posix.Processes;
import mta.core.posix.ProgramPipes;
import mta.core.posix.Rights;
import mta.core.posix.Signals;
import mta.core.posix.User;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.QueuedMessage;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.Heading;
import mta.delivery.mailbox.Mbox;

/// Runs commands that aliases and users name, and gives them the message on their standard input.
///
/// A command has the rights of one user, never root's, and of nobody else, and is ended after a time, with all
/// that it started. Its exit status decides what becomes of the mail; what it prints is told to the sender
/// where it fails.
///
/// @param rights takes the user's rights
/// @param nobody whose rights count where nobody's do, `default_privs`
/// @param limit how long a command may run, `command_time_limit`
/// @param shell what runs it: a program, and what stands before the command, `local_command_shell`
/// @param directory where it runs
/// @param safe what may stand in its environment, `command_expansion_filter`
record Commands(
        RecipientRights rights,
        User nobody,
        Duration limit,
        List<String> shell,
        CommandDirectory directory,
        SafeCharacters safe,
        InstantSource clock) {

    private static final int SIGNALS = 128;

    /// As much as anybody reads.
    private static final int LONGEST_OUTPUT = 4096;

    /// Runs a program as the head of a session, and so of a group of processes.
    private static final String NEW_SESSION = "/usr/bin/setsid";

    /// How a command ended.
    private record Ended(int status, boolean inTime, String output) {}

    Outcome deliver(DeliveryJob job, Step.Command command, Heading heading, CommandEnvironment environment)
            throws IOException {
        if (job.isProbe()) {
            return Outcome.delivered("2.0.0", "delivers to command: " + command.line());
        }
        var user = command.member().rights().filter(owner -> owner.uid() != 0).orElse(nobody);
        var ended = rights.apart(() -> {
            try (var pipes = Rights.as(user, () -> ProgramPipes.open(limit, LONGEST_OUTPUT))) {
                var process = Rights.start(user, attached(builder(command, environment), pipes));
                pipes.started();
                return run(process, pipes, job.message(), heading);
            }
        });
        return outcome(command.line(), ended);
    }

    private ProcessBuilder builder(Step.Command command, CommandEnvironment environment) throws IOException {
        var words = new ArrayList<String>();
        for (String word : shell) {
            words.add(SystemText.of(word));
        }
        words.add(SystemText.of(command.line()));
        var builder = new ProcessBuilder(words)
                .directory(directory.of(command.member()).toFile())
                .redirectErrorStream(true);
        environment.putInto(builder.environment());
        return builder;
    }

    /// Makes the command the head of a group of its own, so that what it starts can be ended with it.
    private static ProcessBuilder attached(ProcessBuilder builder, ProgramPipes pipes) throws IOException {
        var words = new ArrayList<>(builder.command());
        // The program between would tell only by a status that its command cannot be run.
        if (words.getFirst().startsWith("/") && !Files.isExecutable(Path.of(words.getFirst()))) {
            throw new IOException("Cannot run program \"" + words.getFirst() + "\"");
        }
        words.addFirst(NEW_SESSION);
        return builder.command(words).redirectInput(pipes.input()).redirectOutput(pipes.output());
    }

    private Ended run(Process process, ProgramPipes pipes, QueuedMessage message, Heading heading)
            throws IOException, UnreadableMessageException {
        boolean inTime = false;
        try {
            inTime = converse(process, pipes, message, heading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            if (!inTime) {
                end(process);
            }
        }
        return new Ended(
                inTime ? process.exitValue() : 0,
                inTime,
                pipes.text().replace('\n', ' ').replace('\0', '?'));
    }

    /// Gives it the message, and waits for its end.
    ///
    /// @return false where that takes too long
    private boolean converse(Process process, ProgramPipes pipes, QueuedMessage message, Heading heading)
            throws IOException, UnreadableMessageException, InterruptedException {
        try {
            write(pipes, message, heading);
            pipes.awaitEndOfOutput();
        } catch (InterruptedIOException _) {
            return false;
        }
        return process.waitFor(pipes.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Ends everything that it started, unless that has left its group.
    private static void end(Process process) {
        try {
            Processes.kill(-process.pid(), Signals.Signal.KILL);
        } catch (IOException _) {
            // There is no such group; or not yet, where it has only just started.
        }
        process.destroyForcibly();
    }

    /// A command need not read to the end; its status says whether it is content. Where the message ends too early, it
    /// must not take that for the whole.
    private void write(ProgramPipes pipes, QueuedMessage message, Heading heading)
            throws InterruptedIOException, UnreadableMessageException {
        try (var end = pipes.toProgram()) {
            var out = new BufferedOutputStream(end);
            out.write(Mbox.fromLine(heading.sender(), clock.instant()));
            out.write(heading.bytes());
            message.copyTo(new Lines(out));
            out.flush();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) {
            // see above
        }
    }

    private static Outcome outcome(String line, Ended ended) {
        String output = ended.output().isBlank() ? "" : ". Command output: " + ended.output();
        if (!ended.inTime()) {
            return Outcome.deferred("4.3.0", "Command time limit exceeded: \"" + line + "\"" + output);
        }
        if (ended.status() == 0) {
            return Outcome.delivered("2.0.0", "delivered to command: " + line);
        }
        var said = EnhancedStatus.parse(ended.output().split(" ", 2)[0])
                .filter(status -> status.kind() != EnhancedStatus.Kind.SUCCESS);
        if (said.isPresent()) {
            return Outcome.failed(said.get(), ended.output().split(" ", 2)[1], Outcome.Remote.NONE);
        }
        var known = CommandStatus.of(ended.status());
        if (known.isPresent()) {
            return Outcome.failed(
                    EnhancedStatus.of(known.get().status()), known.get().words() + output, Outcome.Remote.NONE);
        }
        return ended.status() > SIGNALS
                ? Outcome.deferred(
                        "4.3.0",
                        "Command died with signal " + (ended.status() - SIGNALS) + ": \"" + line + "\"" + output)
                : Outcome.bounced(
                        "5.3.0", "Command died with status " + ended.status() + ": \"" + line + "\"" + output);
    }

    private record Lines(OutputStream out) implements QueuedMessage.Lines {

        @Override
        public void line(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.write('\n');
        }

        @Override
        public void part(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }
}
