package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of lookup tables and of the services that open them for others.
public final class TableParameters {

    public static final Parameter<Integer> BERKELEY_DB_CREATE_BUFFER_SIZE = Parameter.integer(
                    "berkeley_db_create_buffer_size",
                    "16777216",
                    Limits.from(1),
                    "Bytes of memory for building hash and btree tables.")
            .notYet();
    public static final Parameter<Integer> BERKELEY_DB_READ_BUFFER_SIZE = Parameter.integer(
                    "berkeley_db_read_buffer_size",
                    "131072",
                    Limits.from(1),
                    "Bytes of memory for reading hash and btree tables.")
            .notYet();
    public static final Parameter<Boolean> DAEMON_TABLE_OPEN_ERROR_IS_FATAL = Parameter.bool(
            "daemon_table_open_error_is_fatal",
            "no",
            "Whether a process ends when a table cannot be opened, instead of failing single requests.");
    public static final Parameter<String> DEFAULT_CACHE_DB_TYPE = Parameter.text(
            "default_cache_db_type",
            "btree",
            Limits.from(1),
            "Table type of the caches of postscreen(8) and verify(8).");
    public static final Parameter<String> DEFAULT_DATABASE_TYPE = Parameter.text(
            "default_database_type",
            "hash",
            Limits.from(1),
            "Table type that postmap(1) and postalias(1) build by default.");
    public static final Parameter<Long> LMDB_MAP_SIZE = Parameter.longInteger(
            "lmdb_map_size", "16777216", Limits.from(1), "Bytes that a new LMDB table may take at first.");
    public static final Parameter<String> NON_BDB_CUSTOM_MAPPING = Parameter.text(
                    "non_bdb_custom_mapping",
                    "",
                    "Table types that stand in for hash and btree, instead of the default ones.")
            .notYet();
    public static final Parameter<String> NON_BDB_MIGRATION_ALLOW_ROOT_PREFIXES = Parameter.text(
            "non_bdb_migration_allow_root_prefixes",
            "/etc /usr/local/etc",
            "Directories in which root's Berkeley DB tables may be rebuilt in another type.");
    public static final Parameter<String> NON_BDB_MIGRATION_ALLOW_USER_PREFIXES = Parameter.text(
            "non_bdb_migration_allow_user_prefixes",
            "$data_directory /var/lib/mailman /var/lib/mailman3",
            "Directories in which other users' Berkeley DB tables may be rebuilt in another type.");
    public static final Parameter<String> NON_BDB_MIGRATION_LEVEL = Parameter.text(
            "non_bdb_migration_level",
            "enable-reindex",
            Limits.from(1),
            "How far Berkeley DB tables are replaced by other types: disable, enable-redirect, enable-reindex.");
    public static final Parameter<Boolean> NON_BDB_MIGRATION_LOG_REDIRECT = Parameter.bool(
            "non_bdb_migration_log_redirect", "yes", "Whether it is logged that another table is opened instead.");
    public static final Parameter<String> NON_BDB_MIGRATION_SERVICE_NAME = Parameter.text(
                    "non_bdb_migration_service_name",
                    "nbdb_reindex",
                    Limits.from(1),
                    "The service that rebuilds tables in another type.")
            .notYet();
    public static final Parameter<String> PROXY_READ_MAPS = Parameter.text(
            "proxy_read_maps",
            "$local_recipient_maps $mydestination $virtual_alias_maps $virtual_alias_domains $virtual_mailbox_maps $virtual_mailbox_domains $relay_recipient_maps $relay_domains $canonical_maps $sender_canonical_maps $recipient_canonical_maps $relocated_maps $transport_maps $mynetworks $smtpd_sender_login_maps $sender_bcc_maps $recipient_bcc_maps $smtp_generic_maps $lmtp_generic_maps $alias_maps $smtpd_client_restrictions $smtpd_helo_restrictions $smtpd_sender_restrictions $smtpd_relay_restrictions $smtpd_recipient_restrictions $address_verify_sender_dependent_default_transport_maps $address_verify_sender_dependent_relayhost_maps $address_verify_transport_maps $fallback_transport_maps $lmtp_discard_lhlo_keyword_address_maps $lmtp_pix_workaround_maps $lmtp_sasl_password_maps $lmtp_tls_policy_maps $mailbox_command_maps $mailbox_transport_maps $postscreen_discard_ehlo_keyword_address_maps $rbl_reply_maps $sender_dependent_default_transport_maps $sender_dependent_relayhost_maps $smtp_discard_ehlo_keyword_address_maps $smtp_pix_workaround_maps $smtp_sasl_password_maps $smtp_tls_policy_maps $smtpd_discard_ehlo_keyword_address_maps $smtpd_milter_maps $virtual_gid_maps $virtual_uid_maps $local_login_sender_maps $postscreen_reject_footer_maps $smtpd_reject_footer_maps $tls_server_sni_maps $tlsproxy_client_policy_maps $default_delivery_status_filter $lmtp_delivery_status_filter $lmtp_dns_reply_filter $lmtp_reply_filter $local_delivery_status_filter $pipe_delivery_status_filter $postscreen_command_filter $smtp_delivery_status_filter $smtp_dns_reply_filter $smtp_reply_filter $smtpd_command_filter $smtpd_dns_reply_filter $virtual_delivery_status_filter $body_checks $header_checks $lmtp_body_checks $lmtp_header_checks $lmtp_mime_header_checks $lmtp_nested_header_checks $milter_header_checks $mime_header_checks $nested_header_checks $smtp_body_checks $smtp_header_checks $smtp_mime_header_checks $smtp_nested_header_checks $smtpd_reject_filter_maps",
            "Tables that proxymap(8) may look up for others.");
    public static final Parameter<String> PROXY_WRITE_MAPS = Parameter.text(
                    "proxy_write_maps",
                    "$smtp_sasl_auth_cache_name $lmtp_sasl_auth_cache_name $address_verify_map $postscreen_cache_map",
                    "Tables that proxymap(8) may change for others.")
            .notYet();
    public static final Parameter<Integer> SOCKETMAP_MAX_REPLY_SIZE = Parameter.integer(
                    "socketmap_max_reply_size",
                    "100000",
                    Limits.from(1),
                    "How many bytes a socketmap server's reply may have.")
            .notYet();

    private TableParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                BERKELEY_DB_CREATE_BUFFER_SIZE,
                BERKELEY_DB_READ_BUFFER_SIZE,
                DAEMON_TABLE_OPEN_ERROR_IS_FATAL,
                DEFAULT_CACHE_DB_TYPE,
                DEFAULT_DATABASE_TYPE,
                LMDB_MAP_SIZE,
                NON_BDB_CUSTOM_MAPPING,
                NON_BDB_MIGRATION_ALLOW_ROOT_PREFIXES,
                NON_BDB_MIGRATION_ALLOW_USER_PREFIXES,
                NON_BDB_MIGRATION_LEVEL,
                NON_BDB_MIGRATION_LOG_REDIRECT,
                NON_BDB_MIGRATION_SERVICE_NAME,
                PROXY_READ_MAPS,
                PROXY_WRITE_MAPS,
                SOCKETMAP_MAX_REPLY_SIZE);
    }
}
