package mta.core.table;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.NotImplementedException;
import mta.core.config.TableParameters;
import mta.core.log.MailLog;
import mta.core.mail.CaseFolding;

/// Opens lookup tables by their name in the configuration.
///
/// The text in which we say what is wrong with a table is Postfix's, for the same mistakes.
public final class Tables {

    private static final Set<String> NOT_IMPLEMENTED = Set.of(
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
    private final Consumer<String> redirections;
    private final UnaryOperator<String> folding;
    private final OpeningFailure onFailure;
    private final Map<String, LookupTable> opened = new ConcurrentHashMap<>();
    private final Predicate<String> approved;

    /// What becomes of a table that cannot be opened.
    @FunctionalInterface
    private interface OpeningFailure {
        /// A table in its place, or an exception.
        ///
        /// @param again opens it later, or throws
        LookupTable insteadOf(String typeAndName, ConfigException why, Function<String, LookupTable> again);
    }

    private Tables(
            Consumer<String> warnings,
            Consumer<String> redirections,
            UnaryOperator<String> folding,
            OpeningFailure onFailure,
            Predicate<String> approved) {
        this.warnings = warnings;
        this.redirections = redirections;
        this.folding = folding;
        this.onFailure = onFailure;
        this.approved = approved;
    }

    /// For commands: a table that cannot be opened is refused.
    ///
    /// @param warnings where mistakes in tables are told, which do not keep the rest of the table from being used
    public Tables(Consumer<String> warnings) {
        this(warnings, _ -> {}, CaseFolding::fold, Tables::refuse, _ -> true);
    }

    /// For services: where `daemon_table_open_error_is_fatal` does not say otherwise, a table that cannot be opened
    /// is an error that is told, and its lookups fail until it can be opened. The mail concerned waits; all else
    /// works.
    ///
    /// @param log where is told what is wrong with tables, and which are of another type than they are named
    public static Tables ofService(MainCf main, MailLog log) {
        boolean tells = main.get(TableParameters.NON_BDB_MIGRATION_LOG_REDIRECT)
                && MigrationLevel.of(main) != MigrationLevel.DISABLE;
        Consumer<String> redirections = tells ? log::info : _ -> {};
        var listed = Set.copyOf(ListText.split(main.get(TableParameters.PROXY_READ_MAPS)));
        if (main.get(TableParameters.DAEMON_TABLE_OPEN_ERROR_IS_FATAL)) {
            return new Tables(log::warning, redirections, CaseFolding::fold, Tables::refuse, listed::contains);
        }
        OpeningFailure postponed = (typeAndName, why, again) -> {
            log.error(why.getMessage());
            return new UnavailableTable(typeAndName, why.getMessage(), again, log::warning);
        };
        return new Tables(log::warning, redirections, CaseFolding::fold, postponed, listed::contains);
    }

    private static LookupTable refuse(String typeAndName, ConfigException why, Function<String, LookupTable> again) {
        throw why;
    }

    /// The same, where keys of fixed strings count as they are written, upper and lower case.
    public Tables withoutFolding() {
        return new Tables(warnings, redirections, UnaryOperator.identity(), onFailure, approved);
    }

    /// Opens a table, such as `static:x` or `inline:{ a = b }`. Its content is read now, unless it is indexed. A table
    /// that was opened before is given out again.
    ///
    /// @throws NotImplementedException if there is such a type, but not here
    /// @throws ConfigException if there is no such type, or the table cannot be read, and failures are not put off
    public LookupTable open(String typeAndName) {
        var known = opened.get(typeAndName);
        if (known != null) {
            return known;
        }
        var table = openAnew(typeAndName);
        opened.put(typeAndName, table);
        return table;
    }

    private LookupTable openAnew(String typeAndName) {
        try {
            return openChecked(typeAndName);
        } catch (NotImplementedException e) {
            throw e;
        } catch (ConfigException e) {
            var quiet = new Tables(warnings, _ -> {}, folding, Tables::refuse, approved);
            return onFailure.insteadOf(typeAndName, e, quiet::open);
        }
    }

    /// What stands for a file that cannot be read, until it is read again with all else.
    ///
    /// @throws ConfigException the same, if failures are not put off
    LookupTable unavailable(String name, ConfigException why) {
        return onFailure.insteadOf(name, why, _ -> {
            throw why;
        });
    }

    private LookupTable openChecked(String typeAndName) {
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
            case "lmdb" -> LmdbTable.open(type, name, folding, warnings);
            case "hash", "btree" -> redirected(type, name);
            case "texthash" -> TextTable.texthash(name, folding, warnings);
            case "inline" -> TextTable.inline(name, folding);
            case "cidr" -> CidrTable.open(name, warnings);
            case "regexp" -> PatternTable.open(PatternSyntax.REGEXP, name, warnings);
            case "pcre" -> PatternTable.open(PatternSyntax.PCRE, name, warnings);
            case "unix" -> UnixTable.open(name, warnings);
            case "randmap" -> RandomTable.open(name, RandomGenerator.getDefault());
            case "pipemap" -> CombinedTable.pipe(name, this::open);
            case "proxy" -> proxied(name);
            case "unionmap" -> CombinedTable.union(name, this::open);
            default ->
                throw NOT_IMPLEMENTED.contains(type)
                        ? new NotImplementedException("table type " + type + " is not implemented: " + typeAndName)
                        : new ConfigException("unsupported dictionary type: " + type);
        };
    }

    /// The process itself opens what proxymap(8) would open for it, as many services share one process here; and only
    /// what that would open.
    private LookupTable proxied(String name) {
        if (!approved.test("proxy:" + name)) {
            warnings.accept("request for unapproved table: \"" + name + "\"");
            warnings.accept("to approve this table for read-only access, list proxy:" + name + " in main.cf:"
                    + TableParameters.PROXY_READ_MAPS.name());
            throw new ConfigException("proxymap service is not configured for table \"" + name + "\"");
        }
        return open(name);
    }

    /// There is no Berkeley DB here: LMDB does its work, under the names that are in use.
    private LookupTable redirected(String type, String name) {
        redirections.accept("redirecting " + type + ":" + name + " to lmdb:" + name);
        return LmdbTable.open(type, name, folding, warnings);
    }

    /// Opens all tables of a setting, to be asked one after another.
    ///
    /// @param setting `type:name` separated by commas or whitespace
    public TableSearch openAll(String setting) {
        return new TableSearch(ListText.split(setting).stream().map(this::open).toList());
    }

    /// Whether keys of tables of this type are patterns.
    static boolean isPatternType(String typeAndName) {
        return List.of("regexp:", "pcre:", "cidr:").stream().anyMatch(typeAndName.replace("proxy:", "")::startsWith);
    }
}
