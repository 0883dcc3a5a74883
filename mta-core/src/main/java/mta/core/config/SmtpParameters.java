package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of smtp(8).
public final class SmtpParameters {

    public static final Parameter<String> SMTP_ADDRESS_PREFERENCE = Parameter.text(
                    "smtp_address_preference", "any", Limits.from(1), "Smtp address preference.")
            .notYet();
    public static final Parameter<String> SMTP_ADDRESS_VERIFY_TARGET = Parameter.text(
                    "smtp_address_verify_target", "rcpt", Limits.from(1), "Smtp address verify target.")
            .notYet();
    public static final Parameter<Boolean> SMTP_ALWAYS_SEND_EHLO = Parameter.bool(
                    "smtp_always_send_ehlo", "yes", "Smtp always send ehlo.")
            .notYet();
    public static final Parameter<Boolean> SMTP_BALANCE_INET_PROTOCOLS = Parameter.bool(
                    "smtp_balance_inet_protocols", "yes", "Smtp balance inet protocols.")
            .notYet();
    public static final Parameter<String> SMTP_BIND_ADDRESS =
            Parameter.text("smtp_bind_address", "", "Smtp bind address.").notYet();
    public static final Parameter<String> SMTP_BIND_ADDRESS6 =
            Parameter.text("smtp_bind_address6", "", "Smtp bind address6.").notYet();
    public static final Parameter<Boolean> SMTP_BIND_ADDRESS_ENFORCE = Parameter.bool(
                    "smtp_bind_address_enforce", "no", "Smtp bind address enforce.")
            .notYet();
    public static final Parameter<String> SMTP_BODY_CHECKS =
            Parameter.text("smtp_body_checks", "", "Smtp body checks.").notYet();
    public static final Parameter<Boolean> SMTP_CNAME_OVERRIDES_SERVERNAME = Parameter.bool(
                    "smtp_cname_overrides_servername", "no", "Smtp cname overrides servername.")
            .notYet();
    public static final Parameter<Duration> SMTP_CONNECT_TIMEOUT = Parameter.time(
                    "smtp_connect_timeout", "30s", Limits.NONE, "Smtp connect timeout.")
            .notYet();
    public static final Parameter<String> SMTP_CONNECTION_CACHE_DESTINATIONS = Parameter.text(
                    "smtp_connection_cache_destinations", "", "Smtp connection cache destinations.")
            .notYet();
    public static final Parameter<Boolean> SMTP_CONNECTION_CACHE_ON_DEMAND = Parameter.bool(
                    "smtp_connection_cache_on_demand", "yes", "Smtp connection cache on demand.")
            .notYet();
    public static final Parameter<Duration> SMTP_CONNECTION_CACHE_TIME_LIMIT = Parameter.time(
                    "smtp_connection_cache_time_limit", "2s", Limits.from(1), "Smtp connection cache time limit.")
            .notYet();
    public static final Parameter<Integer> SMTP_CONNECTION_REUSE_COUNT_LIMIT = Parameter.integer(
                    "smtp_connection_reuse_count_limit", "0", Limits.NONE, "Smtp connection reuse count limit.")
            .notYet();
    public static final Parameter<Duration> SMTP_CONNECTION_REUSE_TIME_LIMIT = Parameter.time(
                    "smtp_connection_reuse_time_limit", "300s", Limits.from(1), "Smtp connection reuse time limit.")
            .notYet();
    public static final Parameter<Duration> SMTP_DATA_DONE_TIMEOUT = Parameter.time(
                    "smtp_data_done_timeout", "600s", Limits.from(1), "Smtp data done timeout.")
            .notYet();
    public static final Parameter<Duration> SMTP_DATA_INIT_TIMEOUT = Parameter.time(
                    "smtp_data_init_timeout", "120s", Limits.from(1), "Smtp data init timeout.")
            .notYet();
    public static final Parameter<Duration> SMTP_DATA_XFER_TIMEOUT = Parameter.time(
                    "smtp_data_xfer_timeout", "180s", Limits.from(1), "Smtp data xfer timeout.")
            .notYet();
    public static final Parameter<Boolean> SMTP_DEFER_IF_NO_MX_ADDRESS_FOUND = Parameter.bool(
                    "smtp_defer_if_no_mx_address_found", "no", "Smtp defer if no mx address found.")
            .notYet();
    public static final Parameter<String> SMTP_DELIVERY_STATUS_FILTER = Parameter.text(
                    "smtp_delivery_status_filter", "$default_delivery_status_filter", "Smtp delivery status filter.")
            .notYet();
    public static final Parameter<String> SMTP_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS = Parameter.text(
                    "smtp_discard_ehlo_keyword_address_maps", "", "Smtp discard ehlo keyword address maps.")
            .notYet();
    public static final Parameter<String> SMTP_DISCARD_EHLO_KEYWORDS = Parameter.text(
                    "smtp_discard_ehlo_keywords", "", "Smtp discard ehlo keywords.")
            .notYet();
    public static final Parameter<String> SMTP_DNS_REPLY_FILTER = Parameter.text(
                    "smtp_dns_reply_filter", "", "Smtp dns reply filter.")
            .notYet();
    public static final Parameter<String> SMTP_DNS_RESOLVER_OPTIONS = Parameter.text(
                    "smtp_dns_resolver_options", "", "Smtp dns resolver options.")
            .notYet();
    public static final Parameter<String> SMTP_DNS_SUPPORT_LEVEL = Parameter.text(
                    "smtp_dns_support_level", "", "Smtp dns support level.")
            .notYet();
    public static final Parameter<String> SMTP_FALLBACK_RELAY = Parameter.text(
                    "smtp_fallback_relay", "$fallback_relay", "Smtp fallback relay.")
            .notYet();
    public static final Parameter<String> SMTP_GENERIC_MAPS =
            Parameter.text("smtp_generic_maps", "", "Smtp generic maps.").notYet();
    public static final Parameter<String> SMTP_HEADER_CHECKS =
            Parameter.text("smtp_header_checks", "", "Smtp header checks.").notYet();
    public static final Parameter<String> SMTP_HELO_NAME = Parameter.text(
                    "smtp_helo_name", "$myhostname", Limits.from(1), "Smtp helo name.")
            .notYet();
    public static final Parameter<Duration> SMTP_HELO_TIMEOUT = Parameter.time(
                    "smtp_helo_timeout", "300s", Limits.from(1), "Smtp helo timeout.")
            .notYet();
    public static final Parameter<String> SMTP_HOST_LOOKUP = Parameter.text(
                    "smtp_host_lookup", "dns", Limits.from(1), "Smtp host lookup.")
            .notYet();
    public static final Parameter<Integer> SMTP_LINE_LENGTH_LIMIT = Parameter.integer(
                    "smtp_line_length_limit", "998", Limits.NONE, "Smtp line length limit.")
            .notYet();
    public static final Parameter<Duration> SMTP_MAIL_TIMEOUT = Parameter.time(
                    "smtp_mail_timeout", "300s", Limits.from(1), "Smtp mail timeout.")
            .notYet();
    public static final Parameter<String> SMTP_MIME_HEADER_CHECKS = Parameter.text(
                    "smtp_mime_header_checks", "", "Smtp mime header checks.")
            .notYet();
    public static final Parameter<Integer> SMTP_MIN_DATA_RATE = Parameter.integer(
                    "smtp_min_data_rate", "500", Limits.from(1), "Smtp min data rate.")
            .notYet();
    public static final Parameter<Integer> SMTP_MX_ADDRESS_LIMIT = Parameter.integer(
                    "smtp_mx_address_limit", "5", Limits.NONE, "Smtp mx address limit.")
            .notYet();
    public static final Parameter<Integer> SMTP_MX_SESSION_LIMIT = Parameter.integer(
                    "smtp_mx_session_limit", "2", Limits.NONE, "Smtp mx session limit.")
            .notYet();
    public static final Parameter<String> SMTP_NESTED_HEADER_CHECKS = Parameter.text(
                    "smtp_nested_header_checks", "", "Smtp nested header checks.")
            .notYet();
    public static final Parameter<Boolean> SMTP_NEVER_SEND_EHLO = Parameter.bool(
                    "smtp_never_send_ehlo", "no", "Smtp never send ehlo.")
            .notYet();
    public static final Parameter<Boolean> SMTP_PER_REQUEST_DEADLINE = Parameter.bool(
                    "smtp_per_request_deadline",
                    "${smtp_per_record_deadline?{$smtp_per_record_deadline}:{no}}",
                    "Smtp per request deadline.")
            .notYet();
    public static final Parameter<Duration> SMTP_PIX_WORKAROUND_DELAY_TIME = Parameter.time(
                    "smtp_pix_workaround_delay_time", "10s", Limits.from(1), "Smtp pix workaround delay time.")
            .notYet();
    public static final Parameter<String> SMTP_PIX_WORKAROUND_MAPS = Parameter.text(
                    "smtp_pix_workaround_maps", "", "Smtp pix workaround maps.")
            .notYet();
    public static final Parameter<Duration> SMTP_PIX_WORKAROUND_THRESHOLD_TIME = Parameter.time(
                    "smtp_pix_workaround_threshold_time", "500s", Limits.NONE, "Smtp pix workaround threshold time.")
            .notYet();
    public static final Parameter<String> SMTP_PIX_WORKAROUNDS = Parameter.text(
                    "smtp_pix_workarounds", "disable_esmtp,delay_dotcrlf", "Smtp pix workarounds.")
            .notYet();
    public static final Parameter<Duration> SMTP_QUIT_TIMEOUT = Parameter.time(
                    "smtp_quit_timeout", "300s", Limits.from(1), "Smtp quit timeout.")
            .notYet();
    public static final Parameter<Boolean> SMTP_QUOTE_RFC821_ENVELOPE = Parameter.bool(
                    "smtp_quote_rfc821_envelope", "yes", "Smtp quote rfc821 envelope.")
            .notYet();
    public static final Parameter<Boolean> SMTP_RANDOMIZE_ADDRESSES = Parameter.bool(
                    "smtp_randomize_addresses", "yes", "Smtp randomize addresses.")
            .notYet();
    public static final Parameter<Duration> SMTP_RCPT_TIMEOUT = Parameter.time(
                    "smtp_rcpt_timeout", "300s", Limits.from(1), "Smtp rcpt timeout.")
            .notYet();
    public static final Parameter<String> SMTP_REPLY_FILTER =
            Parameter.text("smtp_reply_filter", "", "Smtp reply filter.").notYet();
    public static final Parameter<Duration> SMTP_RSET_TIMEOUT = Parameter.time(
                    "smtp_rset_timeout", "20s", Limits.from(1), "Smtp rset timeout.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SEND_XFORWARD_COMMAND = Parameter.bool(
                    "smtp_send_xforward_command", "no", "Smtp send xforward command.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SKIP_5XX_GREETING = Parameter.bool(
                    "smtp_skip_5xx_greeting", "yes", "Smtp skip 5xx greeting.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SKIP_QUIT_RESPONSE = Parameter.bool(
                    "smtp_skip_quit_response", "yes", "Smtp skip quit response.")
            .notYet();
    public static final Parameter<String> SMTP_TCP_PORT =
            Parameter.text("smtp_tcp_port", "smtp", "Smtp tcp port.").notYet();
    public static final Parameter<Duration> SMTP_XFORWARD_TIMEOUT = Parameter.time(
                    "smtp_xforward_timeout", "300s", Limits.from(1), "Smtp xforward timeout.")
            .notYet();

    private SmtpParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                SMTP_ADDRESS_PREFERENCE,
                SMTP_ADDRESS_VERIFY_TARGET,
                SMTP_ALWAYS_SEND_EHLO,
                SMTP_BALANCE_INET_PROTOCOLS,
                SMTP_BIND_ADDRESS,
                SMTP_BIND_ADDRESS6,
                SMTP_BIND_ADDRESS_ENFORCE,
                SMTP_BODY_CHECKS,
                SMTP_CNAME_OVERRIDES_SERVERNAME,
                SMTP_CONNECT_TIMEOUT,
                SMTP_CONNECTION_CACHE_DESTINATIONS,
                SMTP_CONNECTION_CACHE_ON_DEMAND,
                SMTP_CONNECTION_CACHE_TIME_LIMIT,
                SMTP_CONNECTION_REUSE_COUNT_LIMIT,
                SMTP_CONNECTION_REUSE_TIME_LIMIT,
                SMTP_DATA_DONE_TIMEOUT,
                SMTP_DATA_INIT_TIMEOUT,
                SMTP_DATA_XFER_TIMEOUT,
                SMTP_DEFER_IF_NO_MX_ADDRESS_FOUND,
                SMTP_DELIVERY_STATUS_FILTER,
                SMTP_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS,
                SMTP_DISCARD_EHLO_KEYWORDS,
                SMTP_DNS_REPLY_FILTER,
                SMTP_DNS_RESOLVER_OPTIONS,
                SMTP_DNS_SUPPORT_LEVEL,
                SMTP_FALLBACK_RELAY,
                SMTP_GENERIC_MAPS,
                SMTP_HEADER_CHECKS,
                SMTP_HELO_NAME,
                SMTP_HELO_TIMEOUT,
                SMTP_HOST_LOOKUP,
                SMTP_LINE_LENGTH_LIMIT,
                SMTP_MAIL_TIMEOUT,
                SMTP_MIME_HEADER_CHECKS,
                SMTP_MIN_DATA_RATE,
                SMTP_MX_ADDRESS_LIMIT,
                SMTP_MX_SESSION_LIMIT,
                SMTP_NESTED_HEADER_CHECKS,
                SMTP_NEVER_SEND_EHLO,
                SMTP_PER_REQUEST_DEADLINE,
                SMTP_PIX_WORKAROUND_DELAY_TIME,
                SMTP_PIX_WORKAROUND_MAPS,
                SMTP_PIX_WORKAROUND_THRESHOLD_TIME,
                SMTP_PIX_WORKAROUNDS,
                SMTP_QUIT_TIMEOUT,
                SMTP_QUOTE_RFC821_ENVELOPE,
                SMTP_RANDOMIZE_ADDRESSES,
                SMTP_RCPT_TIMEOUT,
                SMTP_REPLY_FILTER,
                SMTP_RSET_TIMEOUT,
                SMTP_SEND_XFORWARD_COMMAND,
                SMTP_SKIP_5XX_GREETING,
                SMTP_SKIP_QUIT_RESPONSE,
                SMTP_TCP_PORT,
                SMTP_XFORWARD_TIMEOUT);
    }
}
