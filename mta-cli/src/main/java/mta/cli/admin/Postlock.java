package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.LocalParameters;
import mta.core.posix.Descriptor;

/// postlock(1) — runs a command while a mail folder is locked, so that local delivery does not write into it meanwhile.
///
/// ## Synopsis
/// `postlock [-c config_dir] [-l lock_style] [-v] folder command...`
/// ## Diagnostics
/// Exit status 75 where the folder is locked by somebody else, else that of the command.
/// ## Bugs
/// The only lock style is flock(2).
public final class Postlock implements Command {

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var failure = new CommandFailed(
                ExitStatus.FATAL, "usage: postlock [-c config_dir] [-l lock_style] [-v] folder command...");
        var options = Options.parse("c:l:v", invocation, failure);
        if (options.operands().size() < 2) {
            throw failure;
        }
        if (!options.value('l').orElse("flock").equals("flock")) {
            throw new CommandFailed(
                    ExitStatus.FATAL, "lock style " + options.value('l').orElseThrow() + " is not implemented");
        }
        var main = invocation.settings(options.value('c').orElse(""));
        int tries = main.get(LocalParameters.DELIVER_LOCK_ATTEMPTS);
        Duration pause = main.get(LocalParameters.DELIVER_LOCK_DELAY);
        Path folder = Path.of(options.operands().getFirst());
        try (var file = Descriptor.readWrite(folder, 0600)) {
            if (!lock(file, tries, pause)) {
                invocation.info("fatal: lock " + folder + ": Resource temporarily unavailable");
                return ExitStatus.TRY_AGAIN;
            }
            invocation.out().flush();
            var process = new ProcessBuilder(
                            options.operands().subList(1, options.operands().size()))
                    .inheritIO()
                    .start();
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.TRY_AGAIN;
        }
    }

    private static boolean lock(Descriptor file, int tries, Duration pause) throws IOException {
        for (int i = 0; i < tries; i++) {
            if (file.tryLock()) {
                return true;
            }
            MailSystem.pause(pause);
        }
        return false;
    }
}
