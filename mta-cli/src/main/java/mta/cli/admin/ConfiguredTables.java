package mta.cli.admin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mta.core.config.Catalogue;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.table.ListText;

/// The lookup tables that `main.cf` and `master.cf` name.
///
/// Which values are about tables is not known, so each word of the form `type:name` is taken for one, where `type` is
/// nothing but a type of tables. `unix:` is a socket, too, and counts only where it names a file of the system. Caches
/// are left out: the mail system makes them itself.
final class ConfiguredTables {

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

    private static final Set<String> CACHES = Set.of(
            "address_verify_map",
            "lmtp_sasl_auth_cache_name",
            "lmtp_tls_session_cache_database",
            "postscreen_cache_map",
            "smtp_sasl_auth_cache_name",
            "smtp_tls_session_cache_database",
            "smtpd_tls_session_cache_database");

    /// A table, where it is named.
    ///
    /// @param table as `type:name`, or a file of words, as `/file`
    /// @param parameter which names it
    /// @param where file, line and parameter, as far as they are known
    record Use(String table, String parameter, String where) {
        /// Whether it is a file of words that belong to a list.
        boolean isListFile() {
            return table.startsWith("/");
        }
    }

    /// Whose words that begin with a slash are files of further words; in a value of another kind, such a word is a
    /// path.
    private static final Set<String> LISTS = Set.of(
            "authorized_flush_users",
            "authorized_mailq_users",
            "authorized_submit_users",
            "fast_flush_domains",
            "masquerade_exceptions",
            "mydestination",
            "mynetworks",
            "parent_domain_matches_subdomains",
            "permit_mx_backup_networks",
            "relay_domains",
            "smtpd_authorized_verp_clients",
            "smtpd_authorized_xclient_hosts",
            "smtpd_authorized_xforward_hosts",
            "smtpd_client_event_limit_exceptions",
            "smtpd_forbid_bare_newline_exclusions",
            "smtpd_forbidden_commands",
            "smtpd_noop_commands",
            "virtual_alias_domains",
            "virtual_mailbox_domains");

    private final List<Use> uses = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private ConfiguredTables() {}

    /// Each table once for each parameter that names it.
    static List<Use> of(MainCf main, MasterCf services) {
        var tables = new ConfiguredTables();
        for (var parameter : Catalogue.all()) {
            String name = parameter.name();
            main.setting(name)
                    .ifPresent(
                            value -> tables.add(value, name, main.origin(name).orElse("main.cf") + ": " + name));
        }
        // The one table that is asked everywhere without being named anywhere.
        String aliases = LocalParameters.ALIAS_MAPS.name();
        tables.add(main.get(LocalParameters.ALIAS_MAPS), aliases, aliases);
        Path file = main.directory().resolve("master.cf");
        for (ServiceEntry service : services.services()) {
            service.overrides()
                    .forEach((name, value) ->
                            tables.add(main.expand(value), name, file + ", line " + service.line() + ": " + name));
        }
        return List.copyOf(tables.uses);
    }

    private void add(String value, String parameter, String where) {
        if (CACHES.contains(parameter)) {
            return;
        }
        for (String word : ListText.split(value)) {
            String file = word.replaceFirst("^!+", "");
            if (file.startsWith("/") && LISTS.contains(parameter)) {
                note(file, parameter, where);
            } else if (isTable(word)) {
                note(word, parameter, where);
            } else if (word.startsWith("{") && word.endsWith("}")) {
                add(word.substring(1, word.length() - 1), parameter, where);
            }
        }
    }

    private void note(String table, String parameter, String where) {
        if (seen.add(parameter + " " + table)) {
            uses.add(new Use(table, parameter, where));
        }
    }

    private static boolean isTable(String word) {
        String type = word.substring(0, Math.max(0, word.indexOf(':')));
        return TYPES.contains(type) || (type.equals("unix") && word.endsWith(".byname"));
    }
}
