package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of postscreen(8) and dnsblog(8).
public final class PostscreenParameters {

    public static final Parameter<Duration> DNSBLOG_REPLY_DELAY = Parameter.time(
                    "dnsblog_reply_delay",
                    "0s",
                    Limits.NONE,
                    "How long dnsblog(8) holds each answer back, for tests, in seconds by default.")
            .notYet();
    public static final Parameter<String> DNSBLOG_SERVICE_NAME = Parameter.text(
                    "dnsblog_service_name",
                    "dnsblog",
                    Limits.from(1),
                    "The service that asks DNS block lists for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_ACCESS_LIST = Parameter.text(
                    "postscreen_access_list",
                    "permit_mynetworks",
                    "Access lists that let clients pass or deny them before any test.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_ALLOWLIST_INTERFACES = Parameter.text(
                    "postscreen_allowlist_interfaces",
                    "${postscreen_whitelist_interfaces?{$postscreen_whitelist_interfaces}:{static:all}}",
                    "Local addresses at which clients can earn the right to pass.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_BARE_NEWLINE_ACTION = Parameter.text(
                    "postscreen_bare_newline_action",
                    "ignore",
                    Limits.from(1),
                    "What is done with a client that ends lines without carriage return: ignore, enforce, drop.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_BARE_NEWLINE_ENABLE = Parameter.bool(
                    "postscreen_bare_newline_enable", "no", "Whether line ends without carriage return are tested for.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_BARE_NEWLINE_TTL = Parameter.time(
                    "postscreen_bare_newline_ttl",
                    "30d",
                    Limits.from(1),
                    "How long a passed test for line ends counts, in days by default.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_CACHE_CLEANUP_INTERVAL = Parameter.time(
                    "postscreen_cache_cleanup_interval",
                    "12h",
                    Limits.NONE,
                    "Time between removals of expired cache entries, in hours by default.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_CACHE_MAP = Parameter.text(
                    "postscreen_cache_map",
                    "$default_cache_db_type:$data_directory/postscreen_cache",
                    "Database of test results by client address.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_CACHE_RETENTION_TIME = Parameter.time(
                    "postscreen_cache_retention_time",
                    "7d",
                    Limits.from(1),
                    "How long expired results are kept, in days by default.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_CLIENT_CONNECTION_COUNT_LIMIT = Parameter.integer(
                    "postscreen_client_connection_count_limit",
                    "$smtpd_client_connection_count_limit",
                    Limits.NONE,
                    "How many connections one client may have at a time.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_COMMAND_COUNT_LIMIT = Parameter.integer(
                    "postscreen_command_count_limit",
                    "20",
                    Limits.from(1),
                    "How many commands the built-in SMTP engine takes in one session.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_COMMAND_FILTER = Parameter.text(
                    "postscreen_command_filter", "", "Table that replaces commands before they are handled.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_COMMAND_TIME_LIMIT = Parameter.time(
                    "postscreen_command_time_limit",
                    "${stress?{10}:{300}}s",
                    Limits.from(1),
                    "How long the built-in SMTP engine waits for a command, in seconds by default.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DENYLIST_ACTION = Parameter.text(
                    "postscreen_denylist_action",
                    "${postscreen_blacklist_action?{$postscreen_blacklist_action}:{ignore}}",
                    Limits.from(1),
                    "What is done with a client that the access list denies: ignore, enforce, drop.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_DISABLE_VRFY_COMMAND = Parameter.bool(
                    "postscreen_disable_vrfy_command",
                    "$disable_vrfy_command",
                    "What disable_vrfy_command is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS = Parameter.text(
                    "postscreen_discard_ehlo_keyword_address_maps",
                    "$smtpd_discard_ehlo_keyword_address_maps",
                    "What smtpd_discard_ehlo_keyword_address_maps is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DISCARD_EHLO_KEYWORDS = Parameter.text(
                    "postscreen_discard_ehlo_keywords",
                    "$smtpd_discard_ehlo_keywords",
                    "What smtpd_discard_ehlo_keywords is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DNSBL_ACTION = Parameter.text(
                    "postscreen_dnsbl_action",
                    "ignore",
                    Limits.from(1),
                    "What is done with a client whose DNS list score is too high: ignore, enforce, drop.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_DNSBL_ALLOWLIST_THRESHOLD = Parameter.integer(
                    "postscreen_dnsbl_allowlist_threshold",
                    "${postscreen_dnsbl_whitelist_threshold?{$postscreen_dnsbl_whitelist_threshold}:{0}}",
                    Limits.NONE,
                    "The DNS list score, zero or below, that lets a client skip other tests; 0 for none.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_DNSBL_MAX_TTL = Parameter.time(
                    "postscreen_dnsbl_max_ttl",
                    "${postscreen_dnsbl_ttl?{$postscreen_dnsbl_ttl}:{1}}h",
                    Limits.from(1),
                    "The longest time that a passed DNS list test counts, in hours by default.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_DNSBL_MIN_TTL = Parameter.time(
                    "postscreen_dnsbl_min_ttl",
                    "60s",
                    Limits.from(1),
                    "The shortest time that a passed DNS list test counts, in seconds by default.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DNSBL_REPLY_MAP = Parameter.text(
                    "postscreen_dnsbl_reply_map", "", "Table that hides the real names of DNS lists in replies.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DNSBL_SITES = Parameter.text(
                    "postscreen_dnsbl_sites", "", "DNS lists with filters and weights, that are asked about clients.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_DNSBL_THRESHOLD = Parameter.integer(
                    "postscreen_dnsbl_threshold",
                    "1",
                    Limits.from(1),
                    "The score from which on a client counts as listed.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_DNSBL_TIMEOUT = Parameter.time(
                    "postscreen_dnsbl_timeout",
                    "10s",
                    Limits.from(1),
                    "How long to wait for DNS lists, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_ENFORCE_TLS = Parameter.bool(
                    "postscreen_enforce_tls",
                    "$smtpd_enforce_tls",
                    "Old switch of postscreen(8); postscreen_tls_security_level replaces it.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_EXPANSION_FILTER = Parameter.raw(
                    "postscreen_expansion_filter",
                    "$smtpd_expansion_filter",
                    Limits.from(1),
                    "What smtpd_expansion_filter is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_FORBIDDEN_COMMANDS = Parameter.text(
                    "postscreen_forbidden_commands",
                    "$smtpd_forbidden_commands",
                    "What smtpd_forbidden_commands is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_GREET_ACTION = Parameter.text(
                    "postscreen_greet_action",
                    "ignore",
                    Limits.from(1),
                    "What is done with a client that speaks before its turn: ignore, enforce, drop.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_GREET_BANNER = Parameter.text(
                    "postscreen_greet_banner",
                    "$smtpd_banner",
                    "Text of the first part of the greeting, that only impatient clients answer; empty for none.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_GREET_TTL = Parameter.time(
                    "postscreen_greet_ttl",
                    "1d",
                    Limits.from(1),
                    "How long a passed patience test counts, in days by default.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_GREET_WAIT = Parameter.time(
                    "postscreen_greet_wait",
                    "${stress?{2}:{6}}s",
                    Limits.from(1),
                    "How long clients must wait before the greeting is complete, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_HELO_REQUIRED = Parameter.bool(
                    "postscreen_helo_required",
                    "$smtpd_helo_required",
                    "What smtpd_helo_required is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_NON_SMTP_COMMAND_ACTION = Parameter.text(
                    "postscreen_non_smtp_command_action",
                    "drop",
                    Limits.from(1),
                    "What is done with a client that sends commands of other protocols: ignore, enforce, drop.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_NON_SMTP_COMMAND_ENABLE = Parameter.bool(
                    "postscreen_non_smtp_command_enable", "no", "Whether commands of other protocols are tested for.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_NON_SMTP_COMMAND_TTL = Parameter.time(
                    "postscreen_non_smtp_command_ttl",
                    "30d",
                    Limits.from(1),
                    "How long a passed test for foreign commands counts, in days by default.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_PIPELINING_ACTION = Parameter.text(
                    "postscreen_pipelining_action",
                    "enforce",
                    Limits.from(1),
                    "What is done with a client that sends several commands at once unasked: ignore, enforce, drop.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_PIPELINING_ENABLE = Parameter.bool(
                    "postscreen_pipelining_enable", "no", "Whether unasked pipelining is tested for.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_PIPELINING_TTL = Parameter.time(
                    "postscreen_pipelining_ttl",
                    "30d",
                    Limits.from(1),
                    "How long a passed pipelining test counts, in days by default.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_POST_QUEUE_LIMIT = Parameter.integer(
                    "postscreen_post_queue_limit",
                    "$default_process_limit",
                    Limits.from(5),
                    "How many clients may wait for smtpd(8).")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_PRE_QUEUE_LIMIT = Parameter.integer(
                    "postscreen_pre_queue_limit",
                    "$default_process_limit",
                    Limits.from(10),
                    "How many clients may be under test at a time.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_REJECT_FOOTER = Parameter.raw(
                    "postscreen_reject_footer",
                    "$smtpd_reject_footer",
                    "What smtpd_reject_footer is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_REJECT_FOOTER_MAPS = Parameter.text(
                    "postscreen_reject_footer_maps",
                    "$smtpd_reject_footer_maps",
                    "What smtpd_reject_footer_maps is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_TLS_SECURITY_LEVEL = Parameter.text(
                    "postscreen_tls_security_level",
                    "$smtpd_tls_security_level",
                    "What smtpd_tls_security_level is for smtpd(8), for postscreen(8).")
            .notYet();
    public static final Parameter<String> POSTSCREEN_UPSTREAM_PROXY_PROTOCOL = Parameter.text(
                    "postscreen_upstream_proxy_protocol",
                    "",
                    "Protocol in which a proxy before postscreen(8) names the client; empty for none.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_UPSTREAM_PROXY_TIMEOUT = Parameter.time(
                    "postscreen_upstream_proxy_timeout",
                    "5s",
                    Limits.from(1),
                    "How long to wait for that protocol, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_USE_TLS = Parameter.bool(
                    "postscreen_use_tls",
                    "$smtpd_use_tls",
                    "Old switch of postscreen(8); postscreen_tls_security_level replaces it.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_WATCHDOG_TIMEOUT = Parameter.time(
                    "postscreen_watchdog_timeout",
                    "10s",
                    Limits.from(10),
                    "How long postscreen(8) may be busy before it is taken for stuck, in seconds by default.")
            .notYet();
    public static final Parameter<String> SMTPD_SERVICE_NAME = Parameter.text(
                    "smtpd_service_name", "smtpd", Limits.from(1), "The service that postscreen(8) hands clients to.")
            .notYet();

    private PostscreenParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                DNSBLOG_REPLY_DELAY,
                DNSBLOG_SERVICE_NAME,
                POSTSCREEN_ACCESS_LIST,
                POSTSCREEN_ALLOWLIST_INTERFACES,
                POSTSCREEN_BARE_NEWLINE_ACTION,
                POSTSCREEN_BARE_NEWLINE_ENABLE,
                POSTSCREEN_BARE_NEWLINE_TTL,
                POSTSCREEN_CACHE_CLEANUP_INTERVAL,
                POSTSCREEN_CACHE_MAP,
                POSTSCREEN_CACHE_RETENTION_TIME,
                POSTSCREEN_CLIENT_CONNECTION_COUNT_LIMIT,
                POSTSCREEN_COMMAND_COUNT_LIMIT,
                POSTSCREEN_COMMAND_FILTER,
                POSTSCREEN_COMMAND_TIME_LIMIT,
                POSTSCREEN_DENYLIST_ACTION,
                POSTSCREEN_DISABLE_VRFY_COMMAND,
                POSTSCREEN_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS,
                POSTSCREEN_DISCARD_EHLO_KEYWORDS,
                POSTSCREEN_DNSBL_ACTION,
                POSTSCREEN_DNSBL_ALLOWLIST_THRESHOLD,
                POSTSCREEN_DNSBL_MAX_TTL,
                POSTSCREEN_DNSBL_MIN_TTL,
                POSTSCREEN_DNSBL_REPLY_MAP,
                POSTSCREEN_DNSBL_SITES,
                POSTSCREEN_DNSBL_THRESHOLD,
                POSTSCREEN_DNSBL_TIMEOUT,
                POSTSCREEN_ENFORCE_TLS,
                POSTSCREEN_EXPANSION_FILTER,
                POSTSCREEN_FORBIDDEN_COMMANDS,
                POSTSCREEN_GREET_ACTION,
                POSTSCREEN_GREET_BANNER,
                POSTSCREEN_GREET_TTL,
                POSTSCREEN_GREET_WAIT,
                POSTSCREEN_HELO_REQUIRED,
                POSTSCREEN_NON_SMTP_COMMAND_ACTION,
                POSTSCREEN_NON_SMTP_COMMAND_ENABLE,
                POSTSCREEN_NON_SMTP_COMMAND_TTL,
                POSTSCREEN_PIPELINING_ACTION,
                POSTSCREEN_PIPELINING_ENABLE,
                POSTSCREEN_PIPELINING_TTL,
                POSTSCREEN_POST_QUEUE_LIMIT,
                POSTSCREEN_PRE_QUEUE_LIMIT,
                POSTSCREEN_REJECT_FOOTER,
                POSTSCREEN_REJECT_FOOTER_MAPS,
                POSTSCREEN_TLS_SECURITY_LEVEL,
                POSTSCREEN_UPSTREAM_PROXY_PROTOCOL,
                POSTSCREEN_UPSTREAM_PROXY_TIMEOUT,
                POSTSCREEN_USE_TLS,
                POSTSCREEN_WATCHDOG_TIMEOUT,
                SMTPD_SERVICE_NAME);
    }
}
