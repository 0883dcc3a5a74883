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
                    "Address verify cache cleanup interval.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_DEFAULT_TRANSPORT = Parameter.text(
                    "address_verify_default_transport",
                    "$default_transport",
                    Limits.from(1),
                    "Address verify default transport.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_LOCAL_TRANSPORT = Parameter.text(
                    "address_verify_local_transport",
                    "$local_transport",
                    Limits.from(1),
                    "Address verify local transport.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_MAP = Parameter.text(
                    "address_verify_map", "$default_cache_db_type:$data_directory/verify_cache", "Address verify map.")
            .notYet();
    public static final Parameter<Boolean> ADDRESS_VERIFY_NEGATIVE_CACHE = Parameter.bool(
                    "address_verify_negative_cache", "yes", "Address verify negative cache.")
            .notYet();
    public static final Parameter<Duration> ADDRESS_VERIFY_NEGATIVE_EXPIRE_TIME = Parameter.time(
                    "address_verify_negative_expire_time", "3d", Limits.from(1), "Address verify negative expire time.")
            .notYet();
    public static final Parameter<Duration> ADDRESS_VERIFY_NEGATIVE_REFRESH_TIME = Parameter.time(
                    "address_verify_negative_refresh_time",
                    "3h",
                    Limits.from(1),
                    "Address verify negative refresh time.")
            .notYet();
    public static final Parameter<Integer> ADDRESS_VERIFY_PENDING_REQUEST_LIMIT = Parameter.integer(
                    "address_verify_pending_request_limit",
                    "5000",
                    Limits.from(1),
                    "Address verify pending request limit.")
            .notYet();
    public static final Parameter<Integer> ADDRESS_VERIFY_POLL_COUNT = Parameter.integer(
                    "address_verify_poll_count", "${stress?{1}:{3}}", Limits.from(1), "Address verify poll count.")
            .notYet();
    public static final Parameter<Duration> ADDRESS_VERIFY_POLL_DELAY = Parameter.time(
                    "address_verify_poll_delay", "3s", Limits.from(1), "Address verify poll delay.")
            .notYet();
    public static final Parameter<Duration> ADDRESS_VERIFY_POSITIVE_EXPIRE_TIME = Parameter.time(
                    "address_verify_positive_expire_time",
                    "31d",
                    Limits.from(1),
                    "Address verify positive expire time.")
            .notYet();
    public static final Parameter<Duration> ADDRESS_VERIFY_POSITIVE_REFRESH_TIME = Parameter.time(
                    "address_verify_positive_refresh_time",
                    "7d",
                    Limits.from(1),
                    "Address verify positive refresh time.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_RELAY_TRANSPORT = Parameter.text(
                    "address_verify_relay_transport",
                    "$relay_transport",
                    Limits.from(1),
                    "Address verify relay transport.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_RELAYHOST = Parameter.text(
                    "address_verify_relayhost", "$relayhost", "Address verify relayhost.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_SENDER = Parameter.text(
                    "address_verify_sender", "$double_bounce_sender", "Address verify sender.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS = Parameter.text(
                    "address_verify_sender_dependent_default_transport_maps",
                    "$sender_dependent_default_transport_maps",
                    "Address verify sender dependent default transport maps.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_SENDER_DEPENDENT_RELAYHOST_MAPS = Parameter.text(
                    "address_verify_sender_dependent_relayhost_maps",
                    "$sender_dependent_relayhost_maps",
                    "Address verify sender dependent relayhost maps.")
            .notYet();
    public static final Parameter<Duration> ADDRESS_VERIFY_SENDER_TTL = Parameter.time(
                    "address_verify_sender_ttl", "0s", Limits.NONE, "Address verify sender ttl.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_SERVICE_NAME = Parameter.text(
                    "address_verify_service_name", "verify", Limits.from(1), "Address verify service name.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_TRANSPORT_MAPS = Parameter.text(
                    "address_verify_transport_maps", "$transport_maps", "Address verify transport maps.")
            .notYet();
    public static final Parameter<String> ADDRESS_VERIFY_VIRTUAL_TRANSPORT = Parameter.text(
                    "address_verify_virtual_transport",
                    "$virtual_transport",
                    Limits.from(1),
                    "Address verify virtual transport.")
            .notYet();
    public static final Parameter<Integer> UNVERIFIED_RECIPIENT_DEFER_CODE = Parameter.integer(
                    "unverified_recipient_defer_code",
                    "450",
                    Limits.between(200, 499),
                    "Unverified recipient defer code.")
            .notYet();
    public static final Parameter<Integer> UNVERIFIED_RECIPIENT_REJECT_CODE = Parameter.integer(
                    "unverified_recipient_reject_code",
                    "450",
                    Limits.between(200, 599),
                    "Unverified recipient reject code.")
            .notYet();
    public static final Parameter<String> UNVERIFIED_RECIPIENT_REJECT_REASON = Parameter.text(
                    "unverified_recipient_reject_reason", "", "Unverified recipient reject reason.")
            .notYet();
    public static final Parameter<String> UNVERIFIED_RECIPIENT_TEMPFAIL_ACTION = Parameter.text(
                    "unverified_recipient_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "Unverified recipient tempfail action.")
            .notYet();
    public static final Parameter<Integer> UNVERIFIED_SENDER_DEFER_CODE = Parameter.integer(
                    "unverified_sender_defer_code", "450", Limits.between(200, 499), "Unverified sender defer code.")
            .notYet();
    public static final Parameter<Integer> UNVERIFIED_SENDER_REJECT_CODE = Parameter.integer(
                    "unverified_sender_reject_code", "450", Limits.between(200, 599), "Unverified sender reject code.")
            .notYet();
    public static final Parameter<String> UNVERIFIED_SENDER_REJECT_REASON = Parameter.text(
                    "unverified_sender_reject_reason", "", "Unverified sender reject reason.")
            .notYet();
    public static final Parameter<String> UNVERIFIED_SENDER_TEMPFAIL_ACTION = Parameter.text(
                    "unverified_sender_tempfail_action",
                    "$reject_tempfail_action",
                    Limits.from(1),
                    "Unverified sender tempfail action.")
            .notYet();

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
