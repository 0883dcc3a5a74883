package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of authentication in smtp(8).
public final class SmtpSaslParameters {

    public static final Parameter<String> SMTP_SASL_AUTH_CACHE_NAME = Parameter.text(
                    "smtp_sasl_auth_cache_name", "", "Smtp sasl auth cache name.")
            .notYet();
    public static final Parameter<Duration> SMTP_SASL_AUTH_CACHE_TIME = Parameter.time(
                    "smtp_sasl_auth_cache_time", "90d", Limits.NONE, "Smtp sasl auth cache time.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SASL_AUTH_ENABLE = Parameter.bool(
                    "smtp_sasl_auth_enable", "no", "Smtp sasl auth enable.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SASL_AUTH_SOFT_BOUNCE = Parameter.bool(
                    "smtp_sasl_auth_soft_bounce", "yes", "Smtp sasl auth soft bounce.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_MECHANISM_FILTER = Parameter.text(
                    "smtp_sasl_mechanism_filter", "", "Smtp sasl mechanism filter.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_PASSWORD_MAPS = Parameter.text(
                    "smtp_sasl_password_maps", "", "Smtp sasl password maps.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_PASSWORD_RESULT_DELIMITER = Parameter.text(
                    "smtp_sasl_password_result_delimiter", ":", Limits.from(1), "Smtp sasl password result delimiter.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_PATH =
            Parameter.text("smtp_sasl_path", "", "Smtp sasl path.").notYet();
    public static final Parameter<String> SMTP_SASL_SECURITY_OPTIONS = Parameter.text(
                    "smtp_sasl_security_options", "noplaintext, noanonymous", "Smtp sasl security options.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_TLS_SECURITY_OPTIONS = Parameter.text(
                    "smtp_sasl_tls_security_options", "$smtp_sasl_security_options", "Smtp sasl tls security options.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_TLS_VERIFIED_SECURITY_OPTIONS = Parameter.text(
                    "smtp_sasl_tls_verified_security_options",
                    "$smtp_sasl_tls_security_options",
                    "Smtp sasl tls verified security options.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_TYPE = Parameter.text(
                    "smtp_sasl_type", "cyrus", Limits.from(1), "Smtp sasl type.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SEND_DUMMY_MAIL_AUTH = Parameter.bool(
                    "smtp_send_dummy_mail_auth", "no", "Smtp send dummy mail auth.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SENDER_DEPENDENT_AUTHENTICATION = Parameter.bool(
                    "smtp_sender_dependent_authentication", "no", "Smtp sender dependent authentication.")
            .notYet();

    private SmtpSaslParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                SMTP_SASL_AUTH_CACHE_NAME,
                SMTP_SASL_AUTH_CACHE_TIME,
                SMTP_SASL_AUTH_ENABLE,
                SMTP_SASL_AUTH_SOFT_BOUNCE,
                SMTP_SASL_MECHANISM_FILTER,
                SMTP_SASL_PASSWORD_MAPS,
                SMTP_SASL_PASSWORD_RESULT_DELIMITER,
                SMTP_SASL_PATH,
                SMTP_SASL_SECURITY_OPTIONS,
                SMTP_SASL_TLS_SECURITY_OPTIONS,
                SMTP_SASL_TLS_VERIFIED_SECURITY_OPTIONS,
                SMTP_SASL_TYPE,
                SMTP_SEND_DUMMY_MAIL_AUTH,
                SMTP_SENDER_DEPENDENT_AUTHENTICATION);
    }
}
