package mta.delivery.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mta.core.mail.EnhancedStatus;
import mta.core.posix.Rights;
import mta.core.posix.User;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.QueuedMessage;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.Heading;
import mta.delivery.mailbox.Mbox;

/// Runs commands that aliases and users name, and gives them the message on their standard input.
///
/// A command has the rights of one user, never root's, and of nobody else, and is ended after a time.
/// Its exit status decides what becomes of the mail; what it prints is told to the sender where it fails.
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

    /// How a command ended.
    private record Ended(int status, boolean inTime, String output) {}

    Outcome deliver(DeliveryJob job, Step.Command command, Heading heading, CommandEnvironment environment)
            throws IOException {
        if (job.isProbe()) {
            return Outcome.delivered("2.0.0", "delivers to command: " + command.line());
        }
        var user = command.member().rights().filter(owner -> owner.uid() != 0).orElse(nobody);
        var ended = rights.apart(() -> {
            var process = Rights.start(user, builder(command, environment));
            return run(process, job.message(), heading);
        });
        return outcome(command.line(), ended);
    }

    private ProcessBuilder builder(Step.Command command, CommandEnvironment environment) {
        var words = new ArrayList<>(shell);
        words.add(command.line());
        var builder = new ProcessBuilder(words)
                .directory(directory.of(command.member()).toFile())
                .redirectErrorStream(true);
        environment.putInto(builder.environment());
        return builder;
    }

    private Ended run(Process process, QueuedMessage message, Heading heading)
            throws IOException, UnreadableMessageException {
        var output = CommandOutput.of(process);
        var late = new AtomicBoolean();
        var watch = Thread.ofVirtual().start(() -> endLater(process, late));
        try {
            write(process, message, heading);
            int status = process.waitFor();
            boolean inTime = output.awaitEnd(limit) && !late.get();
            return new Ended(status, inTime, output.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            end(process);
            watch.interrupt();
        }
    }

    private void endLater(Process process, AtomicBoolean late) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                late.set(true);
                end(process);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The shell first, so that it says nothing of the others.
    private static void end(Process process) {
        var others = process.descendants().toList();
        process.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
    }

    /// A command need not read to the end; its status says whether it is content.
    private void write(Process process, QueuedMessage message, Heading heading) throws UnreadableMessageException {
        try (var out = new BufferedOutputStream(process.getOutputStream())) {
            out.write(Mbox.fromLine(heading.sender(), clock.instant()));
            out.write(heading.bytes());
            copy(process, message, new Lines(out));
        } catch (IOException _) {
            // see above
        }
    }

    /// A command must not take half a message for a whole one.
    private static void copy(Process process, QueuedMessage message, Lines lines)
            throws IOException, UnreadableMessageException {
        try {
            message.copyTo(lines);
        } catch (UnreadableMessageException e) {
            end(process);
            throw e;
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
