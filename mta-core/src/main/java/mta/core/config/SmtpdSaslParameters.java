package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of authentication in smtpd(8).
public final class SmtpdSaslParameters {

    public static final Parameter<Boolean> SMTPD_SASL_AUTH_ENABLE = Parameter.bool(
                    "smtpd_sasl_auth_enable", "no", "Whether clients may log in.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SMTPD_SASL_AUTHENTICATED_HEADER = Parameter.bool(
                    "smtpd_sasl_authenticated_header", "no", "Whether the login name is shown in the Received header.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_EXCEPTIONS_NETWORKS = Parameter.text(
                    "smtpd_sasl_exceptions_networks", "", "Clients to which AUTH is not announced.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_LOCAL_DOMAIN = Parameter.text(
                    "smtpd_sasl_local_domain", "", "Realm of login names without domain.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_MECHANISM_FILTER = Parameter.text(
                    "smtpd_sasl_mechanism_filter",
                    "!external, static:rest",
                    "Mechanisms that are offered, as patterns.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_PATH = Parameter.text(
                    "smtpd_sasl_path",
                    "smtpd",
                    Limits.from(1),
                    "Where the SASL back end is found: a socket for dovecot, a file name for cyrus.")
            .notYet();
    public static final Parameter<Integer> SMTPD_SASL_RESPONSE_LIMIT = Parameter.integer(
                    "smtpd_sasl_response_limit",
                    "12288",
                    Limits.from(12288),
                    "How many bytes a client's SASL response may have.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_SECURITY_OPTIONS = Parameter.text(
                    "smtpd_sasl_security_options",
                    "noanonymous",
                    "Properties that mechanisms must have without TLS: noplaintext, noactive, nodictionary, noanonymous, mutual_auth.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_SASL_SERVICE = Parameter.text(
                    "smtpd_sasl_service", "smtp", Limits.from(1), "The service name given to the SASL back end.")
            .notYet();
    public static final Parameter<String> SMTPD_SASL_TLS_SECURITY_OPTIONS = Parameter.text(
                    "smtpd_sasl_tls_security_options",
                    "$smtpd_sasl_security_options",
                    "Properties that mechanisms must have over TLS.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_SASL_TYPE = Parameter.text(
                    "smtpd_sasl_type", "cyrus", Limits.from(1), "The SASL back end: dovecot or cyrus.")
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
