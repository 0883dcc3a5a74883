package mta.cli.table;

import java.util.Set;
import mta.core.config.MainCf;
import mta.core.config.TableParameters;

/// The name of a table as it is given to a command.
///
/// @param type such as `hash`
/// @param name what follows the colon
record TableName(String type, String name) {

    /// Types whose tables are indexed files: those of Berkeley DB are kept as LMDB.
    private static final Set<String> INDEXED = Set.of("lmdb", "hash", "btree");

    /// @param text with or without a type
    static TableName of(String text, MainCf main) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new TableName(main.get(TableParameters.DEFAULT_DATABASE_TYPE), text)
                : new TableName(text.substring(0, colon), text.substring(colon + 1));
    }

    boolean isIndexed() {
        return INDEXED.contains(type);
    }

    /// How messages name the table that is read or written.
    String described() {
        return isIndexed() ? "lmdb:" + name : toString();
    }

    @Override
    public String toString() {
        return type + ":" + name;
    }
}
