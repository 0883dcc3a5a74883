package mta.cli.config;

import java.util.List;
import java.util.Map;

/// What the client files of SQL, LDAP and the like may set, by the type of the table; also as `name_suffix` in
/// `main.cf`, for tables that have no file of their own.
final class DatabaseParameters {

    private static final String COMMON = "domain expansion_limit result_format ";
    private static final String SQL =
            COMMON + "additional_conditions dbname hosts password query select_field table user where_field ";

    private static final Map<String, List<String>> BY_TYPE = Map.of(
            "ldap",
                    words(
                            COMMON + "bind bind_dn bind_pw cache cache_expiry cache_size chase_referrals debuglevel"
                                    + " dereference leaf_result_attribute query_filter result_attribute result_filter sasl_authz_id"
                                    + " sasl_mechs sasl_minssf sasl_realm scope search_base server_host server_port size_limit"
                                    + " special_result_attribute start_tls terminal_result_attribute timeout tls_ca_cert_dir"
                                    + " tls_ca_cert_file tls_cert tls_cipher_suite tls_key tls_random_file tls_require_cert version"),
            "mysql",
                    words(SQL + "charset idle_interval option_file option_group require_result_set retry_interval"
                            + " tls_CAfile tls_CApath tls_cert_file tls_ciphers tls_key_file tls_verify_cert"),
            "pgsql", words(SQL + "encoding idle_interval retry_interval select_function"),
            "sqlite", words(COMMON + "additional_conditions dbpath query select_field table where_field"),
            "memcache",
                    words("backup data_size_limit domain flags key_digest key_format line_size_limit max_try memcache"
                            + " retry_pause timeout ttl"),
            "mongodb",
                    words("auth_password auth_user collection dbname domain expansion_limit filter projection"
                            + " query_filter result_attribute result_format search_base uri"));

    private DatabaseParameters() {}

    private static List<String> words(String names) {
        return List.of(names.split(" +"));
    }

    /// The names for a type of table; empty if it has no client file.
    static List<String> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }
}
