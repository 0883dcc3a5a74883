package mta.core.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mta.core.config.Parameter.Limits;

/// Parameters of notices: bounces, delay warnings, copies for the postmaster, and VERP.
public final class BounceParameters {

    public static final Parameter<String> DOUBLE_BOUNCE_NOTICE_RECIPIENT = Parameter.text(
            "2bounce_notice_recipient",
            "postmaster",
            Limits.from(1),
            "Who gets undeliverable mail that could not be returned to its sender.");
    public static final Parameter<Boolean> BACKWARDS_BOUNCE_LOGFILE_COMPATIBILITY = Parameter.bool(
            "backwards_bounce_logfile_compatibility",
            "yes",
            "Whether bounce logs also hold the records that old versions read.");
    public static final Parameter<String> BOUNCE_NOTICE_RECIPIENT = Parameter.text(
            "bounce_notice_recipient",
            "postmaster",
            Limits.from(1),
            "Who gets copies of bounces, without the message body, for the notice class \"bounce\".");
    public static final Parameter<Integer> BOUNCE_SIZE_LIMIT = Parameter.integer(
            "bounce_size_limit", "50000", Limits.from(1), "How many bytes of the original message a bounce returns.");
    public static final Parameter<String> BOUNCE_TEMPLATE_FILE =
            Parameter.text("bounce_template_file", "", "File with templates for bounces and other notices.");
    public static final Parameter<Boolean> CONFIRM_DELAY_CLEARED = Parameter.bool(
            "confirm_delay_cleared",
            "no",
            "Whether a sender who was warned of a delay is told when the mail is delivered after all.");
    public static final Parameter<String> DEFAULT_VERP_DELIMITERS = Parameter.text(
            "default_verp_delimiters",
            "+=",
            Limits.between(2, 2),
            "The two characters that a VERP address is composed with by default.");
    public static final Parameter<String> DELAY_NOTICE_RECIPIENT = Parameter.text(
            "delay_notice_recipient",
            "postmaster",
            Limits.from(1),
            "Who gets copies of delay warnings, for the notice class \"delay\".");
    public static final Parameter<Duration> DELAY_WARNING_TIME = Parameter.time(
            "delay_warning_time",
            "0h",
            Limits.NONE,
            "How long mail may wait before its sender is warned, in hours by default; 0 for no warnings.");
    public static final Parameter<Boolean> DISABLE_VERP_BOUNCES = Parameter.bool(
            "disable_verp_bounces",
            "no",
            "Whether bounces with a VERP sender go out as one notice instead of one for each recipient.");
    public static final Parameter<Boolean> ENABLE_THREADED_BOUNCES = Parameter.bool(
            "enable_threaded_bounces",
            "no",
            "Whether notices refer to the original's message id, so that mail readers show them together.");
    public static final Parameter<String> ERROR_NOTICE_RECIPIENT = Parameter.text(
            "error_notice_recipient",
            "postmaster",
            Limits.from(1),
            "Who gets notices about resource, software, policy and protocol problems.");
    public static final Parameter<Set<NoticeClass>> NOTIFY_CLASSES = Parameter.text(
                    "notify_classes",
                    "resource, software",
                    "Classes of problems that the postmaster is told of by mail.")
            .listOf(EnumSet.allOf(NoticeClass.class));
    public static final Parameter<String> VERP_DELIMITER_FILTER =
            Parameter.text("verp_delimiter_filter", "-=+", Limits.from(1), "Characters that may be VERP delimiters.");

    private BounceParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                DOUBLE_BOUNCE_NOTICE_RECIPIENT,
                BACKWARDS_BOUNCE_LOGFILE_COMPATIBILITY,
                BOUNCE_NOTICE_RECIPIENT,
                BOUNCE_SIZE_LIMIT,
                BOUNCE_TEMPLATE_FILE,
                CONFIRM_DELAY_CLEARED,
                DEFAULT_VERP_DELIMITERS,
                DELAY_NOTICE_RECIPIENT,
                DELAY_WARNING_TIME,
                DISABLE_VERP_BOUNCES,
                ENABLE_THREADED_BOUNCES,
                ERROR_NOTICE_RECIPIENT,
                NOTIFY_CLASSES,
                VERP_DELIMITER_FILTER);
    }
}
