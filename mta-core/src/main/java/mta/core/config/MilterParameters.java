package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of Milters, for smtpd(8) and cleanup(8).
public final class MilterParameters {

    public static final Parameter<Duration> MILTER_COMMAND_TIMEOUT = Parameter.time(
                    "milter_command_timeout",
                    "30s",
                    Limits.from(1),
                    "How long a Milter may take for one SMTP command, in seconds by default.")
            .notYet();
    public static final Parameter<String> MILTER_CONNECT_MACROS = Parameter.text(
                    "milter_connect_macros",
                    "j {daemon_name} {daemon_addr} v _",
                    "Macros sent to Milters at connect time.")
            .notYet();
    public static final Parameter<Duration> MILTER_CONNECT_TIMEOUT = Parameter.time(
                    "milter_connect_timeout",
                    "30s",
                    Limits.from(1),
                    "How long connecting to a Milter may take, in seconds by default.")
            .notYet();
    public static final Parameter<Duration> MILTER_CONTENT_TIMEOUT = Parameter.time(
                    "milter_content_timeout",
                    "300s",
                    Limits.from(1),
                    "How long a Milter may take for message content, in seconds by default.")
            .notYet();
    public static final Parameter<String> MILTER_DATA_MACROS = Parameter.text(
                    "milter_data_macros", "i", "Macros sent to Milters at the DATA command.")
            .notYet();
    public static final Parameter<String> MILTER_DEFAULT_ACTION = Parameter.text(
                    "milter_default_action",
                    "shutdown",
                    Limits.from(1),
                    "What is done when a Milter fails: shutdown, tempfail, reject, accept or quarantine.")
            .notYet();
    public static final Parameter<String> MILTER_END_OF_DATA_MACROS = Parameter.text(
                    "milter_end_of_data_macros", "i", "Macros sent to Milters at the end of a message.")
            .notYet();
    public static final Parameter<String> MILTER_END_OF_HEADER_MACROS = Parameter.text(
                    "milter_end_of_header_macros", "i", "Macros sent to Milters at the end of the header.")
            .notYet();
    public static final Parameter<String> MILTER_HELO_MACROS = Parameter.text(
                    "milter_helo_macros",
                    "{tls_version} {cipher} {cipher_bits} {cert_subject} {cert_issuer}",
                    "Macros sent to Milters at HELO or EHLO.")
            .notYet();
    public static final Parameter<String> MILTER_MACRO_DAEMON_NAME = Parameter.text(
                    "milter_macro_daemon_name",
                    "$myhostname",
                    Limits.from(1),
                    "Value of the Milter macro {daemon_name}.")
            .notYet();
    public static final Parameter<String> MILTER_MACRO_DEFAULTS = Parameter.text(
                    "milter_macro_defaults",
                    "",
                    "Values of Milter macros that a session does not define, as name=value.")
            .notYet();
    public static final Parameter<String> MILTER_MACRO_V = Parameter.text(
                    "milter_macro_v", "$mail_name $mail_version", Limits.from(1), "Value of the Milter macro v.")
            .notYet();
    public static final Parameter<String> MILTER_MAIL_MACROS = Parameter.text(
                    "milter_mail_macros",
                    "i {auth_type} {auth_authen} {auth_author} {mail_addr} {mail_host} {mail_mailer}",
                    "Macros sent to Milters at the MAIL command.")
            .notYet();
    public static final Parameter<String> MILTER_PROTOCOL = Parameter.text(
                    "milter_protocol", "6", Limits.from(1), "Milter protocol version, and options.")
            .notYet();
    public static final Parameter<String> MILTER_RCPT_MACROS = Parameter.text(
                    "milter_rcpt_macros",
                    "i {rcpt_addr} {rcpt_host} {rcpt_mailer}",
                    "Macros sent to Milters at the RCPT command.")
            .notYet();
    public static final Parameter<String> MILTER_UNKNOWN_COMMAND_MACROS = Parameter.text(
                    "milter_unknown_command_macros", "", "Macros sent to Milters at an unknown command.")
            .notYet();
    public static final Parameter<String> NON_SMTPD_MILTERS = Parameter.text(
                    "non_smtpd_milters", "", "Milters for mail that did not arrive over SMTP.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_MILTER_MAPS = Parameter.text(
                    "smtpd_milter_maps", "", "Tables of Milters for single clients, instead of smtpd_milters.")
            .notYetAndProtects();
    public static final Parameter<String> SMTPD_MILTERS = Parameter.text(
                    "smtpd_milters", "", "Milters for mail that arrives over SMTP.")
            .notYetAndProtects();

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
