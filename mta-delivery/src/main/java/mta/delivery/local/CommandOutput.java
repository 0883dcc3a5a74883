package mta.delivery.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a command prints, read while it runs, so that it never waits for us; the start of it is kept.
final class CommandOutput {

    /// As much as anybody reads.
    private static final int LONGEST = 4096;

    private final InputStream input;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StringBuilder kept = new StringBuilder();

    private CommandOutput(InputStream input) {
        this.input = input;
    }

    /// Begins to read.
    static CommandOutput of(Process process) {
        var output = new CommandOutput(process.getInputStream());
        Thread.ofPlatform().daemon().name("command-output").start(output::read);
        return output;
    }

    private void read() {
        var buffer = new byte[LONGEST];
        try (input) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                keep(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) {
            // It was ended; what it said before is here.
        } finally {
            ended.countDown();
        }
    }

    private synchronized void keep(String text) {
        kept.append(text, 0, Math.min(text.length(), LONGEST - kept.length()));
    }

    /// Waits for its end.
    ///
    /// @return false where somebody may print more, such as a program that the command left behind
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What was printed, on one line; a NUL, which a reason cannot hold, as a question mark.
    synchronized String text() {
        return kept.toString().replace('\n', ' ').replace('\0', '?');
    }
}
