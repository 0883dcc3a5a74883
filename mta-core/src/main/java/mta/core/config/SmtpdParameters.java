package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of smtpd(8), but for [access restrictions][AccessParameters], [TLS][SmtpdTlsParameters] and
/// [authentication][SmtpdSaslParameters].
public final class SmtpdParameters {

    public static final Parameter<Boolean> BROKEN_SASL_AUTH_CLIENTS = Parameter.bool(
                    "broken_sasl_auth_clients", "no", "Broken sasl auth clients.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_VRFY_COMMAND = Parameter.bool(
                    "disable_vrfy_command", "no", "Disable vrfy command.")
            .notYet();
    public static final Parameter<Boolean> HELPFUL_WARNINGS =
            Parameter.bool("helpful_warnings", "yes", "Helpful warnings.").notYet();
    public static final Parameter<Boolean> SHOW_USER_UNKNOWN_TABLE_NAME = Parameter.bool(
                    "show_user_unknown_table_name", "yes", "Show user unknown table name.")
            .notYet();
    public static final Parameter<String> SMTPD_AUTHORIZED_VERP_CLIENTS = Parameter.text(
                    "smtpd_authorized_verp_clients", "$authorized_verp_clients", "Smtpd authorized verp clients.")
            .notYet();
    public static final Parameter<String> SMTPD_AUTHORIZED_XCLIENT_HOSTS = Parameter.text(
                    "smtpd_authorized_xclient_hosts", "", "Smtpd authorized xclient hosts.")
            .notYet();
    public static final Parameter<String> SMTPD_AUTHORIZED_XFORWARD_HOSTS = Parameter.text(
                    "smtpd_authorized_xforward_hosts", "", "Smtpd authorized xforward hosts.")
            .notYet();
    public static final Parameter<String> SMTPD_BANNER = Parameter.text(
                    "smtpd_banner", "$myhostname ESMTP $mail_name", Limits.from(1), "Smtpd banner.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_AUTH_RATE_LIMIT = Parameter.integer(
                    "smtpd_client_auth_rate_limit", "0", Limits.NONE, "Smtpd client auth rate limit.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_CONNECTION_COUNT_LIMIT = Parameter.integer(
                    "smtpd_client_connection_count_limit", "50", Limits.NONE, "Smtpd client connection count limit.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_CONNECTION_RATE_LIMIT = Parameter.integer(
                    "smtpd_client_connection_rate_limit", "0", Limits.NONE, "Smtpd client connection rate limit.")
            .notYet();
    public static final Parameter<String> SMTPD_CLIENT_EVENT_LIMIT_EXCEPTIONS = Parameter.text(
                    "smtpd_client_event_limit_exceptions",
                    "${smtpd_client_connection_limit_exceptions:$mynetworks}",
                    "Smtpd client event limit exceptions.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_IPV4_PREFIX_LENGTH = Parameter.integer(
                    "smtpd_client_ipv4_prefix_length", "32", Limits.between(1, 32), "Smtpd client ipv4 prefix length.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_IPV6_PREFIX_LENGTH = Parameter.integer(
                    "smtpd_client_ipv6_prefix_length", "84", Limits.between(1, 128), "Smtpd client ipv6 prefix length.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_MESSAGE_RATE_LIMIT = Parameter.integer(
                    "smtpd_client_message_rate_limit", "0", Limits.NONE, "Smtpd client message rate limit.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_CLIENT_PORT_LOGGING = Parameter.bool(
                    "smtpd_client_port_logging", "no", "Smtpd client port logging.")
            .notYet();
    public static final Parameter<Integer> SMTPD_CLIENT_RECIPIENT_RATE_LIMIT = Parameter.integer(
                    "smtpd_client_recipient_rate_limit", "0", Limits.NONE, "Smtpd client recipient rate limit.")
            .notYet();
    public static final Parameter<String> SMTPD_COMMAND_FILTER =
            Parameter.text("smtpd_command_filter", "", "Smtpd command filter.").notYet();
    public static final Parameter<Boolean> SMTPD_DELAY_OPEN_UNTIL_VALID_RCPT = Parameter.bool(
                    "smtpd_delay_open_until_valid_rcpt", "yes", "Smtpd delay open until valid rcpt.")
            .notYet();
    public static final Parameter<String> SMTPD_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS = Parameter.text(
                    "smtpd_discard_ehlo_keyword_address_maps", "", "Smtpd discard ehlo keyword address maps.")
            .notYet();
    public static final Parameter<String> SMTPD_DISCARD_EHLO_KEYWORDS = Parameter.text(
                    "smtpd_discard_ehlo_keywords", "", "Smtpd discard ehlo keywords.")
            .notYet();
    public static final Parameter<String> SMTPD_DNS_REPLY_FILTER = Parameter.text(
                    "smtpd_dns_reply_filter", "", "Smtpd dns reply filter.")
            .notYet();
    public static final Parameter<Duration> SMTPD_ERROR_SLEEP_TIME = Parameter.time(
                    "smtpd_error_sleep_time", "1s", Limits.NONE, "Smtpd error sleep time.")
            .notYet();
    public static final Parameter<String> SMTPD_FORBID_BARE_NEWLINE = Parameter.text(
                    "smtpd_forbid_bare_newline", "normalize", Limits.from(1), "Smtpd forbid bare newline.")
            .notYet();
    public static final Parameter<String> SMTPD_FORBID_BARE_NEWLINE_EXCLUSIONS = Parameter.text(
                    "smtpd_forbid_bare_newline_exclusions", "$mynetworks", "Smtpd forbid bare newline exclusions.")
            .notYet();
    public static final Parameter<Integer> SMTPD_FORBID_BARE_NEWLINE_REJECT_CODE = Parameter.integer(
                    "smtpd_forbid_bare_newline_reject_code",
                    "550",
                    Limits.between(500, 599),
                    "Smtpd forbid bare newline reject code.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_FORBID_UNAUTH_PIPELINING = Parameter.bool(
                    "smtpd_forbid_unauth_pipelining", "yes", "Smtpd forbid unauth pipelining.")
            .notYet();
    public static final Parameter<String> SMTPD_FORBIDDEN_COMMANDS = Parameter.text(
                    "smtpd_forbidden_commands",
                    "CONNECT GET POST regexp:{{/^[^A-Z]/ Bogus}}",
                    "Smtpd forbidden commands.")
            .notYet();
    public static final Parameter<Integer> SMTPD_HARD_ERROR_LIMIT = Parameter.integer(
                    "smtpd_hard_error_limit", "${stress?{1}:{20}}", Limits.from(1), "Smtpd hard error limit.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_HELO_REQUIRED =
            Parameter.bool("smtpd_helo_required", "no", "Smtpd helo required.").notYet();
    public static final Parameter<Boolean> SMTPD_HIDE_CLIENT_SESSION = Parameter.bool(
                    "smtpd_hide_client_session", "no", "Smtpd hide client session.")
            .notYet();
    public static final Parameter<Integer> SMTPD_HISTORY_FLUSH_THRESHOLD = Parameter.integer(
                    "smtpd_history_flush_threshold", "100", Limits.from(1), "Smtpd history flush threshold.")
            .notYet();
    public static final Parameter<Integer> SMTPD_JUNK_COMMAND_LIMIT = Parameter.integer(
                    "smtpd_junk_command_limit", "${stress?{1}:{100}}", Limits.from(1), "Smtpd junk command limit.")
            .notYet();
    public static final Parameter<Integer> SMTPD_MIN_DATA_RATE = Parameter.integer(
                    "smtpd_min_data_rate", "500", Limits.from(1), "Smtpd min data rate.")
            .notYet();
    public static final Parameter<String> SMTPD_NOOP_COMMANDS =
            Parameter.text("smtpd_noop_commands", "", "Smtpd noop commands.").notYet();
    public static final Parameter<Boolean> SMTPD_PEERNAME_LOOKUP = Parameter.bool(
                    "smtpd_peername_lookup", "yes", "Smtpd peername lookup.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_PER_REQUEST_DEADLINE = Parameter.bool(
                    "smtpd_per_request_deadline",
                    "${smtpd_per_record_deadline?{$smtpd_per_record_deadline}:{${stress?{yes}:{no}}}}",
                    "Smtpd per request deadline.")
            .notYet();
    public static final Parameter<String> SMTPD_PROXY_EHLO = Parameter.text(
                    "smtpd_proxy_ehlo", "$myhostname", "Smtpd proxy ehlo.")
            .notYet();
    public static final Parameter<String> SMTPD_PROXY_FILTER =
            Parameter.text("smtpd_proxy_filter", "", "Smtpd proxy filter.").notYet();
    public static final Parameter<String> SMTPD_PROXY_OPTIONS =
            Parameter.text("smtpd_proxy_options", "", "Smtpd proxy options.").notYet();
    public static final Parameter<Duration> SMTPD_PROXY_TIMEOUT = Parameter.time(
                    "smtpd_proxy_timeout", "100s", Limits.from(1), "Smtpd proxy timeout.")
            .notYet();
    public static final Parameter<Integer> SMTPD_RECIPIENT_LIMIT = Parameter.integer(
                    "smtpd_recipient_limit", "1000", Limits.from(1), "Smtpd recipient limit.")
            .notYet();
    public static final Parameter<Integer> SMTPD_RECIPIENT_OVERSHOOT_LIMIT = Parameter.integer(
                    "smtpd_recipient_overshoot_limit", "1000", Limits.from(1), "Smtpd recipient overshoot limit.")
            .notYet();
    public static final Parameter<String> SMTPD_REJECT_FILTER_MAPS = Parameter.text(
                    "smtpd_reject_filter_maps", "", "Smtpd reject filter maps.")
            .notYet();
    public static final Parameter<String> SMTPD_REJECT_FOOTER =
            Parameter.raw("smtpd_reject_footer", "", "Smtpd reject footer.").notYet();
    public static final Parameter<String> SMTPD_REJECT_FOOTER_MAPS = Parameter.text(
                    "smtpd_reject_footer_maps", "", "Smtpd reject footer maps.")
            .notYet();
    public static final Parameter<Integer> SMTPD_SOFT_ERROR_LIMIT = Parameter.integer(
                    "smtpd_soft_error_limit", "10", Limits.from(1), "Smtpd soft error limit.")
            .notYet();
    public static final Parameter<Duration> SMTPD_TIMEOUT = Parameter.time(
                    "smtpd_timeout", "${stress?{10}:{300}}s", Limits.from(1), "Smtpd timeout.")
            .notYet();
    public static final Parameter<String> SMTPD_UPSTREAM_PROXY_PROTOCOL = Parameter.text(
                    "smtpd_upstream_proxy_protocol", "", "Smtpd upstream proxy protocol.")
            .notYet();
    public static final Parameter<Duration> SMTPD_UPSTREAM_PROXY_TIMEOUT = Parameter.time(
                    "smtpd_upstream_proxy_timeout", "5s", Limits.from(1), "Smtpd upstream proxy timeout.")
            .notYet();
    public static final Parameter<Boolean> STRICT_RFC821_ENVELOPES = Parameter.bool(
                    "strict_rfc821_envelopes", "no", "Strict rfc821 envelopes.")
            .notYet();

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
