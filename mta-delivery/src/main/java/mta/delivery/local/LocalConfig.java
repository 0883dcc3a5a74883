package mta.delivery.local;

import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.table.Tables;

/// What local(8) does for accounts.
///
/// @param homeMailbox the mailbox below the home directory; empty for the spool directory
/// @param mailSpoolDirectory where mailboxes are otherwise; one that ends in a slash holds maildirs
/// @param routes where mail goes instead
record LocalConfig(String homeMailbox, String mailSpoolDirectory, AccountRoutes routes) {

    static LocalConfig from(MainCf main, Tables tables) {
        return new LocalConfig(
                main.get(LocalParameters.HOME_MAILBOX),
                main.get(LocalParameters.MAIL_SPOOL_DIRECTORY),
                new AccountRoutes(
                        tables.openAll(main.get(LocalParameters.MAILBOX_TRANSPORT_MAPS)),
                        main.get(LocalParameters.MAILBOX_TRANSPORT),
                        tables.openAll(main.get(LocalParameters.MAILBOX_COMMAND_MAPS)),
                        main.get(LocalParameters.MAILBOX_COMMAND),
                        tables.openAll(main.get(LocalParameters.FALLBACK_TRANSPORT_MAPS)),
                        main.get(LocalParameters.FALLBACK_TRANSPORT)));
    }
}
