package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of authentication in smtp(8).
public final class SmtpSaslParameters {

    public static final Parameter<String> SMTP_SASL_AUTH_CACHE_NAME = Parameter.text(
                    "smtp_sasl_auth_cache_name", "", "Table of login names that SMTP servers recently refused.")
            .notYet();
    public static final Parameter<Duration> SMTP_SASL_AUTH_CACHE_TIME = Parameter.time(
                    "smtp_sasl_auth_cache_time",
                    "90d",
                    Limits.NONE,
                    "How long a refused login is remembered, in days by default.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SASL_AUTH_ENABLE = Parameter.bool(
                    "smtp_sasl_auth_enable", "no", "Whether the SMTP client logs in to servers.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTP_SASL_AUTH_SOFT_BOUNCE = Parameter.bool(
                    "smtp_sasl_auth_soft_bounce",
                    "yes",
                    "Whether a refused login makes mail wait instead of returning it.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_MECHANISM_FILTER = Parameter.text(
                    "smtp_sasl_mechanism_filter", "", "Mechanisms of SMTP servers that may be used; empty for all.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_PASSWORD_MAPS = Parameter.text(
                    "smtp_sasl_password_maps", "", "Tables of login name and password by server or sender.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_PASSWORD_RESULT_DELIMITER = Parameter.text(
                    "smtp_sasl_password_result_delimiter",
                    ":",
                    Limits.from(1),
                    "What separates login name and password in these tables.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_PATH = Parameter.text(
                    "smtp_sasl_path", "", "Information for the SASL plug-in of the SMTP client.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_SECURITY_OPTIONS = Parameter.text(
                    "smtp_sasl_security_options",
                    "noplaintext, noanonymous",
                    "Properties that mechanisms must have without TLS: noplaintext, noactive, nodictionary, noanonymous, mutual_auth.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_SASL_TLS_SECURITY_OPTIONS = Parameter.text(
                    "smtp_sasl_tls_security_options",
                    "$smtp_sasl_security_options",
                    "Properties that mechanisms must have over TLS.")
            .notYetAndProtects();
    public static final Parameter<String> SMTP_SASL_TLS_VERIFIED_SECURITY_OPTIONS = Parameter.text(
                    "smtp_sasl_tls_verified_security_options",
                    "$smtp_sasl_tls_security_options",
                    "Properties that mechanisms must have over TLS with a verified server.")
            .notYet();
    public static final Parameter<String> SMTP_SASL_TYPE = Parameter.text(
                    "smtp_sasl_type", "cyrus", Limits.from(1), "The SASL plug-in of the SMTP client.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SEND_DUMMY_MAIL_AUTH = Parameter.bool(
                    "smtp_send_dummy_mail_auth",
                    "no",
                    "Whether AUTH=<> is added to MAIL for servers that announce AUTH.")
            .notYet();
    public static final Parameter<Boolean> SMTP_SENDER_DEPENDENT_AUTHENTICATION = Parameter.bool(
                    "smtp_sender_dependent_authentication",
                    "no",
                    "Whether the login may depend on the sender; such connections are not reused.")
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
