package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of address verification.
public final class VerifyParameters {

    public static final Parameter<Duration> ADDRESS_VERIFY_CACHE_CLEANUP_INTERVAL = Parameter.time(
            "address_verify_cache_cleanup_interval",
            "12h",
            Limits.NONE,
            "Time between removals of expired cache entries, in hours by default.");
    public static final Parameter<String> ADDRESS_VERIFY_DEFAULT_TRANSPORT = Parameter.text(
            "address_verify_default_transport",
            "$default_transport",
            Limits.from(1),
            "What default_transport is, for probes.");
    public static final Parameter<String> ADDRESS_VERIFY_LOCAL_TRANSPORT = Parameter.text(
            "address_verify_local_transport",
            "$local_transport",
            Limits.from(1),
            "What local_transport is, for probes.");
    public static final Parameter<String> ADDRESS_VERIFY_MAP = Parameter.text(
            "address_verify_map",
            "$default_cache_db_type:$data_directory/verify_cache",
            "Database of verified addresses; empty to keep them in memory.");
    public static final Parameter<Boolean> ADDRESS_VERIFY_NEGATIVE_CACHE =
            Parameter.bool("address_verify_negative_cache", "yes", "Whether failed probes are kept.");
    public static final Parameter<Duration> ADDRESS_VERIFY_NEGATIVE_EXPIRE_TIME = Parameter.time(
            "address_verify_negative_expire_time",
            "3d",
            Limits.from(1),
            "How long a failed probe counts, in days by default.");
    public static final Parameter<Duration> ADDRESS_VERIFY_NEGATIVE_REFRESH_TIME = Parameter.time(
            "address_verify_negative_refresh_time",
            "3h",
            Limits.from(1),
            "After how long a failed probe is repeated, in hours by default.");
    public static final Parameter<Integer> ADDRESS_VERIFY_PENDING_REQUEST_LIMIT = Parameter.integer(
            "address_verify_pending_request_limit",
            "5000",
            Limits.from(1),
            "How many probes may be in the queue at a time.");
    public static final Parameter<Integer> ADDRESS_VERIFY_POLL_COUNT = Parameter.integer(
            "address_verify_poll_count",
            "${stress?{1}:{3}}",
            Limits.from(1),
            "How often smtpd(8) asks for the result of a probe.");
    public static final Parameter<Duration> ADDRESS_VERIFY_POLL_DELAY = Parameter.time(
            "address_verify_poll_delay", "3s", Limits.from(1), "Time between these questions, in seconds by default.");
    public static final Parameter<Duration> ADDRESS_VERIFY_POSITIVE_EXPIRE_TIME = Parameter.time(
            "address_verify_positive_expire_time",
            "31d",
            Limits.from(1),
            "How long a successful probe counts, in days by default.");
    public static final Parameter<Duration> ADDRESS_VERIFY_POSITIVE_REFRESH_TIME = Parameter.time(
            "address_verify_positive_refresh_time",
            "7d",
            Limits.from(1),
            "After how long a successful probe is repeated, in days by default.");
    public static final Parameter<String> ADDRESS_VERIFY_RELAY_TRANSPORT = Parameter.text(
            "address_verify_relay_transport",
            "$relay_transport",
            Limits.from(1),
            "What relay_transport is, for probes.");
    public static final Parameter<String> ADDRESS_VERIFY_RELAYHOST =
            Parameter.text("address_verify_relayhost", "$relayhost", "What relayhost is, for probes.");
    public static final Parameter<String> ADDRESS_VERIFY_SENDER =
            Parameter.text("address_verify_sender", "$double_bounce_sender", "The sender of probes.");
    public static final Parameter<String> ADDRESS_VERIFY_SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS = Parameter.text(
            "address_verify_sender_dependent_default_transport_maps",
            "$sender_dependent_default_transport_maps",
            "What sender_dependent_default_transport_maps is, for probes.");
    public static final Parameter<String> ADDRESS_VERIFY_SENDER_DEPENDENT_RELAYHOST_MAPS = Parameter.text(
            "address_verify_sender_dependent_relayhost_maps",
            "$sender_dependent_relayhost_maps",
            "What sender_dependent_relayhost_maps is, for probes.");
    public static final Parameter<Duration> ADDRESS_VERIFY_SENDER_TTL = Parameter.time(
            "address_verify_sender_ttl",
            "0s",
            Limits.NONE,
            "How often the sender of probes changes, in seconds by default; 0 for never.");
    public static final Parameter<String> ADDRESS_VERIFY_SERVICE_NAME = Parameter.text(
            "address_verify_service_name", "verify", Limits.from(1), "The service that verifies addresses.");
    public static final Parameter<String> ADDRESS_VERIFY_TRANSPORT_MAPS =
            Parameter.text("address_verify_transport_maps", "$transport_maps", "What transport_maps is, for probes.");
    public static final Parameter<String> ADDRESS_VERIFY_VIRTUAL_TRANSPORT = Parameter.text(
            "address_verify_virtual_transport",
            "$virtual_transport",
            Limits.from(1),
            "What virtual_transport is, for probes.");
    public static final Parameter<Integer> UNVERIFIED_RECIPIENT_DEFER_CODE = Parameter.integer(
            "unverified_recipient_defer_code",
            "450",
            Limits.between(200, 499),
            "Reply code when probing a recipient failed for now.");
    public static final Parameter<Integer> UNVERIFIED_RECIPIENT_REJECT_CODE = Parameter.integer(
            "unverified_recipient_reject_code",
            "450",
            Limits.between(200, 599),
            "Reply code when a probe showed that a recipient does not exist.");
    public static final Parameter<String> UNVERIFIED_RECIPIENT_REJECT_REASON =
            Parameter.text("unverified_recipient_reject_reason", "", "Text of that reply instead of the probe's.");
    public static final Parameter<String> UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION = Parameter.text(
                    "unverified_recipient_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "What is done when probing a recipient failed for now.")
            .oneOf("bad configuration: %s = %s", "defer", "defer_if_permit");
    public static final Parameter<Integer> UNVERIFIED_SENDER_DEFER_CODE = Parameter.integer(
            "unverified_sender_defer_code",
            "450",
            Limits.between(200, 499),
            "Reply code when probing a sender failed for now.");
    public static final Parameter<Integer> UNVERIFIED_SENDER_REJECT_CODE = Parameter.integer(
            "unverified_sender_reject_code",
            "450",
            Limits.between(200, 599),
            "Reply code when a probe showed that a sender does not exist.");
    public static final Parameter<String> UNVERIFIED_SENDER_REJECT_REASON =
            Parameter.text("unverified_sender_reject_reason", "", "Text of that reply instead of the probe's.");
    public static final Parameter<String> UNVERIFIED_SENDER_TEMPFAIL_ACTION = Parameter.text(
                    "unverified_sender_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "What is done when probing a sender failed for now.")
            .oneOf("bad configuration: %s = %s", "defer", "defer_if_permit");

    private VerifyParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ADDRESS_VERIFY_CACHE_CLEANUP_INTERVAL,
                ADDRESS_VERIFY_DEFAULT_TRANSPORT,
                ADDRESS_VERIFY_LOCAL_TRANSPORT,
                ADDRESS_VERIFY_MAP,
                ADDRESS_VERIFY_NEGATIVE_CACHE,
                ADDRESS_VERIFY_NEGATIVE_EXPIRE_TIME,
                ADDRESS_VERIFY_NEGATIVE_REFRESH_TIME,
                ADDRESS_VERIFY_PENDING_REQUEST_LIMIT,
                ADDRESS_VERIFY_POLL_COUNT,
                ADDRESS_VERIFY_POLL_DELAY,
                ADDRESS_VERIFY_POSITIVE_EXPIRE_TIME,
                ADDRESS_VERIFY_POSITIVE_REFRESH_TIME,
                ADDRESS_VERIFY_RELAY_TRANSPORT,
                ADDRESS_VERIFY_RELAYHOST,
                ADDRESS_VERIFY_SENDER,
                ADDRESS_VERIFY_SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS,
                ADDRESS_VERIFY_SENDER_DEPENDENT_RELAYHOST_MAPS,
                ADDRESS_VERIFY_SENDER_TTL,
                ADDRESS_VERIFY_SERVICE_NAME,
                ADDRESS_VERIFY_TRANSPORT_MAPS,
                ADDRESS_VERIFY_VIRTUAL_TRANSPORT,
                UNVERIFIED_RECIPIENT_DEFER_CODE,
                UNVERIFIED_RECIPIENT_REJECT_CODE,
                UNVERIFIED_RECIPIENT_REJECT_REASON,
                UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION,
                UNVERIFIED_SENDER_DEFER_CODE,
                UNVERIFIED_SENDER_REJECT_CODE,
                UNVERIFIED_SENDER_REJECT_REASON,
                UNVERIFIED_SENDER_TEMPFAIL_ACTION);
    }
}
