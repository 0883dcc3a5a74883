package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of smtp(8).
public final class SmtpParameters {

    public static final Parameter<String> SMTP_ADDRESS_PREFERENCE = Parameter.text(
                    "smtp_address_preference",
                    "any",
                    Limits.from(1),
                    "Whether IPv4 or IPv6 addresses of equal mail hosts are tried first, or any order.")
            .oneOf("bad %s value: %s", "any", "ipv4", "ipv6");
    public static final Parameter<String> SMTP_ADDRESS_VERIFY_TARGET = Parameter.text(
                    "smtp_address_verify_target",
                    "rcpt",
                    Limits.from(1),
                    "The SMTP command whose reply decides an address verification: rcpt or data.")
            .oneOf("bad protocol stage: \"%s = %s\"", "rcpt", "data");
    public static final Parameter<Boolean> SMTP_ALWAYS_SEND_EHLO = Parameter.bool(
                    "smtp_always_send_ehlo", "yes", "Whether EHLO is sent even to servers that do not say ESMTP.")
            .notYet();
    public static final Parameter<Boolean> SMTP_BALANCE_INET_PROTOCOLS = Parameter.bool(
            "smtp_balance_inet_protocols",
            "yes",
            "Whether both protocols get a fair share of the addresses that are tried.");
    public static final Parameter<String> SMTP_BIND_ADDRESS =
            Parameter.text("smtp_bind_address", "", "IPv4 address that connections are made from.");
    public static final Parameter<String> SMTP_BIND_ADDRESS6 =
            Parameter.text("smtp_bind_address6", "", "IPv6 address that connections are made from.");
    public static final Parameter<Boolean> SMTP_BIND_ADDRESS_ENFORCE = Parameter.bool(
                    "smtp_bind_address_enforce", "no", "Whether mail waits when that address cannot be used.")
            .notYet();
    public static final Parameter<String> SMTP_BODY_CHECKS = Parameter.text(
                    "smtp_body_checks", "", "Tables of patterns that body lines are looked up in during SMTP delivery.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTP_CNAME_OVERRIDES_SERVERNAME = Parameter.bool(
                    "smtp_cname_overrides_servername",
                    "no",
                    "Whether an alias in the DNS replaces the server's name for policies and certificates.")
            .notYet();
    public static final Parameter<Duration> SMTP_CONNECT_TIMEOUT = Parameter.time(
            "smtp_connect_timeout",
            "30s",
            Limits.NONE,
            "How long connecting over SMTP may take, in seconds by default; 0 for the system's limit.");
    public static final Parameter<String> SMTP_CONNECTION_CACHE_DESTINATIONS = Parameter.text(
            "smtp_connection_cache_destinations", "", "Destinations whose SMTP connections are always kept for reuse.");
    public static final Parameter<Boolean> SMTP_CONNECTION_CACHE_ON_DEMAND = Parameter.bool(
            "smtp_connection_cache_on_demand",
            "yes",
            "Whether SMTP connections are kept for reuse while much mail waits for a destination.");
    public static final Parameter<Duration> SMTP_CONNECTION_CACHE_TIME_LIMIT = Parameter.time(
            "smtp_connection_cache_time_limit",
            "2s",
            Limits.from(1),
            "How long an unused SMTP connection is kept, in seconds by default.");
    public static final Parameter<Integer> SMTP_CONNECTION_REUSE_COUNT_LIMIT = Parameter.integer(
            "smtp_connection_reuse_count_limit",
            "0",
            Limits.NONE,
            "How many messages one SMTP connection carries; 0 for no limit.");
    public static final Parameter<Duration> SMTP_CONNECTION_REUSE_TIME_LIMIT = Parameter.time(
            "smtp_connection_reuse_time_limit",
            "300s",
            Limits.from(1),
            "How long one SMTP connection is reused, in seconds by default.");
    public static final Parameter<Duration> SMTP_DATA_DONE_TIMEOUT = Parameter.time(
            "smtp_data_done_timeout",
            "600s",
            Limits.from(1),
            "How long to wait for the SMTP reply to the end of a message, in seconds by default.");
    public static final Parameter<Duration> SMTP_DATA_INIT_TIMEOUT = Parameter.time(
            "smtp_data_init_timeout",
            "120s",
            Limits.from(1),
            "How long to wait for the SMTP reply to DATA, in seconds by default.");
    public static final Parameter<Duration> SMTP_DATA_XFER_TIMEOUT = Parameter.time(
            "smtp_data_xfer_timeout",
            "180s",
            Limits.from(1),
            "How long sending a piece of a message over SMTP may take, in seconds by default.");
    public static final Parameter<Boolean> SMTP_DEFER_IF_NO_MX_ADDRESS_FOUND = Parameter.bool(
                    "smtp_defer_if_no_mx_address_found", "no", "Whether mail waits when no mail host has an address.")
            .notYet();
    public static final Parameter<String> SMTP_DELIVERY_STATUS_FILTER = Parameter.text(
            "smtp_delivery_status_filter",
            "$default_delivery_status_filter",
            "Table that changes status code and text of SMTP deliveries.");
    public static final Parameter<String> SMTP_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS = Parameter.text(
                    "smtp_discard_ehlo_keyword_address_maps",
                    "",
                    "Tables of EHLO keywords to overlook, by server address.")
            .notYet();
    public static final Parameter<String> SMTP_DISCARD_EHLO_KEYWORDS =
            Parameter.text("smtp_discard_ehlo_keywords", "", "EHLO keywords to overlook in what servers announce.");
    public static final Parameter<String> SMTP_DNS_REPLY_FILTER = Parameter.text(
                    "smtp_dns_reply_filter",
                    "",
                    "Table that changes or drops DNS answers before the SMTP client uses them.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_DNS_RESOLVER_OPTIONS = Parameter.text(
                    "smtp_dns_resolver_options", "", "Resolver options: res_defnames, res_dnsrch.")
            .notYet();
    public static final Parameter<String> SMTP_DNS_SUPPORT_LEVEL = Parameter.text(
                    "smtp_dns_support_level", "", "Whether the SMTP client uses the DNS: disabled, enabled, dnssec.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_FALLBACK_RELAY = Parameter.text(
            "smtp_fallback_relay",
            "$fallback_relay",
            "Hosts that the SMTP client hands mail to when the destination cannot be reached.");
    public static final Parameter<String> SMTP_GENERIC_MAPS = Parameter.text(
                    "smtp_generic_maps",
                    "",
                    "Tables that replace local addresses by internet addresses in mail that leaves over SMTP.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_HEADER_CHECKS = Parameter.text(
                    "smtp_header_checks",
                    "",
                    "Tables of patterns that message headers are looked up in during SMTP delivery.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_HELO_NAME =
            Parameter.text("smtp_helo_name", "$myhostname", Limits.from(1), "The name that is sent with HELO or EHLO.");
    public static final Parameter<Duration> SMTP_HELO_TIMEOUT = Parameter.time(
            "smtp_helo_timeout",
            "300s",
            Limits.from(1),
            "How long to wait for the reply to HELO or EHLO, and for the greeting, in seconds by default.");
    public static final Parameter<String> SMTP_HOST_LOOKUP = Parameter.text(
            "smtp_host_lookup", "dns", Limits.from(1), "How the SMTP client finds addresses of hosts: dns, native.");
    public static final Parameter<Integer> SMTP_LINE_LENGTH_LIMIT = Parameter.integer(
            "smtp_line_length_limit",
            "998",
            Limits.NONE,
            "How many bytes a line may have in SMTP; longer ones are broken; 0 for no limit.");
    public static final Parameter<Duration> SMTP_MAIL_TIMEOUT = Parameter.time(
            "smtp_mail_timeout",
            "300s",
            Limits.from(1),
            "How long to wait for the SMTP reply to MAIL, in seconds by default.");
    public static final Parameter<String> SMTP_MIME_HEADER_CHECKS = Parameter.text(
                    "smtp_mime_header_checks",
                    "",
                    "Tables of patterns that MIME headers are looked up in during SMTP delivery.")
            .notYetAndProtects();
    public static final Parameter<Integer> SMTP_MIN_DATA_RATE = Parameter.integer(
                    "smtp_min_data_rate",
                    "500",
                    Limits.from(1),
                    "Bytes per second below which a time limit for a whole SMTP request runs out.")
            .notYet();
    public static final Parameter<Integer> SMTP_MX_ADDRESS_LIMIT = Parameter.integer(
            "smtp_mx_address_limit",
            "5",
            Limits.NONE,
            "How many addresses of mail hosts the SMTP client tries; 0 for no limit.");
    public static final Parameter<Integer> SMTP_MX_SESSION_LIMIT = Parameter.integer(
            "smtp_mx_session_limit",
            "2",
            Limits.NONE,
            "How many SMTP sessions are tried for one delivery; 0 for no limit.");
    public static final Parameter<String> SMTP_NESTED_HEADER_CHECKS = Parameter.text(
                    "smtp_nested_header_checks",
                    "",
                    "Tables of patterns that headers of attached messages are looked up in during SMTP delivery.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTP_NEVER_SEND_EHLO = Parameter.bool(
                    "smtp_never_send_ehlo", "no", "Whether EHLO is never sent.")
            .notYet();
    public static final Parameter<Boolean> SMTP_PER_REQUEST_DEADLINE = Parameter.bool(
                    "smtp_per_request_deadline",
                    "${smtp_per_record_deadline?{$smtp_per_record_deadline}:{no}}",
                    "Whether SMTP time limits count for a whole request instead of each read or write.")
            .notYet();
    public static final Parameter<Duration> SMTP_PIX_WORKAROUND_DELAY_TIME = Parameter.time(
                    "smtp_pix_workaround_delay_time",
                    "10s",
                    Limits.from(1),
                    "How long the PIX firewall workaround pauses before the final dot, in seconds by default.")
            .notYet();
    public static final Parameter<String> SMTP_PIX_WORKAROUND_MAPS = Parameter.text(
                    "smtp_pix_workaround_maps", "", "Tables of PIX firewall workarounds, by server address.")
            .notYet();
    public static final Parameter<Duration> SMTP_PIX_WORKAROUND_THRESHOLD_TIME = Parameter.time(
                    "smtp_pix_workaround_threshold_time",
                    "500s",
                    Limits.NONE,
                    "How long a message must have been queued for the PIX delay, in seconds by default.")
            .notYet();
    public static final Parameter<String> SMTP_PIX_WORKAROUNDS = Parameter.text(
                    "smtp_pix_workarounds",
                    "disable_esmtp,delay_dotcrlf",
                    "Workarounds for PIX firewalls in the SMTP client.")
            .notYet();
    public static final Parameter<Duration> SMTP_QUIT_TIMEOUT = Parameter.time(
                    "smtp_quit_timeout",
                    "300s",
                    Limits.from(1),
                    "How long to wait for the SMTP reply to QUIT, in seconds by default.")
            .notYet();
    public static final Parameter<Boolean> SMTP_QUOTE_RFC821_ENVELOPE = Parameter.bool(
                    "smtp_quote_rfc821_envelope",
                    "yes",
                    "Whether addresses in SMTP commands are quoted as the standard asks.")
            .notYet();
    public static final Parameter<Boolean> SMTP_RANDOMIZE_ADDRESSES = Parameter.bool(
                    "smtp_randomize_addresses",
                    "yes",
                    "Whether SMTP servers of equal preference are tried in random order.")
            .notYet();
    public static final Parameter<Duration> SMTP_RCPT_TIMEOUT = Parameter.time(
            "smtp_rcpt_timeout",
            "300s",
            Limits.from(1),
            "How long to wait for the SMTP reply to RCPT, in seconds by default.");
    public static final Parameter<String> SMTP_REPLY_FILTER = Parameter.text(
            "smtp_reply_filter", "", "Table that changes server replies before the SMTP client handles them.");
    public static final Parameter<Duration> SMTP_RSET_TIMEOUT = Parameter.time(
            "smtp_rset_timeout",
            "20s",
            Limits.from(1),
            "How long to wait for the SMTP reply to RSET, in seconds by default.");
    public static final Parameter<Boolean> SMTP_SEND_XFORWARD_COMMAND = Parameter.bool(
                    "smtp_send_xforward_command",
                    "no",
                    "Whether the SMTP client passes on who sent the mail to servers that announce XFORWARD.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SKIP_5XX_GREETING = Parameter.bool(
            "smtp_skip_5xx_greeting",
            "yes",
            "Whether SMTP servers that greet with a 5xx reply are left for the next one, instead of returning the mail.");
    public static final Parameter<Boolean> SMTP_SKIP_QUIT_RESPONSE = Parameter.bool(
                    "smtp_skip_quit_response",
                    "yes",
                    "Whether the SMTP client closes without waiting for the reply to QUIT.")
            .notYet();
    public static final Parameter<String> SMTP_TCP_PORT =
            Parameter.text("smtp_tcp_port", "smtp", "The port that SMTP connects to, unless the next hop names one.");
    public static final Parameter<Duration> SMTP_XFORWARD_TIMEOUT = Parameter.time(
                    "smtp_xforward_timeout",
                    "300s",
                    Limits.from(1),
                    "How long to wait for the SMTP reply to XFORWARD, in seconds by default.")
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
