package mta.core.table;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import mta.core.config.ConfigException;

/// Opens lookup tables by their name in the configuration.
///
/// The text in which we say what is wrong with a table is Postfix's, for the same mistakes.
public final class Tables {

    private static final List<String> NOT_IMPLEMENTED = List.of(
            "hash",
            "btree",
            "lmdb",
            "cdb",
            "dbm",
            "sdbm",
            "ldap",
            "mysql",
            "pgsql",
            "sqlite",
            "mongodb",
            "memcache",
            "nis",
            "nisplus",
            "netinfo",
            "tcp",
            "socketmap",
            "internal",
            "debug");

    private final Consumer<String> warnings;

    /// @param warnings where mistakes in tables are told, which do not keep the rest of the table from being used
    public Tables(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /// Opens a table, such as `static:x` or `inline:{ a = b }`. Its content is read now.
    ///
    /// @throws ConfigException if there is no such type, it is not implemented, or the table cannot be read
    public LookupTable open(String typeAndName) {
        int colon = typeAndName.indexOf(':');
        if (colon <= 0 || colon == typeAndName.length() - 1) {
            throw new ConfigException(
                    "open dictionary: expecting \"type:name\" form instead of \"" + typeAndName + "\"");
        }
        String type = typeAndName.substring(0, colon);
        String name = typeAndName.substring(colon + 1);
        return switch (type) {
            case "static" -> StaticTable.open(name);
            case "fail" -> new FailTable(name);
            case "environ" -> new EnvironTable(name);
            case "texthash" -> TextTable.texthash(name, warnings);
            case "inline" -> TextTable.inline(name);
            case "cidr" -> CidrTable.open(name, warnings);
            case "regexp" -> PatternTable.open(PatternSyntax.REGEXP, name, warnings);
            case "pcre" -> PatternTable.open(PatternSyntax.PCRE, name, warnings);
            case "unix" -> UnixTable.open(name);
            case "randmap" -> RandomTable.open(name, RandomGenerator.getDefault());
            case "pipemap" -> CombinedTable.pipe(name, this::open);
            // The process itself opens what proxymap(8) would open for it: many services share one process here.
            case "proxy" -> open(name);
            case "unionmap" -> CombinedTable.union(name, this::open);
            default ->
                throw new ConfigException(
                        NOT_IMPLEMENTED.contains(type)
                                ? "table type " + type + " is not implemented: " + typeAndName
                                : "unsupported dictionary type: " + type);
        };
    }

    /// Opens all tables of a setting, to be asked one after another.
    ///
    /// @param setting `type:name` separated by commas or whitespace
    public TableSearch openAll(String setting) {
        return new TableSearch(ListText.split(setting).stream().map(this::open).toList());
    }
}
