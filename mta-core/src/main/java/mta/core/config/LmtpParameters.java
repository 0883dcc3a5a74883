package mta.core.config;

import java.time.Duration;
import java.util.List;

/// Parameters of lmtp(8). Most are twins of those of smtp(8); see [LmtpTwins].
public final class LmtpParameters {

    public static final Parameter<String> LMTP_ADDRESS_PREFERENCE =
            LmtpTwins.of(SmtpParameters.SMTP_ADDRESS_PREFERENCE);
    public static final Parameter<String> LMTP_ADDRESS_VERIFY_TARGET =
            LmtpTwins.of(SmtpParameters.SMTP_ADDRESS_VERIFY_TARGET);
    public static final Parameter<Boolean> LMTP_ASSUME_FINAL = Parameter.bool(
                    "lmtp_assume_final",
                    "no",
                    "Whether success over LMTP counts as final delivery when the server announces no DSN support.")
            .notYet();
    public static final Parameter<Boolean> LMTP_BALANCE_INET_PROTOCOLS =
            LmtpTwins.of(SmtpParameters.SMTP_BALANCE_INET_PROTOCOLS);
    public static final Parameter<String> LMTP_BIND_ADDRESS = LmtpTwins.of(SmtpParameters.SMTP_BIND_ADDRESS);
    public static final Parameter<String> LMTP_BIND_ADDRESS6 = LmtpTwins.of(SmtpParameters.SMTP_BIND_ADDRESS6);
    public static final Parameter<Boolean> LMTP_BIND_ADDRESS_ENFORCE =
            LmtpTwins.of(SmtpParameters.SMTP_BIND_ADDRESS_ENFORCE);
    public static final Parameter<String> LMTP_BODY_CHECKS = LmtpTwins.of(SmtpParameters.SMTP_BODY_CHECKS);
    public static final Parameter<Boolean> LMTP_CNAME_OVERRIDES_SERVERNAME =
            LmtpTwins.of(SmtpParameters.SMTP_CNAME_OVERRIDES_SERVERNAME);
    public static final Parameter<Duration> LMTP_CONNECT_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_CONNECT_TIMEOUT);
    public static final Parameter<String> LMTP_CONNECTION_CACHE_DESTINATIONS =
            LmtpTwins.of(SmtpParameters.SMTP_CONNECTION_CACHE_DESTINATIONS);
    public static final Parameter<Boolean> LMTP_CONNECTION_CACHE_ON_DEMAND =
            LmtpTwins.of(SmtpParameters.SMTP_CONNECTION_CACHE_ON_DEMAND);
    public static final Parameter<Duration> LMTP_CONNECTION_CACHE_TIME_LIMIT =
            LmtpTwins.of(SmtpParameters.SMTP_CONNECTION_CACHE_TIME_LIMIT);
    public static final Parameter<Integer> LMTP_CONNECTION_REUSE_COUNT_LIMIT =
            LmtpTwins.of(SmtpParameters.SMTP_CONNECTION_REUSE_COUNT_LIMIT);
    public static final Parameter<Duration> LMTP_CONNECTION_REUSE_TIME_LIMIT =
            LmtpTwins.of(SmtpParameters.SMTP_CONNECTION_REUSE_TIME_LIMIT);
    public static final Parameter<Duration> LMTP_DATA_DONE_TIMEOUT =
            LmtpTwins.of(SmtpParameters.SMTP_DATA_DONE_TIMEOUT);
    public static final Parameter<Duration> LMTP_DATA_INIT_TIMEOUT =
            LmtpTwins.of(SmtpParameters.SMTP_DATA_INIT_TIMEOUT);
    public static final Parameter<Duration> LMTP_DATA_XFER_TIMEOUT =
            LmtpTwins.of(SmtpParameters.SMTP_DATA_XFER_TIMEOUT);
    public static final Parameter<Boolean> LMTP_DEFER_IF_NO_MX_ADDRESS_FOUND =
            LmtpTwins.of(SmtpParameters.SMTP_DEFER_IF_NO_MX_ADDRESS_FOUND);
    public static final Parameter<String> LMTP_DELIVERY_STATUS_FILTER =
            LmtpTwins.of(SmtpParameters.SMTP_DELIVERY_STATUS_FILTER);
    public static final Parameter<String> LMTP_DISCARD_LHLO_KEYWORD_ADDRESS_MAPS =
            LmtpTwins.of(SmtpParameters.SMTP_DISCARD_EHLO_KEYWORD_ADDRESS_MAPS);
    public static final Parameter<String> LMTP_DISCARD_LHLO_KEYWORDS =
            LmtpTwins.of(SmtpParameters.SMTP_DISCARD_EHLO_KEYWORDS);
    public static final Parameter<String> LMTP_DNS_REPLY_FILTER = LmtpTwins.of(SmtpParameters.SMTP_DNS_REPLY_FILTER);
    public static final Parameter<String> LMTP_DNS_RESOLVER_OPTIONS =
            LmtpTwins.of(SmtpParameters.SMTP_DNS_RESOLVER_OPTIONS);
    public static final Parameter<String> LMTP_DNS_SUPPORT_LEVEL = LmtpTwins.of(SmtpParameters.SMTP_DNS_SUPPORT_LEVEL);
    public static final Parameter<String> LMTP_FALLBACK_RELAY = LmtpTwins.of(SmtpParameters.SMTP_FALLBACK_RELAY);
    public static final Parameter<String> LMTP_GENERIC_MAPS = LmtpTwins.of(SmtpParameters.SMTP_GENERIC_MAPS);
    public static final Parameter<String> LMTP_HEADER_CHECKS = LmtpTwins.of(SmtpParameters.SMTP_HEADER_CHECKS);
    public static final Parameter<String> LMTP_HOST_LOOKUP = LmtpTwins.of(SmtpParameters.SMTP_HOST_LOOKUP);
    public static final Parameter<String> LMTP_LHLO_NAME = LmtpTwins.of(SmtpParameters.SMTP_HELO_NAME);
    public static final Parameter<Duration> LMTP_LHLO_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_HELO_TIMEOUT);
    public static final Parameter<Integer> LMTP_LINE_LENGTH_LIMIT = LmtpTwins.of(SmtpParameters.SMTP_LINE_LENGTH_LIMIT);
    public static final Parameter<Duration> LMTP_MAIL_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_MAIL_TIMEOUT);
    public static final Parameter<String> LMTP_MIME_HEADER_CHECKS =
            LmtpTwins.of(SmtpParameters.SMTP_MIME_HEADER_CHECKS);
    public static final Parameter<Integer> LMTP_MIN_DATA_RATE = LmtpTwins.of(SmtpParameters.SMTP_MIN_DATA_RATE);
    public static final Parameter<Integer> LMTP_MX_ADDRESS_LIMIT = LmtpTwins.of(SmtpParameters.SMTP_MX_ADDRESS_LIMIT);
    public static final Parameter<Integer> LMTP_MX_SESSION_LIMIT = LmtpTwins.of(SmtpParameters.SMTP_MX_SESSION_LIMIT);
    public static final Parameter<String> LMTP_NESTED_HEADER_CHECKS =
            LmtpTwins.of(SmtpParameters.SMTP_NESTED_HEADER_CHECKS);
    public static final Parameter<Boolean> LMTP_PER_REQUEST_DEADLINE =
            LmtpTwins.of(SmtpParameters.SMTP_PER_REQUEST_DEADLINE);
    public static final Parameter<Duration> LMTP_PIX_WORKAROUND_DELAY_TIME =
            LmtpTwins.of(SmtpParameters.SMTP_PIX_WORKAROUND_DELAY_TIME);
    public static final Parameter<String> LMTP_PIX_WORKAROUND_MAPS =
            LmtpTwins.of(SmtpParameters.SMTP_PIX_WORKAROUND_MAPS);
    public static final Parameter<Duration> LMTP_PIX_WORKAROUND_THRESHOLD_TIME =
            LmtpTwins.of(SmtpParameters.SMTP_PIX_WORKAROUND_THRESHOLD_TIME);
    public static final Parameter<String> LMTP_PIX_WORKAROUNDS = LmtpTwins.of(SmtpParameters.SMTP_PIX_WORKAROUNDS);
    public static final Parameter<Duration> LMTP_QUIT_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_QUIT_TIMEOUT);
    public static final Parameter<Boolean> LMTP_QUOTE_RFC821_ENVELOPE =
            LmtpTwins.of(SmtpParameters.SMTP_QUOTE_RFC821_ENVELOPE);
    public static final Parameter<Boolean> LMTP_RANDOMIZE_ADDRESSES =
            LmtpTwins.of(SmtpParameters.SMTP_RANDOMIZE_ADDRESSES);
    public static final Parameter<Duration> LMTP_RCPT_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_RCPT_TIMEOUT);
    public static final Parameter<String> LMTP_REPLY_FILTER = LmtpTwins.of(SmtpParameters.SMTP_REPLY_FILTER);
    public static final Parameter<Duration> LMTP_RSET_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_RSET_TIMEOUT);
    public static final Parameter<Boolean> LMTP_SEND_XFORWARD_COMMAND =
            LmtpTwins.of(SmtpParameters.SMTP_SEND_XFORWARD_COMMAND);
    public static final Parameter<Boolean> LMTP_SKIP_5XX_GREETING = LmtpTwins.of(SmtpParameters.SMTP_SKIP_5XX_GREETING);
    public static final Parameter<Boolean> LMTP_SKIP_QUIT_RESPONSE =
            LmtpTwins.of(SmtpParameters.SMTP_SKIP_QUIT_RESPONSE);
    public static final Parameter<String> LMTP_TCP_PORT = LmtpTwins.of(SmtpParameters.SMTP_TCP_PORT);
    public static final Parameter<Duration> LMTP_XFORWARD_TIMEOUT = LmtpTwins.of(SmtpParameters.SMTP_XFORWARD_TIMEOUT);

    private LmtpParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                LMTP_ADDRESS_PREFERENCE,
                LMTP_ADDRESS_VERIFY_TARGET,
                LMTP_ASSUME_FINAL,
                LMTP_BALANCE_INET_PROTOCOLS,
                LMTP_BIND_ADDRESS,
                LMTP_BIND_ADDRESS6,
                LMTP_BIND_ADDRESS_ENFORCE,
                LMTP_BODY_CHECKS,
                LMTP_CNAME_OVERRIDES_SERVERNAME,
                LMTP_CONNECT_TIMEOUT,
                LMTP_CONNECTION_CACHE_DESTINATIONS,
                LMTP_CONNECTION_CACHE_ON_DEMAND,
                LMTP_CONNECTION_CACHE_TIME_LIMIT,
                LMTP_CONNECTION_REUSE_COUNT_LIMIT,
                LMTP_CONNECTION_REUSE_TIME_LIMIT,
                LMTP_DATA_DONE_TIMEOUT,
                LMTP_DATA_INIT_TIMEOUT,
                LMTP_DATA_XFER_TIMEOUT,
                LMTP_DEFER_IF_NO_MX_ADDRESS_FOUND,
                LMTP_DELIVERY_STATUS_FILTER,
                LMTP_DISCARD_LHLO_KEYWORD_ADDRESS_MAPS,
                LMTP_DISCARD_LHLO_KEYWORDS,
                LMTP_DNS_REPLY_FILTER,
                LMTP_DNS_RESOLVER_OPTIONS,
                LMTP_DNS_SUPPORT_LEVEL,
                LMTP_FALLBACK_RELAY,
                LMTP_GENERIC_MAPS,
                LMTP_HEADER_CHECKS,
                LMTP_HOST_LOOKUP,
                LMTP_LHLO_NAME,
                LMTP_LHLO_TIMEOUT,
                LMTP_LINE_LENGTH_LIMIT,
                LMTP_MAIL_TIMEOUT,
                LMTP_MIME_HEADER_CHECKS,
                LMTP_MIN_DATA_RATE,
                LMTP_MX_ADDRESS_LIMIT,
                LMTP_MX_SESSION_LIMIT,
                LMTP_NESTED_HEADER_CHECKS,
                LMTP_PER_REQUEST_DEADLINE,
                LMTP_PIX_WORKAROUND_DELAY_TIME,
                LMTP_PIX_WORKAROUND_MAPS,
                LMTP_PIX_WORKAROUND_THRESHOLD_TIME,
                LMTP_PIX_WORKAROUNDS,
                LMTP_QUIT_TIMEOUT,
                LMTP_QUOTE_RFC821_ENVELOPE,
                LMTP_RANDOMIZE_ADDRESSES,
                LMTP_RCPT_TIMEOUT,
                LMTP_REPLY_FILTER,
                LMTP_RSET_TIMEOUT,
                LMTP_SEND_XFORWARD_COMMAND,
                LMTP_SKIP_5XX_GREETING,
                LMTP_SKIP_QUIT_RESPONSE,
                LMTP_TCP_PORT,
                LMTP_XFORWARD_TIMEOUT);
    }
}
