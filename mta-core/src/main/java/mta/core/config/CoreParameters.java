package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters that every program reads: names, networks, directories, processes, logging.
public final class CoreParameters {

    public static final Parameter<Boolean> ALLOW_MIN_USER = Parameter.bool(
            "allow_min_user",
            "no",
            "Whether recipient addresses may start with \"-\", which commands could take for an option.");
    public static final Parameter<Boolean> ALLOW_SRV_LOOKUP_FALLBACK = Parameter.bool(
                    "allow_srv_lookup_fallback", "no", "Whether MX records count when no SRV record is found.")
            .notYet();
    public static final Parameter<String> AUTHORIZED_FLUSH_USERS =
            Parameter.text("authorized_flush_users", "static:anyone", "Users who may flush the queue.");
    public static final Parameter<String> AUTHORIZED_MAILQ_USERS =
            Parameter.text("authorized_mailq_users", "static:anyone", "Users who may see the queue.");
    public static final Parameter<String> AUTHORIZED_SUBMIT_USERS =
            Parameter.text("authorized_submit_users", "static:anyone", "Users who may submit mail with sendmail(1).");
    public static final Parameter<String> BEST_MX_TRANSPORT = Parameter.text(
                    "best_mx_transport",
                    "",
                    "Transport for domains whose best mail host is this machine; empty to return such mail as looping.")
            .notYet();
    public static final Parameter<String> COMPATIBILITY_LEVEL =
            Parameter.text("compatibility_level", "0", "The version whose defaults the administrator has accepted.");
    public static final Parameter<String> CONFIG_DIRECTORY =
            Parameter.text("config_directory", "/etc/postfix", Limits.from(1), "Where main.cf and master.cf are.");
    public static final Parameter<String> CYRUS_SASL_CONFIG_PATH = Parameter.text(
                    "cyrus_sasl_config_path", "", "Directories with Cyrus SASL application configuration files.")
            .notYet();
    public static final Parameter<Duration> DAEMON_TIMEOUT = Parameter.time(
            "daemon_timeout",
            "18000s",
            Limits.from(1),
            "How long a process may handle one request before it is taken for stuck, in seconds by default.");
    public static final Parameter<String> DATA_DIRECTORY = Parameter.text(
            "data_directory",
            "/var/lib/postfix",
            Limits.from(1),
            "Where caches and locks are kept, writable for mail_owner.");
    public static final Parameter<Integer> DEBUG_PEER_LEVEL = Parameter.integer(
                    "debug_peer_level",
                    "2",
                    Limits.from(1),
                    "By how much logging gets more verbose for peers in debug_peer_list.")
            .notYet();
    public static final Parameter<String> DEBUG_PEER_LIST = Parameter.text(
                    "debug_peer_list", "", "Hosts, addresses and domains whose sessions are logged verbosely.")
            .notYet();
    public static final Parameter<Integer> DEFAULT_PROCESS_LIMIT = Parameter.integer(
            "default_process_limit",
            "100",
            Limits.from(1),
            "How many clients a service serves at a time, unless master.cf says otherwise.");
    public static final Parameter<Integer> DELAY_LOGGING_RESOLUTION_LIMIT = Parameter.integer(
            "delay_logging_resolution_limit",
            "2",
            Limits.upTo(6),
            "How many digits after the decimal point delays have in the log.");
    public static final Parameter<Boolean> DISABLE_DNS_LOOKUPS = Parameter.bool(
                    "disable_dns_lookups",
                    "no",
                    "Old switch that turns DNS lookups of mail hosts off; smtp_dns_support_level replaces it.")
            .notYetAndProtects();
    public static final Parameter<Boolean> DNS_NCACHE_TTL_FIX_ENABLE = Parameter.bool(
                    "dns_ncache_ttl_fix_enable",
                    "no",
                    "Whether the lifetime of negative DNS answers is found in a way that needs no resolver support.")
            .notYet();
    public static final Parameter<String> DNSSEC_PROBE = Parameter.text(
                    "dnssec_probe",
                    "ns:.",
                    "DNS query that shows at the first need whether the resolver validates DNSSEC; empty for none.")
            .notYet();
    public static final Parameter<Integer> DONT_REMOVE = Parameter.integer(
                    "dont_remove",
                    "0",
                    Limits.NONE,
                    "Whether delivered messages are kept in the \"saved\" queue, for debugging.")
            .notYet();
    public static final Parameter<Boolean> ENABLE_IDNA2003_COMPATIBILITY = Parameter.bool(
                    "enable_idna2003_compatibility",
                    "no",
                    "Whether domain names are converted by the older IDNA 2003 rules.")
            .notYet();
    public static final Parameter<Boolean> ENABLE_LONG_QUEUE_IDS = Parameter.bool(
            "enable_long_queue_ids", "no", "Whether queue ids include the time in seconds and never come back.");
    public static final Parameter<String> EXPORT_ENVIRONMENT = Parameter.text(
                    "export_environment",
                    "TZ MAIL_CONFIG LANG",
                    "Environment variables that are passed to commands outside the mail system.")
            .notYet();
    public static final Parameter<Integer> FAULT_INJECTION_CODE = Parameter.integer(
                    "fault_injection_code", "0", Limits.NONE, "Code that switches on a made-up failure, for tests.")
            .notYet();
    public static final Parameter<Integer> FORK_ATTEMPTS = Parameter.integer(
                    "fork_attempts", "5", Limits.from(1), "How often starting a process is tried.")
            .notYet();
    public static final Parameter<Duration> FORK_DELAY = Parameter.time(
                    "fork_delay",
                    "1s",
                    Limits.from(1),
                    "How long to wait between attempts to start a process, in seconds by default.")
            .notYet();
    public static final Parameter<Integer> HASH_QUEUE_DEPTH = Parameter.integer(
            "hash_queue_depth", "1", Limits.from(1), "How many levels of subdirectories hashed queues have.");
    public static final Parameter<String> HASH_QUEUE_NAMES = Parameter.text(
            "hash_queue_names",
            "deferred, defer",
            Limits.from(1),
            "Queues whose files are spread over subdirectories.");
    public static final Parameter<Boolean> IGNORE_MX_LOOKUP_ERROR = Parameter.bool(
                    "ignore_mx_lookup_error", "no", "Whether a failed MX lookup counts as no MX record.")
            .notYet();
    public static final Parameter<Boolean> IGNORE_SRV_LOOKUP_ERROR = Parameter.bool(
                    "ignore_srv_lookup_error", "no", "Whether a failed SRV lookup counts as no SRV record.")
            .notYet();
    public static final Parameter<String> IMPORT_ENVIRONMENT = Parameter.text(
                    "import_environment",
                    "MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ XAUTHORITY DISPLAY LANG=C POSTLOG_SERVICE POSTLOG_HOSTNAME XDG_RUNTIME_DIR",
                    "Environment variables that are taken over from the caller or set, as name or name=value.")
            .notYet();
    public static final Parameter<String> INET_INTERFACES = Parameter.text(
            "inet_interfaces",
            "all",
            "Addresses of this machine on which mail is received: all, loopback-only, or a list.");
    public static final Parameter<String> INET_PROTOCOLS =
            Parameter.text("inet_protocols", "all", "Internet protocols in use: all, ipv4, ipv6.");
    public static final Parameter<String> INFO_LOG_ADDRESS_FORMAT = Parameter.text(
                    "info_log_address_format",
                    "external",
                    Limits.from(1),
                    "Whether the log shows addresses quoted as in messages or as they are stored.")
            .oneOf("bad configuration: %s = %s", "external", "internal");
    public static final Parameter<String> KNOWN_TCP_PORTS = Parameter.text(
            "known_tcp_ports",
            "lmtp=24, smtp=25, smtps=submissions=465, submission=587",
            "Numbers of TCP services by name, so that services(5) need not be asked.");
    public static final Parameter<String> MAIL_NAME = Parameter.text(
            "mail_name", "Postfix", Limits.from(1), "The name of the mail system in greetings and Received headers.");
    public static final Parameter<String> MAIL_OWNER = Parameter.text(
            "mail_owner", "postfix", Limits.from(1), "The user that owns the queue and runs most of the system.");
    public static final Parameter<String> MAIL_RELEASE_DATE =
            Parameter.text("mail_release_date", "20260301", Limits.from(1), "The release date, as yyyymmdd.");
    /// Not among [#all]: a name that Postfix does not have, told when it is asked for.
    public static final Parameter<String> MTA_VERSION =
            Parameter.text("mta_version", "0.1.0-SNAPSHOT", "The version of this mail system itself; read-only.");
    public static final Parameter<String> MAIL_VERSION =
            Parameter.text("mail_version", "3.11.0", Limits.from(1), "The version of the mail system.");
    public static final Parameter<String> MAILLOG_FILE = Parameter.text(
            "maillog_file",
            "",
            "File that all programs log to instead of syslog; /dev/stdout in containers; empty for syslog.");
    public static final Parameter<String> MAILLOG_FILE_COMPRESSOR = Parameter.text(
            "maillog_file_compressor", "gzip", Limits.from(1), "Command that compresses the log file after rotation.");
    public static final Parameter<String> MAILLOG_FILE_PERMISSIONS = Parameter.text(
            "maillog_file_permissions", "0600", Limits.from(1), "Access mode of a new log file, in octal.");
    public static final Parameter<String> MAILLOG_FILE_PREFIXES = Parameter.text(
            "maillog_file_prefixes", "/var, /dev/stdout", Limits.from(1), "Directories that maillog_file may be in.");
    public static final Parameter<String> MAILLOG_FILE_ROTATE_SUFFIX = Parameter.text(
            "maillog_file_rotate_suffix",
            "%Y%m%d-%H%M%S",
            Limits.from(1),
            "What is appended to the name of a rotated log file, a strftime(3) format.");
    public static final Parameter<Duration> MAX_IDLE = Parameter.time(
            "max_idle",
            "100s",
            Limits.from(1),
            "How long a process waits for work before it ends, in seconds by default.");
    public static final Parameter<Integer> MAX_USE = Parameter.integer(
                    "max_use", "100", Limits.from(1), "How many clients a process serves before it ends.")
            .notYet();
    public static final Parameter<String> MYDOMAIN =
            Parameter.text("mydomain", "localdomain", Limits.from(1), "The internet domain of this mail system.");
    public static final Parameter<String> MYHOSTNAME =
            Parameter.text("myhostname", "localhost", Limits.from(1), "The internet host name of this mail system.");
    public static final Parameter<String> MYNETWORKS =
            Parameter.text("mynetworks", "127.0.0.0/8", Limits.from(1), "Networks whose clients are trusted.");
    public static final Parameter<String> MYNETWORKS_STYLE = Parameter.text(
            "mynetworks_style",
            "${{$compatibility_level} <level {2} ? {subnet} : {host}}",
            Limits.from(1),
            "Which networks are trusted when mynetworks is not set: class, subnet or host.");
    public static final Parameter<String> PROCESS_ID =
            Parameter.text("process_id", "", "The id of the running process; read-only.");
    public static final Parameter<String> PROCESS_ID_DIRECTORY = Parameter.text(
            "process_id_directory", "pid", Limits.from(1), "Directory of lock files, below queue_directory.");
    public static final Parameter<String> PROCESS_NAME =
            Parameter.text("process_name", "", "The name of the running program; read-only.");
    public static final Parameter<String> PROXY_INTERFACES = Parameter.text(
            "proxy_interfaces",
            "",
            "Addresses at which mail reaches this machine through a proxy or address translator.");
    public static final Parameter<String> QUEUE_DIRECTORY = Parameter.text(
            "queue_directory",
            "/var/spool/postfix",
            Limits.from(1),
            "The top of the queue, where private and public sockets are, too.");
    public static final Parameter<Long> QUEUE_MINFREE = Parameter.longInteger(
            "queue_minfree",
            "0",
            Limits.NONE,
            "How many bytes of the queue's file system must be free to receive mail; 0 for no limit but that of message_size_limit.");
    public static final Parameter<Boolean> RESPECTFUL_LOGGING = Parameter.bool(
                    "respectful_logging",
                    "${{$compatibility_level} <level {3.6} ? {no} : {yes}}",
                    "Whether the log says allowlist and denylist instead of the older words.")
            .notYet();
    public static final Parameter<Boolean> SEND_CYRUS_SASL_AUTHZID = Parameter.bool(
                    "send_cyrus_sasl_authzid", "no", "Whether the SASL client also sends an authorization id.")
            .notYet();
    public static final Parameter<String> SERVICE_NAME = Parameter.text(
            "service_name", "", "The name of the service in master.cf that a process works for; read-only.");
    public static final Parameter<String> SETGID_GROUP = Parameter.text(
            "setgid_group",
            "postdrop",
            Limits.from(1),
            "The group of commands that may submit mail and look at the queue.");
    public static final Parameter<String> SMTPUTF8_AUTODETECT_CLASSES = Parameter.text(
                    "smtputf8_autodetect_classes",
                    "sendmail, verify",
                    Limits.from(1),
                    "Sources of mail for which the need of SMTPUTF8 is found from the message itself.")
            .notYet();
    public static final Parameter<Boolean> SMTPUTF8_ENABLE = Parameter.bool(
            "smtputf8_enable",
            "${{$compatibility_level} <level {1} ? {no} : {yes}}",
            "Whether internationalized mail addresses are supported.");
    public static final Parameter<String> STRESS =
            Parameter.text("stress", "", "Not empty while a service is overloaded; set by master(8).");
    public static final Parameter<Boolean> STRICT_SMTPUTF8 =
            Parameter.bool("strict_smtputf8", "no", "Whether UTF-8 addresses need a client that asked for SMTPUTF8.");
    public static final Parameter<String> SYSLOG_FACILITY =
            Parameter.text("syslog_facility", "mail", Limits.from(1), "The syslog facility of all log lines.");
    public static final Parameter<String> SYSLOG_NAME = Parameter.text(
            "syslog_name",
            "${multi_instance_name?{$multi_instance_name}:{postfix}}",
            Limits.from(1),
            "The name that precedes the program in each log line.");
    public static final Parameter<String> USE_SRV_LOOKUP = Parameter.text(
                    "use_srv_lookup", "", "Services whose hosts are found by SRV records instead of MX records.")
            .notYet();

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
                PROCESS_ID,
                PROCESS_ID_DIRECTORY,
                PROCESS_NAME,
                PROXY_INTERFACES,
                QUEUE_DIRECTORY,
                QUEUE_MINFREE,
                RESPECTFUL_LOGGING,
                SEND_CYRUS_SASL_AUTHZID,
                SERVICE_NAME,
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
