package mta.cli.admin;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import mta.core.config.Catalogue;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.log.MailLog;
import mta.core.table.ListText;
import mta.core.table.Tables;

/// Opens every lookup table that `main.cf` and `master.cf` name, and warns about those that cannot be opened: at the
/// desk of the operator, not when the first mail needs them.
///
/// Which values are about tables is not known, so each word of the form `type:name` is taken for one, where `type` is
/// nothing but a type of tables. `unix:` is a socket, too, and counts only where it names a file of the system.
final class TableCheck {

    private static final Set<String> TYPES = Set.of(
            "btree",
            "cdb",
            "cidr",
            "dbm",
            "environ",
            "fail",
            "hash",
            "inline",
            "ldap",
            "lmdb",
            "memcache",
            "mongodb",
            "mysql",
            "pcre",
            "pgsql",
            "pipemap",
            "proxy",
            "randmap",
            "regexp",
            "sdbm",
            "sqlite",
            "static",
            "texthash",
            "unionmap");

    private final MainCf main;
    private final MasterCf services;
    private final MailLog log;
    private final Set<String> seen = new HashSet<>();

    TableCheck(MainCf main, MasterCf services, MailLog log) {
        this.main = main;
        this.services = services;
        this.log = log;
    }

    /// Opens all of them.
    void run() {
        for (var parameter : Catalogue.all()) {
            String name = parameter.name();
            main.setting(name).ifPresent(value -> open(value, main.origin(name).orElse("main.cf") + ": " + name));
        }
        Path file = main.directory().resolve("master.cf");
        for (ServiceEntry service : services.services()) {
            service.overrides()
                    .forEach(
                            (name, value) -> open(main.expand(value), file + ", line " + service.line() + ": " + name));
        }
    }

    private void open(String value, String where) {
        for (String word : ListText.split(value)) {
            if (isTable(word)) {
                if (seen.add(word)) {
                    openTable(word, where);
                }
            } else if (word.startsWith("{") && word.endsWith("}")) {
                open(word.substring(1, word.length() - 1), where);
            }
        }
    }

    private static boolean isTable(String word) {
        String type = word.substring(0, Math.max(0, word.indexOf(':')));
        return TYPES.contains(type) || (type.equals("unix") && word.endsWith(".byname"));
    }

    private void openTable(String word, String where) {
        try {
            var _ = new Tables(problem -> log.warning(where + ": " + problem)).open(word);
        } catch (ConfigException e) {
            log.warning(where + ": " + e.getMessage());
        }
    }
}
