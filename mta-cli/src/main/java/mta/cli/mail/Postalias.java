package mta.cli.mail;

import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;

/// postalias(1) and postmap(1) — indexed tables. Not implemented yet, and it says so.
public final class Postalias implements Command {

    @Override
    public int run(Invocation invocation) throws CommandFailed {
        throw new CommandFailed(
                ExitStatus.FATAL, "indexed tables are not implemented; use texthash: or inline: tables");
    }
}
