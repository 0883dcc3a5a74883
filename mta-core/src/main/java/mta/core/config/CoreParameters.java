package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters that every program reads: names, networks, directories, processes, logging.
public final class CoreParameters {

    public static final Parameter<Boolean> ALLOW_MIN_USER =
            Parameter.bool("allow_min_user", "no", "Allow min user.").notYet();
    public static final Parameter<Boolean> ALLOW_SRV_LOOKUP_FALLBACK = Parameter.bool(
                    "allow_srv_lookup_fallback", "no", "Allow srv lookup fallback.")
            .notYet();
    public static final Parameter<String> AUTHORIZED_FLUSH_USERS = Parameter.text(
                    "authorized_flush_users", "static:anyone", "Authorized flush users.")
            .notYet();
    public static final Parameter<String> AUTHORIZED_MAILQ_USERS = Parameter.text(
                    "authorized_mailq_users", "static:anyone", "Authorized mailq users.")
            .notYet();
    public static final Parameter<String> AUTHORIZED_SUBMIT_USERS = Parameter.text(
                    "authorized_submit_users", "static:anyone", "Authorized submit users.")
            .notYet();
    public static final Parameter<String> BEST_MX_TRANSPORT =
            Parameter.text("best_mx_transport", "", "Best mx transport.").notYet();
    public static final Parameter<String> COMPATIBILITY_LEVEL =
            Parameter.text("compatibility_level", "0", "Compatibility level.").notYet();
    public static final Parameter<String> CONFIG_DIRECTORY = Parameter.text(
                    "config_directory", "/etc/postfix", Limits.from(1), "Config directory.")
            .notYet();
    public static final Parameter<String> CYRUS_SASL_CONFIG_PATH = Parameter.text(
                    "cyrus_sasl_config_path", "", "Cyrus sasl config path.")
            .notYet();
    public static final Parameter<Duration> DAEMON_TIMEOUT = Parameter.time(
                    "daemon_timeout", "18000s", Limits.from(1), "Daemon timeout.")
            .notYet();
    public static final Parameter<String> DATA_DIRECTORY =
            Parameter.text("data_directory", "/var/lib/postfix", Limits.from(1), "Data directory.");
    public static final Parameter<Integer> DEBUG_PEER_LEVEL = Parameter.integer(
                    "debug_peer_level", "2", Limits.from(1), "Debug peer level.")
            .notYet();
    public static final Parameter<String> DEBUG_PEER_LIST =
            Parameter.text("debug_peer_list", "", "Debug peer list.").notYet();
    public static final Parameter<Integer> DEFAULT_PROCESS_LIMIT =
            Parameter.integer("default_process_limit", "100", Limits.from(1), "Default process limit.");
    public static final Parameter<Integer> DELAY_LOGGING_RESOLUTION_LIMIT = Parameter.integer(
                    "delay_logging_resolution_limit", "2", Limits.upTo(6), "Delay logging resolution limit.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_DNS_LOOKUPS =
            Parameter.bool("disable_dns_lookups", "no", "Disable dns lookups.").notYet();
    public static final Parameter<Boolean> DNS_NCACHE_TTL_FIX_ENABLE = Parameter.bool(
                    "dns_ncache_ttl_fix_enable", "no", "Dns ncache ttl fix enable.")
            .notYet();
    public static final Parameter<String> DNSSEC_PROBE =
            Parameter.text("dnssec_probe", "ns:.", "Dnssec probe.").notYet();
    public static final Parameter<Integer> DONT_REMOVE =
            Parameter.integer("dont_remove", "0", Limits.NONE, "Dont remove.").notYet();
    public static final Parameter<Boolean> ENABLE_IDNA2003_COMPATIBILITY = Parameter.bool(
                    "enable_idna2003_compatibility", "no", "Enable idna2003 compatibility.")
            .notYet();
    public static final Parameter<Boolean> ENABLE_LONG_QUEUE_IDS = Parameter.bool(
                    "enable_long_queue_ids", "no", "Enable long queue ids.")
            .notYet();
    public static final Parameter<String> EXPORT_ENVIRONMENT = Parameter.text(
                    "export_environment", "TZ MAIL_CONFIG LANG", "Export environment.")
            .notYet();
    public static final Parameter<Integer> FAULT_INJECTION_CODE = Parameter.integer(
                    "fault_injection_code", "0", Limits.NONE, "Fault injection code.")
            .notYet();
    public static final Parameter<Integer> FORK_ATTEMPTS = Parameter.integer(
                    "fork_attempts", "5", Limits.from(1), "Fork attempts.")
            .notYet();
    public static final Parameter<Duration> FORK_DELAY =
            Parameter.time("fork_delay", "1s", Limits.from(1), "Fork delay.").notYet();
    public static final Parameter<Integer> HASH_QUEUE_DEPTH = Parameter.integer(
                    "hash_queue_depth", "1", Limits.from(1), "Hash queue depth.")
            .notYet();
    public static final Parameter<String> HASH_QUEUE_NAMES = Parameter.text(
                    "hash_queue_names", "deferred, defer", Limits.from(1), "Hash queue names.")
            .notYet();
    public static final Parameter<Boolean> IGNORE_MX_LOOKUP_ERROR = Parameter.bool(
                    "ignore_mx_lookup_error", "no", "Ignore mx lookup error.")
            .notYet();
    public static final Parameter<Boolean> IGNORE_SRV_LOOKUP_ERROR = Parameter.bool(
                    "ignore_srv_lookup_error", "no", "Ignore srv lookup error.")
            .notYet();
    public static final Parameter<String> IMPORT_ENVIRONMENT = Parameter.text(
                    "import_environment",
                    "MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ XAUTHORITY DISPLAY LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME",
                    "Import environment.")
            .notYet();
    public static final Parameter<String> INET_INTERFACES =
            Parameter.text("inet_interfaces", "all", "Inet interfaces.").notYet();
    public static final Parameter<String> INET_PROTOCOLS =
            Parameter.text("inet_protocols", "all", "Inet protocols.").notYet();
    public static final Parameter<String> INFO_LOG_ADDRESS_FORMAT = Parameter.text(
                    "info_log_address_format", "external", Limits.from(1), "Info log address format.")
            .notYet();
    public static final Parameter<String> KNOWN_TCP_PORTS = Parameter.text(
                    "known_tcp_ports", "lmtp=24, smtp=25, smtps=submissions=465, submission=587", "Known tcp ports.")
            .notYet();
    public static final Parameter<String> MAIL_NAME =
            Parameter.text("mail_name", "Postfix", Limits.from(1), "Mail name.").notYet();
    public static final Parameter<String> MAIL_OWNER =
            Parameter.text("mail_owner", "postfix", Limits.from(1), "Mail owner.");
    public static final Parameter<String> MAIL_RELEASE_DATE = Parameter.text(
                    "mail_release_date", "20260301", Limits.from(1), "Mail release date.")
            .notYet();
    public static final Parameter<String> MAIL_VERSION = Parameter.text(
                    "mail_version", "3.11.0", Limits.from(1), "Mail version.")
            .notYet();
    public static final Parameter<String> MAILLOG_FILE =
            Parameter.text("maillog_file", "", "Maillog file.").notYet();
    public static final Parameter<String> MAILLOG_FILE_COMPRESSOR = Parameter.text(
                    "maillog_file_compressor", "gzip", Limits.from(1), "Maillog file compressor.")
            .notYet();
    public static final Parameter<String> MAILLOG_FILE_PERMISSIONS = Parameter.text(
                    "maillog_file_permissions", "0600", Limits.from(1), "Maillog file permissions.")
            .notYet();
    public static final Parameter<String> MAILLOG_FILE_PREFIXES = Parameter.text(
                    "maillog_file_prefixes", "/var, /dev/stdout", Limits.from(1), "Maillog file prefixes.")
            .notYet();
    public static final Parameter<String> MAILLOG_FILE_ROTATE_SUFFIX = Parameter.text(
                    "maillog_file_rotate_suffix", "%Y%m%d-%H%M%S", Limits.from(1), "Maillog file rotate suffix.")
            .notYet();
    public static final Parameter<Duration> MAX_IDLE = Parameter.time("max_idle", "100s", Limits.from(1), "Max idle.");
    public static final Parameter<Integer> MAX_USE =
            Parameter.integer("max_use", "100", Limits.from(1), "Max use.").notYet();
    public static final Parameter<String> MYDOMAIN = Parameter.text(
                    "mydomain", "localdomain", Limits.from(1), "Mydomain.")
            .notYet();
    public static final Parameter<String> MYHOSTNAME =
            Parameter.text("myhostname", "localhost", Limits.from(1), "Myhostname.");
    public static final Parameter<String> MYNETWORKS = Parameter.text(
                    "mynetworks", "127.0.0.0/8", Limits.from(1), "Mynetworks.")
            .notYet();
    public static final Parameter<String> MYNETWORKS_STYLE = Parameter.text(
                    "mynetworks_style",
                    "${{$compatibility_level} <level {2} ? {subnet} : {host}}",
                    Limits.from(1),
                    "Mynetworks style.")
            .notYet();
    public static final Parameter<String> PROCESS_ID_DIRECTORY = Parameter.text(
                    "process_id_directory", "pid", Limits.from(1), "Process id directory.")
            .notYet();
    public static final Parameter<String> PROXY_INTERFACES =
            Parameter.text("proxy_interfaces", "", "Proxy interfaces.").notYet();
    public static final Parameter<String> QUEUE_DIRECTORY =
            Parameter.text("queue_directory", "/var/spool/postfix", Limits.from(1), "Queue directory.");
    public static final Parameter<Long> QUEUE_MINFREE = Parameter.longInteger(
                    "queue_minfree", "0", Limits.NONE, "Queue minfree.")
            .notYet();
    public static final Parameter<Boolean> RESPECTFUL_LOGGING = Parameter.bool(
                    "respectful_logging",
                    "${{$compatibility_level} <level {3.6} ? {no} : {yes}}",
                    "Respectful logging.")
            .notYet();
    public static final Parameter<Boolean> SEND_CYRUS_SASL_AUTHZID = Parameter.bool(
                    "send_cyrus_sasl_authzid", "no", "Send cyrus sasl authzid.")
            .notYet();
    public static final Parameter<String> SETGID_GROUP = Parameter.text(
                    "setgid_group", "postdrop", Limits.from(1), "Setgid group.")
            .notYet();
    public static final Parameter<String> SMTPUTF8_AUTODETECT_CLASSES = Parameter.text(
                    "smtputf8_autodetect_classes", "sendmail, verify", Limits.from(1), "Smtputf8 autodetect classes.")
            .notYet();
    public static final Parameter<Boolean> SMTPUTF8_ENABLE = Parameter.bool(
                    "smtputf8_enable", "${{$compatibility_level} <level {1} ? {no} : {yes}}", "Smtputf8 enable.")
            .notYet();
    public static final Parameter<String> STRESS =
            Parameter.text("stress", "", "Stress.").notYet();
    public static final Parameter<Boolean> STRICT_SMTPUTF8 =
            Parameter.bool("strict_smtputf8", "no", "Strict smtputf8.").notYet();
    public static final Parameter<String> SYSLOG_FACILITY = Parameter.text(
                    "syslog_facility", "mail", Limits.from(1), "Syslog facility.")
            .notYet();
    public static final Parameter<String> SYSLOG_NAME = Parameter.text(
            "syslog_name", "${multi_instance_name?{$multi_instance_name}:{postfix}}", Limits.from(1), "Syslog name.");
    public static final Parameter<String> USE_SRV_LOOKUP =
            Parameter.text("use_srv_lookup", "", "Use srv lookup.").notYet();

    private CoreParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ALLOW_MIN_USER,
                ALLOW_SRV_LOOKUP_FALLBACK,
                AUTHORIZED_FLUSH_USERS,
                AUTHORIZED_MAILQ_USERS,
                AUTHORIZED_SUBMIT_USERS,
                BEST_MX_TRANSPORT,
                COMPATIBILITY_LEVEL,
                CONFIG_DIRECTORY,
                CYRUS_SASL_CONFIG_PATH,
                DAEMON_TIMEOUT,
                DATA_DIRECTORY,
                DEBUG_PEER_LEVEL,
                DEBUG_PEER_LIST,
                DEFAULT_PROCESS_LIMIT,
                DELAY_LOGGING_RESOLUTION_LIMIT,
                DISABLE_DNS_LOOKUPS,
                DNS_NCACHE_TTL_FIX_ENABLE,
                DNSSEC_PROBE,
                DONT_REMOVE,
                ENABLE_IDNA2003_COMPATIBILITY,
                ENABLE_LONG_QUEUE_IDS,
                EXPORT_ENVIRONMENT,
                FAULT_INJECTION_CODE,
                FORK_ATTEMPTS,
                FORK_DELAY,
                HASH_QUEUE_DEPTH,
                HASH_QUEUE_NAMES,
                IGNORE_MX_LOOKUP_ERROR,
                IGNORE_SRV_LOOKUP_ERROR,
                IMPORT_ENVIRONMENT,
                INET_INTERFACES,
                INET_PROTOCOLS,
                INFO_LOG_ADDRESS_FORMAT,
                KNOWN_TCP_PORTS,
                MAIL_NAME,
                MAIL_OWNER,
                MAIL_RELEASE_DATE,
                MAIL_VERSION,
                MAILLOG_FILE,
                MAILLOG_FILE_COMPRESSOR,
                MAILLOG_FILE_PERMISSIONS,
                MAILLOG_FILE_PREFIXES,
                MAILLOG_FILE_ROTATE_SUFFIX,
                MAX_IDLE,
                MAX_USE,
                MYDOMAIN,
                MYHOSTNAME,
                MYNETWORKS,
                MYNETWORKS_STYLE,
                PROCESS_ID_DIRECTORY,
                PROXY_INTERFACES,
                QUEUE_DIRECTORY,
                QUEUE_MINFREE,
                RESPECTFUL_LOGGING,
                SEND_CYRUS_SASL_AUTHZID,
                SETGID_GROUP,
                SMTPUTF8_AUTODETECT_CLASSES,
                SMTPUTF8_ENABLE,
                STRESS,
                STRICT_SMTPUTF8,
                SYSLOG_FACILITY,
                SYSLOG_NAME,
                USE_SRV_LOOKUP);
    }
}
