package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of postscreen(8) and dnsblog(8).
public final class PostscreenParameters {

    public static final Parameter<Duration> DNSBLOG_REPLY_DELAY = Parameter.time(
                    "dnsblog_reply_delay", "0s", Limits.NONE, "Dnsblog reply delay.")
            .notYet();
    public static final Parameter<String> DNSBLOG_SERVICE_NAME = Parameter.text(
                    "dnsblog_service_name", "dnsblog", Limits.from(1), "Dnsblog service name.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_ACCESS_LIST = Parameter.text(
                    "postscreen_access_list", "permit_mynetworks", "Postscreen access list.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_ALLOWLIST_INTERFACES = Parameter.text(
                    "postscreen_allowlist_interfaces",
                    "${postscreen_whitelist_interfaces?{$postscreen_whitelist_interfaces}:{static:all}}",
                    "Postscreen allowlist interfaces.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_BARE_NEWLINE_ACTION = Parameter.text(
                    "postscreen_bare_newline_action", "ignore", Limits.from(1), "Postscreen bare newline action.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_BARE_NEWLINE_ENABLE = Parameter.bool(
                    "postscreen_bare_newline_enable", "no", "Postscreen bare newline enable.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_BARE_NEWLINE_TTL = Parameter.time(
                    "postscreen_bare_newline_ttl", "30d", Limits.from(1), "Postscreen bare newline ttl.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_CACHE_CLEANUP_INTERVAL = Parameter.time(
                    "postscreen_cache_cleanup_interval", "12h", Limits.NONE, "Postscreen cache cleanup interval.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_CACHE_MAP = Parameter.text(
                    "postscreen_cache_map",
                    "$default_cache_db_type:$data_directory/postscreen_cache",
                    "Postscreen cache map.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_CACHE_RETENTION_TIME = Parameter.time(
                    "postscreen_cache_retention_time", "7d", Limits.from(1), "Postscreen cache retention time.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_CLIENT_CONNECTION_COUNT_LIMIT = Parameter.integer(
                    "postscreen_client_connection_count_limit",
                    "$smtpd_client_connection_count_limit",
                    Limits.NONE,
                    "Postscreen client connection count limit.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_COMMAND_COUNT_LIMIT = Parameter.integer(
                    "postscreen_command_count_limit", "20", Limits.from(1), "Postscreen command count limit.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_COMMAND_FILTER = Parameter.text(
                    "postscreen_command_filter", "", "Postscreen command filter.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_COMMAND_TIME_LIMIT = Parameter.time(
                    "postscreen_command_time_limit",
                    "${stress?{10}:{300}}s",
                    Limits.from(1),
                    "Postscreen command time limit.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DENYLIST_ACTION = Parameter.text(
                    "postscreen_denylist_action",
                    "${postscreen_blacklist_action?{$postscreen_blacklist_action}:{ignore}}",
                    Limits.from(1),
                    "Postscreen denylist action.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_DISABLE_VRFY_COMMAND = Parameter.bool(
                    "postscreen_disable_vrfy_command", "$disable_vrfy_command", "Postscreen disable vrfy command.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS = Parameter.text(
                    "postscreen_discard_ehlo_keyword_address_maps",
                    "$smtpd_discard_ehlo_keyword_address_maps",
                    "Postscreen discard ehlo keyword address maps.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DISCARD_EHLO_KEYWORDS = Parameter.text(
                    "postscreen_discard_ehlo_keywords",
                    "$smtpd_discard_ehlo_keywords",
                    "Postscreen discard ehlo keywords.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DNSBL_ACTION = Parameter.text(
                    "postscreen_dnsbl_action", "ignore", Limits.from(1), "Postscreen dnsbl action.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_DNSBL_ALLOWLIST_THRESHOLD = Parameter.integer(
                    "postscreen_dnsbl_allowlist_threshold",
                    "${postscreen_dnsbl_whitelist_threshold?{$postscreen_dnsbl_whitelist_threshold}:{0}}",
                    Limits.NONE,
                    "Postscreen dnsbl allowlist threshold.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_DNSBL_MAX_TTL = Parameter.time(
                    "postscreen_dnsbl_max_ttl",
                    "${postscreen_dnsbl_ttl?{$postscreen_dnsbl_ttl}:{1}}h",
                    Limits.from(1),
                    "Postscreen dnsbl max ttl.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_DNSBL_MIN_TTL = Parameter.time(
                    "postscreen_dnsbl_min_ttl", "60s", Limits.from(1), "Postscreen dnsbl min ttl.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DNSBL_REPLY_MAP = Parameter.text(
                    "postscreen_dnsbl_reply_map", "", "Postscreen dnsbl reply map.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_DNSBL_SITES = Parameter.text(
                    "postscreen_dnsbl_sites", "", "Postscreen dnsbl sites.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_DNSBL_THRESHOLD = Parameter.integer(
                    "postscreen_dnsbl_threshold", "1", Limits.from(1), "Postscreen dnsbl threshold.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_DNSBL_TIMEOUT = Parameter.time(
                    "postscreen_dnsbl_timeout", "10s", Limits.from(1), "Postscreen dnsbl timeout.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_ENFORCE_TLS = Parameter.bool(
                    "postscreen_enforce_tls", "$smtpd_enforce_tls", "Postscreen enforce tls.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_EXPANSION_FILTER = Parameter.raw(
                    "postscreen_expansion_filter",
                    "$smtpd_expansion_filter",
                    Limits.from(1),
                    "Postscreen expansion filter.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_FORBIDDEN_COMMANDS = Parameter.text(
                    "postscreen_forbidden_commands", "$smtpd_forbidden_commands", "Postscreen forbidden commands.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_GREET_ACTION = Parameter.text(
                    "postscreen_greet_action", "ignore", Limits.from(1), "Postscreen greet action.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_GREET_BANNER = Parameter.text(
                    "postscreen_greet_banner", "$smtpd_banner", "Postscreen greet banner.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_GREET_TTL = Parameter.time(
                    "postscreen_greet_ttl", "1d", Limits.from(1), "Postscreen greet ttl.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_GREET_WAIT = Parameter.time(
                    "postscreen_greet_wait", "${stress?{2}:{6}}s", Limits.from(1), "Postscreen greet wait.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_HELO_REQUIRED = Parameter.bool(
                    "postscreen_helo_required", "$smtpd_helo_required", "Postscreen helo required.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_NON_SMTP_COMMAND_ACTION = Parameter.text(
                    "postscreen_non_smtp_command_action", "drop", Limits.from(1), "Postscreen non smtp command action.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_NON_SMTP_COMMAND_ENABLE = Parameter.bool(
                    "postscreen_non_smtp_command_enable", "no", "Postscreen non smtp command enable.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_NON_SMTP_COMMAND_TTL = Parameter.time(
                    "postscreen_non_smtp_command_ttl", "30d", Limits.from(1), "Postscreen non smtp command ttl.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_PIPELINING_ACTION = Parameter.text(
                    "postscreen_pipelining_action", "enforce", Limits.from(1), "Postscreen pipelining action.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_PIPELINING_ENABLE = Parameter.bool(
                    "postscreen_pipelining_enable", "no", "Postscreen pipelining enable.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_PIPELINING_TTL = Parameter.time(
                    "postscreen_pipelining_ttl", "30d", Limits.from(1), "Postscreen pipelining ttl.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_POST_QUEUE_LIMIT = Parameter.integer(
                    "postscreen_post_queue_limit",
                    "$default_process_limit",
                    Limits.from(5),
                    "Postscreen post queue limit.")
            .notYet();
    public static final Parameter<Integer> POSTSCREEN_PRE_QUEUE_LIMIT = Parameter.integer(
                    "postscreen_pre_queue_limit",
                    "$default_process_limit",
                    Limits.from(10),
                    "Postscreen pre queue limit.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_REJECT_FOOTER = Parameter.raw(
                    "postscreen_reject_footer", "$smtpd_reject_footer", "Postscreen reject footer.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_REJECT_FOOTER_MAPS = Parameter.text(
                    "postscreen_reject_footer_maps", "$smtpd_reject_footer_maps", "Postscreen reject footer maps.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_TLS_SECURITY_LEVEL = Parameter.text(
                    "postscreen_tls_security_level", "$smtpd_tls_security_level", "Postscreen tls security level.")
            .notYet();
    public static final Parameter<String> POSTSCREEN_UPSTREAM_PROXY_PROTOCOL = Parameter.text(
                    "postscreen_upstream_proxy_protocol", "", "Postscreen upstream proxy protocol.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_UPSTREAM_PROXY_TIMEOUT = Parameter.time(
                    "postscreen_upstream_proxy_timeout", "5s", Limits.from(1), "Postscreen upstream proxy timeout.")
            .notYet();
    public static final Parameter<Boolean> POSTSCREEN_USE_TLS = Parameter.bool(
                    "postscreen_use_tls", "$smtpd_use_tls", "Postscreen use tls.")
            .notYet();
    public static final Parameter<Duration> POSTSCREEN_WATCHDOG_TIMEOUT = Parameter.time(
                    "postscreen_watchdog_timeout", "10s", Limits.from(10), "Postscreen watchdog timeout.")
            .notYet();
    public static final Parameter<String> SMTPD_SERVICE_NAME = Parameter.text(
                    "smtpd_service_name", "smtpd", Limits.from(1), "Smtpd service name.")
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
