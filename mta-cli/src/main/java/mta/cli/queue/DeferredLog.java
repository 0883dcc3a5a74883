package mta.cli.queue;

import java.util.ArrayList;
import java.util.List;
import mta.cli.CommandLog;

/// Prints at once and writes the mail log at the end, when the command has the rights again that the log may need.
/// May be used by several threads.
final class DeferredLog {

    private final CommandLog log;
    private final List<Runnable> lines = new ArrayList<>();
    private boolean closed;

    DeferredLog(CommandLog log) {
        this.log = log;
    }

    synchronized void info(String text) {
        log.call().info(text);
        later(() -> log.log().info(text));
    }

    synchronized void warning(String text) {
        log.call().warning(text);
        later(() -> log.log().warning(text));
    }

    synchronized void error(String text) {
        log.call().info("error: " + text);
        later(() -> log.log().error(text));
    }

    synchronized void fatal(String text) {
        log.call().info("fatal: " + text);
        later(() -> log.log().fatal(text));
    }

    private void later(Runnable line) {
        if (closed) {
            line.run();
        } else {
            lines.add(line);
        }
    }

    /// Writes what was said into the mail log; what is said from now on, after a signal, goes there at once.
    synchronized void close() {
        closed = true;
        lines.forEach(Runnable::run);
        lines.clear();
    }
}
