package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of smtpd(8), but for [access restrictions][AccessParameters], [TLS][SmtpdTlsParameters] and
/// [authentication][SmtpdSaslParameters].
public final class SmtpdParameters {

    public static final Parameter<Boolean> BROKEN_SASL_AUTH_CLIENTS = Parameter.bool(
                    "broken_sasl_auth_clients",
                    "no",
                    "Whether AUTH is announced a second time in a form for old clients.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_VRFY_COMMAND =
            Parameter.bool("disable_vrfy_command", "no", "Whether VRFY is refused.");
    public static final Parameter<Boolean> HELPFUL_WARNINGS = Parameter.bool(
                    "helpful_warnings", "yes", "Whether settings that may be mistakes are logged.")
            .notYet();
    public static final Parameter<Boolean> SHOW_USER_UNKNOWN_TABLE_NAME = Parameter.bool(
            "show_user_unknown_table_name", "yes", "Whether a rejection says in which table a recipient is missing.");
    public static final Parameter<String> SMTPD_AUTHORIZED_VERP_CLIENTS = Parameter.text(
            "smtpd_authorized_verp_clients", "$authorized_verp_clients", "Clients that may ask for VERP with XVERP.");
    public static final Parameter<String> SMTPD_AUTHORIZED_XCLIENT_HOSTS = Parameter.text(
                    "smtpd_authorized_xclient_hosts", "", "Clients that may replace who they are with XCLIENT.")
            .notYet();
    public static final Parameter<String> SMTPD_AUTHORIZED_XFORWARD_HOSTS = Parameter.text(
                    "smtpd_authorized_xforward_hosts", "", "Clients that may pass on who sent the mail with XFORWARD.")
            .notYet();
    public static final Parameter<String> SMTPD_BANNER = Parameter.text(
            "smtpd_banner", "$myhostname ESMTP $mail_name", Limits.from(1), "Text behind 220 in the greeting.");
    public static final Parameter<Integer> SMTPD_CLIENT_AUTH_RATE_LIMIT = Parameter.integer(
            "smtpd_client_auth_rate_limit",
            "0",
            Limits.NONE,
            "How many AUTH commands a client may send per anvil_rate_time_unit; 0 for no limit.");
    public static final Parameter<Integer> SMTPD_CLIENT_CONNECTION_COUNT_LIMIT = Parameter.integer(
            "smtpd_client_connection_count_limit",
            "50",
            Limits.NONE,
            "How many connections a client may have at a time; 0 for no limit.");
    public static final Parameter<Integer> SMTPD_CLIENT_CONNECTION_RATE_LIMIT = Parameter.integer(
            "smtpd_client_connection_rate_limit",
            "0",
            Limits.NONE,
            "How many connections a client may make per anvil_rate_time_unit; 0 for no limit.");
    public static final Parameter<String> SMTPD_CLIENT_EVENT_LIMIT_EXCEPTIONS = Parameter.text(
            "smtpd_client_event_limit_exceptions",
            "${smtpd_client_connection_limit_exceptions:$mynetworks}",
            "Clients to which counts and rates do not apply.");
    public static final Parameter<Integer> SMTPD_CLIENT_IPV4_PREFIX_LENGTH = Parameter.integer(
            "smtpd_client_ipv4_prefix_length",
            "32",
            Limits.upTo(32),
            "How many bits of an IPv4 address stand for one client in counts and rates.");
    public static final Parameter<Integer> SMTPD_CLIENT_IPV6_PREFIX_LENGTH = Parameter.integer(
            "smtpd_client_ipv6_prefix_length",
            "84",
            Limits.upTo(128),
            "How many bits of an IPv6 address stand for one client in counts and rates.");
    public static final Parameter<Integer> SMTPD_CLIENT_MESSAGE_RATE_LIMIT = Parameter.integer(
            "smtpd_client_message_rate_limit",
            "0",
            Limits.NONE,
            "How many messages a client may send per anvil_rate_time_unit; 0 for no limit.");
    public static final Parameter<Boolean> SMTPD_CLIENT_PORT_LOGGING =
            Parameter.bool("smtpd_client_port_logging", "no", "Whether smtpd(8) logs the client's port.");
    public static final Parameter<Integer> SMTPD_CLIENT_RECIPIENT_RATE_LIMIT = Parameter.integer(
            "smtpd_client_recipient_rate_limit",
            "0",
            Limits.NONE,
            "How many recipients a client may name per anvil_rate_time_unit; 0 for no limit.");
    public static final Parameter<String> SMTPD_COMMAND_FILTER = Parameter.text(
                    "smtpd_command_filter", "", "Table that replaces commands before they are handled.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTPD_DELAY_OPEN_UNTIL_VALID_RCPT = Parameter.bool(
            "smtpd_delay_open_until_valid_rcpt",
            "yes",
            "Whether a message is started only at the first accepted recipient.");
    public static final Parameter<String> SMTPD_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS = Parameter.text(
                    "smtpd_discard_ehlo_keyword_address_maps",
                    "",
                    "Tables of EHLO keywords not to announce, by client address.")
            .notYet();
    public static final Parameter<String> SMTPD_DISCARD_EHLO_KEYWORDS =
            Parameter.text("smtpd_discard_ehlo_keywords", "", "EHLO keywords not to announce.");
    public static final Parameter<String> SMTPD_DNS_REPLY_FILTER = Parameter.text(
                    "smtpd_dns_reply_filter", "", "Table that changes or drops DNS answers before smtpd(8) uses them.")
            .notYetAndProtects();
    public static final Parameter<Duration> SMTPD_ERROR_SLEEP_TIME = Parameter.time(
            "smtpd_error_sleep_time",
            "1s",
            Limits.NONE,
            "How long the reply waits after a client's error beyond the soft limit, in seconds by default.");
    public static final Parameter<String> SMTPD_FORBID_BARE_NEWLINE = Parameter.text(
            "smtpd_forbid_bare_newline",
            "normalize",
            Limits.from(1),
            "What is done about lines that end without carriage return: normalize, reject, note, no.");
    public static final Parameter<String> SMTPD_FORBID_BARE_NEWLINE_EXCLUSIONS = Parameter.text(
            "smtpd_forbid_bare_newline_exclusions",
            "$mynetworks",
            "Clients that may end lines without carriage return.");
    public static final Parameter<Integer> SMTPD_FORBID_BARE_NEWLINE_REJECT_CODE = Parameter.integer(
            "smtpd_forbid_bare_newline_reject_code",
            "550",
            Limits.between(500, 599),
            "Reply code when such a line is rejected.");
    public static final Parameter<Boolean> SMTPD_FORBID_UNAUTH_PIPELINING = Parameter.bool(
            "smtpd_forbid_unauth_pipelining",
            "yes",
            "Whether clients that send commands before their turn are disconnected.");
    public static final Parameter<String> SMTPD_FORBIDDEN_COMMANDS = Parameter.text(
            "smtpd_forbidden_commands",
            "CONNECT GET POST regexp:{{/^[^A-Z]/ Bogus}}",
            "Commands that end a session at once.");
    public static final Parameter<Integer> SMTPD_HARD_ERROR_LIMIT = Parameter.integer(
            "smtpd_hard_error_limit",
            "${stress?{1}:{20}}",
            Limits.from(1),
            "How many errors a client may make before it is disconnected.");
    public static final Parameter<Boolean> SMTPD_HELO_REQUIRED =
            Parameter.bool("smtpd_helo_required", "no", "Whether HELO or EHLO must come before MAIL.");
    public static final Parameter<Boolean> SMTPD_HIDE_CLIENT_SESSION = Parameter.bool(
            "smtpd_hide_client_session",
            "no",
            "Whether the client's name, address and login are left out of Received headers.");
    public static final Parameter<Integer> SMTPD_HISTORY_FLUSH_THRESHOLD = Parameter.integer(
            "smtpd_history_flush_threshold",
            "100",
            Limits.from(1),
            "How many lines of one session's replies are kept for notices.");
    public static final Parameter<Integer> SMTPD_JUNK_COMMAND_LIMIT = Parameter.integer(
            "smtpd_junk_command_limit",
            "${stress?{1}:{100}}",
            Limits.from(1),
            "How many commands without effect a client may send before each counts as an error.");
    public static final Parameter<Integer> SMTPD_MIN_DATA_RATE = Parameter.integer(
            "smtpd_min_data_rate",
            "500",
            Limits.from(1),
            "Bytes per second below which a time limit for a whole request runs out.");
    public static final Parameter<String> SMTPD_NOOP_COMMANDS =
            Parameter.text("smtpd_noop_commands", "", "Commands that are answered with success and do nothing.");
    public static final Parameter<Boolean> SMTPD_PEERNAME_LOOKUP =
            Parameter.bool("smtpd_peername_lookup", "yes", "Whether the client's name is looked up.");
    public static final Parameter<Boolean> SMTPD_PER_REQUEST_DEADLINE = Parameter.bool(
            "smtpd_per_request_deadline",
            "${smtpd_per_record_deadline?{$smtpd_per_record_deadline}:{${stress?{yes}:{no}}}}",
            "Whether time limits count for a whole request instead of each read or write.");
    public static final Parameter<String> SMTPD_PROXY_EHLO = Parameter.text(
                    "smtpd_proxy_ehlo", "$myhostname", "The name that is sent to the proxy filter.")
            .notYet();
    public static final Parameter<String> SMTPD_PROXY_FILTER = Parameter.text(
                    "smtpd_proxy_filter", "", "Host and port of a filter that mail passes before it is queued.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_PROXY_OPTIONS = Parameter.text(
                    "smtpd_proxy_options", "", "Options of the proxy filter: speed_adjust.")
            .notYet();
    public static final Parameter<Duration> SMTPD_PROXY_TIMEOUT = Parameter.time(
                    "smtpd_proxy_timeout",
                    "100s",
                    Limits.from(1),
                    "How long talking to the proxy filter may take, in seconds by default.")
            .notYet();
    public static final Parameter<Integer> SMTPD_RECIPIENT_LIMIT = Parameter.integer(
            "smtpd_recipient_limit", "1000", Limits.from(1), "How many recipients a message may have.");
    public static final Parameter<Integer> SMTPD_RECIPIENT_OVERSHOOT_LIMIT = Parameter.integer(
            "smtpd_recipient_overshoot_limit",
            "1000",
            Limits.from(1),
            "How many recipients over that limit are refused before each counts as an error.");
    public static final Parameter<String> SMTPD_REJECT_FILTER_MAPS = Parameter.text(
                    "smtpd_reject_filter_maps", "", "Tables that replace replies which reject something.")
            .notYet();
    public static final Parameter<String> SMTPD_REJECT_FOOTER = Parameter.raw(
                    "smtpd_reject_footer", "", "Text that is added to replies which reject something.")
            .notYet();
    public static final Parameter<String> SMTPD_REJECT_FOOTER_MAPS = Parameter.text(
                    "smtpd_reject_footer_maps", "", "Tables of such texts, by reply.")
            .notYet();
    public static final Parameter<Integer> SMTPD_SOFT_ERROR_LIMIT = Parameter.integer(
            "smtpd_soft_error_limit",
            "10",
            Limits.from(1),
            "How many errors a client may make before replies are delayed.");
    public static final Parameter<Duration> SMTPD_TIMEOUT = Parameter.time(
            "smtpd_timeout",
            "${stress?{10}:{300}}s",
            Limits.from(1),
            "How long sending a reply or receiving a request may take, in seconds by default.");
    public static final Parameter<String> SMTPD_UPSTREAM_PROXY_PROTOCOL = Parameter.text(
                    "smtpd_upstream_proxy_protocol",
                    "",
                    "Protocol in which a proxy before smtpd(8) names the client; empty for none.")
            .notYetAndProtects();
    public static final Parameter<Duration> SMTPD_UPSTREAM_PROXY_TIMEOUT = Parameter.time(
                    "smtpd_upstream_proxy_timeout",
                    "5s",
                    Limits.from(1),
                    "How long to wait for that protocol, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> STRICT_RFC821_ENVELOPES = Parameter.bool(
            "strict_rfc821_envelopes",
            "no",
            "Whether addresses in MAIL and RCPT must be in angle brackets and without comments.");

    private SmtpdParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                BROKEN_SASL_AUTH_CLIENTS,
                DISABLE_VRFY_COMMAND,
                HELPFUL_WARNINGS,
                SHOW_USER_UNKNOWN_TABLE_NAME,
                SMTPD_AUTHORIZED_VERP_CLIENTS,
                SMTPD_AUTHORIZED_XCLIENT_HOSTS,
                SMTPD_AUTHORIZED_XFORWARD_HOSTS,
                SMTPD_BANNER,
                SMTPD_CLIENT_AUTH_RATE_LIMIT,
                SMTPD_CLIENT_CONNECTION_COUNT_LIMIT,
                SMTPD_CLIENT_CONNECTION_RATE_LIMIT,
                SMTPD_CLIENT_EVENT_LIMIT_EXCEPTIONS,
                SMTPD_CLIENT_IPV4_PREFIX_LENGTH,
                SMTPD_CLIENT_IPV6_PREFIX_LENGTH,
                SMTPD_CLIENT_MESSAGE_RATE_LIMIT,
                SMTPD_CLIENT_PORT_LOGGING,
                SMTPD_CLIENT_RECIPIENT_RATE_LIMIT,
                SMTPD_COMMAND_FILTER,
                SMTPD_DELAY_OPEN_UNTIL_VALID_RCPT,
                SMTPD_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS,
                SMTPD_DISCARD_EHLO_KEYWORDS,
                SMTPD_DNS_REPLY_FILTER,
                SMTPD_ERROR_SLEEP_TIME,
                SMTPD_FORBID_BARE_NEWLINE,
                SMTPD_FORBID_BARE_NEWLINE_EXCLUSIONS,
                SMTPD_FORBID_BARE_NEWLINE_REJECT_CODE,
                SMTPD_FORBID_UNAUTH_PIPELINING,
                SMTPD_FORBIDDEN_COMMANDS,
                SMTPD_HARD_ERROR_LIMIT,
                SMTPD_HELO_REQUIRED,
                SMTPD_HIDE_CLIENT_SESSION,
                SMTPD_HISTORY_FLUSH_THRESHOLD,
                SMTPD_JUNK_COMMAND_LIMIT,
                SMTPD_MIN_DATA_RATE,
                SMTPD_NOOP_COMMANDS,
                SMTPD_PEERNAME_LOOKUP,
                SMTPD_PER_REQUEST_DEADLINE,
                SMTPD_PROXY_EHLO,
                SMTPD_PROXY_FILTER,
                SMTPD_PROXY_OPTIONS,
                SMTPD_PROXY_TIMEOUT,
                SMTPD_RECIPIENT_LIMIT,
                SMTPD_RECIPIENT_OVERSHOOT_LIMIT,
                SMTPD_REJECT_FILTER_MAPS,
                SMTPD_REJECT_FOOTER,
                SMTPD_REJECT_FOOTER_MAPS,
                SMTPD_SOFT_ERROR_LIMIT,
                SMTPD_TIMEOUT,
                SMTPD_UPSTREAM_PROXY_PROTOCOL,
                SMTPD_UPSTREAM_PROXY_TIMEOUT,
                STRICT_RFC821_ENVELOPES);
    }
}
