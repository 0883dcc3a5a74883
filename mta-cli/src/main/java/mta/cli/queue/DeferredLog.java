package mta.cli.queue;

import java.util.ArrayList;
import java.util.List;
import mta.cli.CommandLog;

/// Prints at once and writes the mail log at the end, when the command has the rights again that the log may need.
/// May be used by several threads.
final class DeferredLog {

    private final CommandLog log;
    private final List<Runnable> lines = new ArrayList<>();

    DeferredLog(CommandLog log) {
        this.log = log;
    }

    synchronized void info(String text) {
        log.call().info(text);
        lines.add(() -> log.log().info(text));
    }

    synchronized void warning(String text) {
        log.call().warning(text);
        lines.add(() -> log.log().warning(text));
    }

    synchronized void error(String text) {
        log.call().info("error: " + text);
        lines.add(() -> log.log().error(text));
    }

    synchronized void fatal(String text) {
        log.call().info("fatal: " + text);
        lines.add(() -> log.log().fatal(text));
    }

    /// Writes what was said into the mail log.
    synchronized void close() {
        lines.forEach(Runnable::run);
        lines.clear();
    }
}
