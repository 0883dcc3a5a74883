package mta.core.table;

import java.util.Arrays;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.TableParameters;

/// How much is done for tables of Berkeley DB's types, `hash` and `btree` (`non_bdb_migration_level`).
///
/// At all levels LMDB serves them, as there is nothing else to do it.
public enum MigrationLevel {
    /// No more than that.
    DISABLE("disable"),
    /// It is logged.
    ENABLE_REDIRECT("enable-redirect"),
    /// It is logged, and indexed files that are missing are built from their text when the mail system starts.
    ENABLE_REINDEX("enable-reindex");

    private final String word;

    MigrationLevel(String word) {
        this.word = word;
    }

    /// The level that is set.
    ///
    /// @throws ConfigException if there is no such level
    public static MigrationLevel of(MainCf main) {
        String word = main.get(TableParameters.NON_BDB_MIGRATION_LEVEL);
        return Arrays.stream(values())
                .filter(level -> level.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "invalid " + TableParameters.NON_BDB_MIGRATION_LEVEL.name() + " value: \"" + word + "\""));
    }

    /// As it stands in `main.cf`.
    public String word() {
        return word;
    }
}
