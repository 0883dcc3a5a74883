package mta.cli.admin;

import java.util.HashSet;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.MailLog;
import mta.core.table.MatchList;
import mta.core.table.Tables;

/// Opens every lookup table, and every file of a list, that `main.cf` and `master.cf` name, and warns about
/// those that cannot be opened: at the desk of the operator, not when the first mail needs them.
final class TableCheck {

    private final MainCf main;
    private final MasterCf services;
    private final MailLog log;

    TableCheck(MainCf main, MasterCf services, MailLog log) {
        this.main = main;
        this.services = services;
        this.log = log;
    }

    /// Opens all of them.
    void run() {
        var seen = new HashSet<String>();
        for (var use : ConfiguredTables.of(main, services)) {
            if (seen.add(use.table())) {
                open(use);
            }
        }
    }

    private void open(ConfiguredTables.Use use) {
        try {
            var tables = new Tables(problem -> log.warning(use.where() + ": " + problem));
            if (use.isListFile()) {
                var _ = MatchList.strings(use.table(), tables);
            } else {
                var _ = tables.open(use.table());
            }
        } catch (ConfigException e) {
            log.warning(use.where() + ": " + e.getMessage());
        }
    }
}
