package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of authentication in smtpd(8).
public final class SmtpdSaslParameters {

    public static final Parameter<Boolean> SMTPD_SASL_AUTH_ENABLE = Parameter.bool(
                    "smtpd_sasl_auth_enable", "no", "Smtpd sasl auth enable.")
            .notYet();
    public static final Parameter<Boolean> SMTPD_SASL_AUTHENTICATED_HEADER = Parameter.bool(
                    "smtpd_sasl_authenticated_header", "no", "Smtpd sasl authenticated header.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_EXCEPTIONS_NETWORKS = Parameter.text(
                    "smtpd_sasl_exceptions_networks", "", "Smtpd sasl exceptions networks.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_LOCAL_DOMAIN = Parameter.text(
                    "smtpd_sasl_local_domain", "", "Smtpd sasl local domain.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_MECHANISM_FILTER = Parameter.text(
                    "smtpd_sasl_mechanism_filter", "!external, static:rest", "Smtpd sasl mechanism filter.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_PATH = Parameter.text(
                    "smtpd_sasl_path", "smtpd", Limits.from(1), "Smtpd sasl path.")
            .notYet();
    public static final Parameter<Integer> SMTPD_SASL_RESPONSE_LIMIT = Parameter.integer(
                    "smtpd_sasl_response_limit", "12288", Limits.from(12288), "Smtpd sasl response limit.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_SECURITY_OPTIONS = Parameter.text(
                    "smtpd_sasl_security_options", "noanonymous", "Smtpd sasl security options.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_SERVICE = Parameter.text(
                    "smtpd_sasl_service", "smtp", Limits.from(1), "Smtpd sasl service.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_TLS_SECURITY_OPTIONS = Parameter.text(
                    "smtpd_sasl_tls_security_options",
                    "$smtpd_sasl_security_options",
                    "Smtpd sasl tls security options.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_TYPE = Parameter.text(
                    "smtpd_sasl_type", "cyrus", Limits.from(1), "Smtpd sasl type.")
            .notYet();

    private SmtpdSaslParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                SMTPD_SASL_AUTH_ENABLE,
                SMTPD_SASL_AUTHENTICATED_HEADER,
                SMTPD_SASL_EXCEPTIONS_NETWORKS,
                SMTPD_SASL_LOCAL_DOMAIN,
                SMTPD_SASL_MECHANISM_FILTER,
                SMTPD_SASL_PATH,
                SMTPD_SASL_RESPONSE_LIMIT,
                SMTPD_SASL_SECURITY_OPTIONS,
                SMTPD_SASL_SERVICE,
                SMTPD_SASL_TLS_SECURITY_OPTIONS,
                SMTPD_SASL_TYPE);
    }
}
