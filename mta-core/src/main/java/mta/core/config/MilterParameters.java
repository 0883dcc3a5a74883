package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of Milters, for smtpd(8) and cleanup(8).
public final class MilterParameters {

    public static final Parameter<Duration> MILTER_COMMAND_TIMEOUT = Parameter.time(
                    "milter_command_timeout", "30s", Limits.from(1), "Milter command timeout.")
            .notYet();
    public static final Parameter<String> MILTER_CONNECT_MACROS = Parameter.text(
                    "milter_connect_macros", "j {daemon_name} {daemon_addr} v _", "Milter connect macros.")
            .notYet();
    public static final Parameter<Duration> MILTER_CONNECT_TIMEOUT = Parameter.time(
                    "milter_connect_timeout", "30s", Limits.from(1), "Milter connect timeout.")
            .notYet();
    public static final Parameter<Duration> MILTER_CONTENT_TIMEOUT = Parameter.time(
                    "milter_content_timeout", "300s", Limits.from(1), "Milter content timeout.")
            .notYet();
    public static final Parameter<String> MILTER_DATA_MACROS =
            Parameter.text("milter_data_macros", "i", "Milter data macros.").notYet();
    public static final Parameter<String> MILTER_DEFAULT_ACTION = Parameter.text(
                    "milter_default_action", "shutdown", Limits.from(1), "Milter default action.")
            .notYet();
    public static final Parameter<String> MILTER_END_OF_DATA_MACROS = Parameter.text(
                    "milter_end_of_data_macros", "i", "Milter end of data macros.")
            .notYet();
    public static final Parameter<String> MILTER_END_OF_HEADER_MACROS = Parameter.text(
                    "milter_end_of_header_macros", "i", "Milter end of header macros.")
            .notYet();
    public static final Parameter<String> MILTER_HELO_MACROS = Parameter.text(
                    "milter_helo_macros",
                    "{tls_version} {cipher} {cipher_bits} {cert_subject} {cert_issuer}",
                    "Milter helo macros.")
            .notYet();
    public static final Parameter<String> MILTER_MACRO_DAEMON_NAME = Parameter.text(
                    "milter_macro_daemon_name", "$myhostname", Limits.from(1), "Milter macro daemon name.")
            .notYet();
    public static final Parameter<String> MILTER_MACRO_DEFAULTS = Parameter.text(
                    "milter_macro_defaults", "", "Milter macro defaults.")
            .notYet();
    public static final Parameter<String> MILTER_MACRO_V = Parameter.text(
                    "milter_macro_v", "$mail_name $mail_version", Limits.from(1), "Milter macro v.")
            .notYet();
    public static final Parameter<String> MILTER_MAIL_MACROS = Parameter.text(
                    "milter_mail_macros",
                    "i {auth_type} {auth_authen} {auth_author} {mail_addr} {mail_host} {mail_mailer}",
                    "Milter mail macros.")
            .notYet();
    public static final Parameter<String> MILTER_PROTOCOL = Parameter.text(
                    "milter_protocol", "6", Limits.from(1), "Milter protocol.")
            .notYet();
    public static final Parameter<String> MILTER_RCPT_MACROS = Parameter.text(
                    "milter_rcpt_macros", "i {rcpt_addr} {rcpt_host} {rcpt_mailer}", "Milter rcpt macros.")
            .notYet();
    public static final Parameter<String> MILTER_UNKNOWN_COMMAND_MACROS = Parameter.text(
                    "milter_unknown_command_macros", "", "Milter unknown command macros.")
            .notYet();
    public static final Parameter<String> NON_SMTPD_MILTERS =
            Parameter.text("non_smtpd_milters", "", "Non smtpd milters.").notYet();
    public static final Parameter<String> SMTPD_MILTER_MAPS =
            Parameter.text("smtpd_milter_maps", "", "Smtpd milter maps.").notYet();
    public static final Parameter<String> SMTPD_MILTERS =
            Parameter.text("smtpd_milters", "", "Smtpd milters.").notYet();

    private MilterParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                MILTER_COMMAND_TIMEOUT,
                MILTER_CONNECT_MACROS,
                MILTER_CONNECT_TIMEOUT,
                MILTER_CONTENT_TIMEOUT,
                MILTER_DATA_MACROS,
                MILTER_DEFAULT_ACTION,
                MILTER_END_OF_DATA_MACROS,
                MILTER_END_OF_HEADER_MACROS,
                MILTER_HELO_MACROS,
                MILTER_MACRO_DAEMON_NAME,
                MILTER_MACRO_DEFAULTS,
                MILTER_MACRO_V,
                MILTER_MAIL_MACROS,
                MILTER_PROTOCOL,
                MILTER_RCPT_MACROS,
                MILTER_UNKNOWN_COMMAND_MACROS,
                NON_SMTPD_MILTERS,
                SMTPD_MILTER_MAPS,
                SMTPD_MILTERS);
    }
}
