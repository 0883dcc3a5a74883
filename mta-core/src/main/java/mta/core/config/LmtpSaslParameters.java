package mta.core.config;

import java.time.Duration;
import java.util.List;

/// Parameters of authentication in lmtp(8), twins of those of smtp(8); see [LmtpTwins].
public final class LmtpSaslParameters {

    public static final Parameter<String> LMTP_SASL_AUTH_CACHE_NAME =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_AUTH_CACHE_NAME);
    public static final Parameter<Duration> LMTP_SASL_AUTH_CACHE_TIME =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_AUTH_CACHE_TIME);
    public static final Parameter<Boolean> LMTP_SASL_AUTH_ENABLE =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_AUTH_ENABLE);
    public static final Parameter<Boolean> LMTP_SASL_AUTH_SOFT_BOUNCE =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_AUTH_SOFT_BOUNCE);
    public static final Parameter<String> LMTP_SASL_MECHANISM_FILTER =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_MECHANISM_FILTER);
    public static final Parameter<String> LMTP_SASL_PASSWORD_MAPS =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_PASSWORD_MAPS);
    public static final Parameter<String> LMTP_SASL_PASSWORD_RESULT_DELIMITER =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_PASSWORD_RESULT_DELIMITER);
    public static final Parameter<String> LMTP_SASL_PATH = LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_PATH);
    public static final Parameter<String> LMTP_SASL_SECURITY_OPTIONS =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_SECURITY_OPTIONS);
    public static final Parameter<String> LMTP_SASL_TLS_SECURITY_OPTIONS =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_TLS_SECURITY_OPTIONS);
    public static final Parameter<String> LMTP_SASL_TLS_VERIFIED_SECURITY_OPTIONS =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_TLS_VERIFIED_SECURITY_OPTIONS);
    public static final Parameter<String> LMTP_SASL_TYPE = LmtpTwins.of(SmtpSaslParameters.SMTP_SASL_TYPE);
    public static final Parameter<Boolean> LMTP_SEND_DUMMY_MAIL_AUTH =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SEND_DUMMY_MAIL_AUTH);
    public static final Parameter<Boolean> LMTP_SENDER_DEPENDENT_AUTHENTICATION =
            LmtpTwins.of(SmtpSaslParameters.SMTP_SENDER_DEPENDENT_AUTHENTICATION);

    private LmtpSaslParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                LMTP_SASL_AUTH_CACHE_NAME,
                LMTP_SASL_AUTH_CACHE_TIME,
                LMTP_SASL_AUTH_ENABLE,
                LMTP_SASL_AUTH_SOFT_BOUNCE,
                LMTP_SASL_MECHANISM_FILTER,
                LMTP_SASL_PASSWORD_MAPS,
                LMTP_SASL_PASSWORD_RESULT_DELIMITER,
                LMTP_SASL_PATH,
                LMTP_SASL_SECURITY_OPTIONS,
                LMTP_SASL_TLS_SECURITY_OPTIONS,
                LMTP_SASL_TLS_VERIFIED_SECURITY_OPTIONS,
                LMTP_SASL_TYPE,
                LMTP_SEND_DUMMY_MAIL_AUTH,
                LMTP_SENDER_DEPENDENT_AUTHENTICATION);
    }
}
