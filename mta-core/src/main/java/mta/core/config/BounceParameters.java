package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of notices: bounces, delay warnings, copies for the postmaster, and VERP.
public final class BounceParameters {

    public static final Parameter<String> DOUBLE_BOUNCE_NOTICE_RECIPIENT = Parameter.text(
                    "2bounce_notice_recipient", "postmaster", Limits.from(1), "2bounce notice recipient.")
            .notYet();
    public static final Parameter<Boolean> BACKWARDS_BOUNCE_LOGFILE_COMPATIBILITY = Parameter.bool(
                    "backwards_bounce_logfile_compatibility", "yes", "Backwards bounce logfile compatibility.")
            .notYet();
    public static final Parameter<String> BOUNCE_NOTICE_RECIPIENT = Parameter.text(
                    "bounce_notice_recipient", "postmaster", Limits.from(1), "Bounce notice recipient.")
            .notYet();
    public static final Parameter<Integer> BOUNCE_SIZE_LIMIT = Parameter.integer(
                    "bounce_size_limit", "50000", Limits.from(1), "Bounce size limit.")
            .notYet();
    public static final Parameter<String> BOUNCE_TEMPLATE_FILE =
            Parameter.text("bounce_template_file", "", "Bounce template file.").notYet();
    public static final Parameter<Boolean> CONFIRM_DELAY_CLEARED = Parameter.bool(
                    "confirm_delay_cleared", "no", "Confirm delay cleared.")
            .notYet();
    public static final Parameter<String> DEFAULT_VERP_DELIMITERS = Parameter.text(
                    "default_verp_delimiters", "+=", Limits.between(2, 2), "Default verp delimiters.")
            .notYet();
    public static final Parameter<String> DELAY_NOTICE_RECIPIENT = Parameter.text(
                    "delay_notice_recipient", "postmaster", Limits.from(1), "Delay notice recipient.")
            .notYet();
    public static final Parameter<Duration> DELAY_WARNING_TIME = Parameter.time(
                    "delay_warning_time", "0h", Limits.NONE, "Delay warning time.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_VERP_BOUNCES = Parameter.bool(
                    "disable_verp_bounces", "no", "Disable verp bounces.")
            .notYet();
    public static final Parameter<Boolean> ENABLE_THREADED_BOUNCES = Parameter.bool(
                    "enable_threaded_bounces", "no", "Enable threaded bounces.")
            .notYet();
    public static final Parameter<String> ERROR_NOTICE_RECIPIENT = Parameter.text(
                    "error_notice_recipient", "postmaster", Limits.from(1), "Error notice recipient.")
            .notYet();
    public static final Parameter<String> NOTIFY_CLASSES = Parameter.text(
                    "notify_classes", "resource, software", "Notify classes.")
            .notYet();
    public static final Parameter<String> VERP_DELIMITER_FILTER = Parameter.text(
                    "verp_delimiter_filter", "-=+", Limits.from(1), "Verp delimiter filter.")
            .notYet();

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
