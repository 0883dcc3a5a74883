package mta.cli.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.ConfigException;
import mta.core.config.LocalParameters;
import mta.core.config.LockStyle;
import mta.core.config.MainCf;
import mta.core.posix.FileName;

/// postlock(1) — runs a command while a mail folder is locked, so that local delivery does not write into it meanwhile.
///
/// ## Synopsis
/// `postlock [-c config_dir] [-l lock_style] [-v] folder command...`
/// ## Description
/// The folder is locked in the ways that `mailbox_delivery_lock` or `-l` names: `flock`, `fcntl`, `dotlock`.
/// ## Diagnostics
/// Exit status 75 where the folder cannot be locked, 1 where the command cannot be run or was killed, else that of
/// the command.
public final class Postlock implements Command {

    /// The status with which the JDK reports a signal: this and its number.
    private static final int KILLED = 128;

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var failure = new CommandFailed(
                ExitStatus.TRY_AGAIN, "usage: postlock [-c config_dir] [-l lock_style] [-v] folder command...");
        var options = Options.parse("c:l:v", invocation, failure);
        if (options.operands().size() < 2) {
            throw failure;
        }
        var main = settings(invocation, options.value('c').orElse(""));
        var styles = styles(main, options.value('l'));
        var patience = new FolderLock.Patience(
                main.get(LocalParameters.DELIVER_LOCK_ATTEMPTS),
                main.get(LocalParameters.DELIVER_LOCK_DELAY),
                main.get(LocalParameters.STALE_LOCK_TIME));
        Path folder = FileName.of(options.operands().getFirst());
        var command = options.operands().subList(1, options.operands().size());
        try (var _ = FolderLock.take(folder, styles, patience)) {
            invocation.out().flush();
            return status(command);
        }
    }

    /// Whatever is wrong with the settings, whoever wants to deliver with the lock may try again later.
    private static MainCf settings(Invocation invocation, String directory) throws CommandFailed {
        try {
            return invocation.settings(directory);
        } catch (ConfigException e) {
            throw new CommandFailed(ExitStatus.TRY_AGAIN, e.getMessage());
        }
    }

    private static Set<LockStyle> styles(MainCf main, Optional<String> list) throws CommandFailed {
        try {
            return list.isPresent()
                    ? LocalParameters.MAILBOX_DELIVERY_LOCK.read(list.get())
                    : main.get(LocalParameters.MAILBOX_DELIVERY_LOCK);
        } catch (ConfigException e) {
            throw new CommandFailed(ExitStatus.TRY_AGAIN, e.getMessage());
        }
    }

    private static int status(List<String> command) throws CommandFailed {
        try {
            int status = OtherProgram.run(command);
            return status > KILLED ? ExitStatus.FATAL : status;
        } catch (IOException e) {
            throw new CommandFailed(ExitStatus.FATAL, "execvp " + command.getFirst() + ": " + e.getMessage());
        }
    }
}
