package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of the queue manager: queue runs and lifetimes, scheduling, and flush(8). The `default_` ones stand
/// behind those of each transport; see [TransportParameters].
public final class QmgrParameters {

    public static final Parameter<Duration> BOUNCE_QUEUE_LIFETIME = Parameter.time(
            "bounce_queue_lifetime",
            "5d",
            Limits.upTo(8640000),
            "How long a bounce is tried before it is given up, in days by default; 0 for one attempt.");
    public static final Parameter<Integer> DEFAULT_DELIVERY_SLOT_COST = Parameter.integer(
            "default_delivery_slot_cost",
            "5",
            Limits.NONE,
            "After how many deliveries of a job one delivery slot is gained for jobs that may overtake it; 0 for no overtaking.");
    public static final Parameter<Integer> DEFAULT_DELIVERY_SLOT_DISCOUNT = Parameter.integer(
            "default_delivery_slot_discount",
            "50",
            Limits.upTo(100),
            "Percentage of slots a job needs less to overtake another.");
    public static final Parameter<Integer> DEFAULT_DELIVERY_SLOT_LOAN = Parameter.integer(
            "default_delivery_slot_loan", "3", Limits.NONE, "How many slots a job needs less to overtake another.");
    public static final Parameter<String> DEFAULT_DELIVERY_STATUS_FILTER = Parameter.text(
            "default_delivery_status_filter", "", "Table that changes status code and text of deliveries.");
    public static final Parameter<Integer> DEFAULT_DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT = Parameter.integer(
            "default_destination_concurrency_failed_cohort_limit",
            "1",
            Limits.NONE,
            "How many rounds of failed deliveries make a destination count as dead; 0 for never.");
    public static final Parameter<Integer> DEFAULT_DESTINATION_CONCURRENCY_LIMIT = Parameter.integer(
            "default_destination_concurrency_limit",
            "20",
            Limits.NONE,
            "How many deliveries go to one destination at a time; 0 for no limit.");
    public static final Parameter<String> DEFAULT_DESTINATION_CONCURRENCY_NEGATIVE_FEEDBACK = Parameter.text(
            "default_destination_concurrency_negative_feedback",
            "1",
            Limits.from(1),
            "By how much concurrency falls after a failed connection, a number or a fraction of the concurrency.");
    public static final Parameter<String> DEFAULT_DESTINATION_CONCURRENCY_POSITIVE_FEEDBACK = Parameter.text(
            "default_destination_concurrency_positive_feedback",
            "1",
            Limits.from(1),
            "By how much concurrency rises after a success, a number or a fraction of the concurrency.");
    public static final Parameter<Duration> DEFAULT_DESTINATION_RATE_DELAY = Parameter.time(
            "default_destination_rate_delay",
            "0s",
            Limits.NONE,
            "Pause between deliveries to one destination, in seconds by default; 0 for none.");
    public static final Parameter<Integer> DEFAULT_DESTINATION_RECIPIENT_LIMIT = Parameter.integer(
            "default_destination_recipient_limit",
            "50",
            Limits.NONE,
            "How many recipients one delivery to a destination carries; 0 for no limit.");
    public static final Parameter<Integer> DEFAULT_EXTRA_RECIPIENT_LIMIT = Parameter.integer(
            "default_extra_recipient_limit",
            "1000",
            Limits.NONE,
            "How many recipients more may be in memory for jobs that overtake others.");
    public static final Parameter<String> DEFAULT_FILTER_NEXTHOP = Parameter.text(
            "default_filter_nexthop",
            "",
            "Next hop of a content filter that names none; empty for the recipient's domain.");
    public static final Parameter<Integer> DEFAULT_MINIMUM_DELIVERY_SLOTS = Parameter.integer(
            "default_minimum_delivery_slots",
            "3",
            Limits.NONE,
            "How many recipients a job must have for others to overtake it.");
    public static final Parameter<Integer> DEFAULT_RECIPIENT_LIMIT = Parameter.integer(
            "default_recipient_limit",
            "20000",
            Limits.NONE,
            "How many recipients of one transport are kept in memory.");
    public static final Parameter<Duration> DEFAULT_RECIPIENT_REFILL_DELAY = Parameter.time(
            "default_recipient_refill_delay",
            "5s",
            Limits.from(1),
            "The longest time between reads of more recipients of a message, in seconds by default.");
    public static final Parameter<Integer> DEFAULT_RECIPIENT_REFILL_LIMIT = Parameter.integer(
            "default_recipient_refill_limit", "100", Limits.from(1), "How many recipients are read at a time.");
    public static final Parameter<Duration> DEFAULT_TRANSPORT_RATE_DELAY = Parameter.time(
            "default_transport_rate_delay",
            "0s",
            Limits.NONE,
            "Pause between deliveries through one transport, in seconds by default; 0 for none.");
    public static final Parameter<String> DEFER_TRANSPORTS = Parameter.text(
            "defer_transports",
            "",
            "Transports whose mail waits until the queue is flushed or the name is removed here.");
    public static final Parameter<Boolean> DESTINATION_CONCURRENCY_FEEDBACK_DEBUG = Parameter.bool(
            "destination_concurrency_feedback_debug", "no", "Whether changes of concurrency are logged.");
    public static final Parameter<String> FAST_FLUSH_DOMAINS = Parameter.text(
            "fast_flush_domains",
            "$relay_domains",
            "Domains for which ETRN and \"sendmail -qR\" find queued mail quickly.");
    public static final Parameter<Duration> FAST_FLUSH_PURGE_TIME = Parameter.time(
            "fast_flush_purge_time",
            "7d",
            Limits.from(1),
            "After how long an unused log of queued mail for a destination is deleted, in days by default.");
    public static final Parameter<Duration> FAST_FLUSH_REFRESH_TIME = Parameter.time(
            "fast_flush_refresh_time",
            "12h",
            Limits.from(1),
            "After how long such a log, neither used nor empty, is refreshed by a delivery attempt, in hours by default.");
    public static final Parameter<Duration> IN_FLOW_DELAY = Parameter.time(
                    "in_flow_delay",
                    "1s",
                    Limits.upTo(10),
                    "How long receiving pauses while more mail comes in than goes out, in seconds by default; 0 for never.")
            .notYet();
    public static final Parameter<Integer> INITIAL_DESTINATION_CONCURRENCY = Parameter.integer(
            "initial_destination_concurrency",
            "5",
            Limits.from(1),
            "With how many deliveries at a time a new destination starts.");
    public static final Parameter<Integer> LOCAL_DESTINATION_CONCURRENCY_LIMIT = Parameter.integer(
            "local_destination_concurrency_limit",
            "2",
            Limits.NONE,
            "How many deliveries go to one local recipient at a time.");
    public static final Parameter<Integer> LOCAL_DESTINATION_RECIPIENT_LIMIT = Parameter.integer(
            "local_destination_recipient_limit", "1", Limits.NONE, "How many recipients one local delivery carries.");
    public static final Parameter<Duration> MAXIMAL_BACKOFF_TIME = Parameter.time(
            "maximal_backoff_time",
            "4000s",
            Limits.from(1),
            "The longest time between attempts for a deferred message, in seconds by default.");
    public static final Parameter<Duration> MAXIMAL_QUEUE_LIFETIME = Parameter.time(
            "maximal_queue_lifetime",
            "5d",
            Limits.upTo(8640000),
            "How long a message is tried before it is returned, in days by default; 0 for one attempt.");
    public static final Parameter<Duration> MINIMAL_BACKOFF_TIME = Parameter.time(
            "minimal_backoff_time",
            "300s",
            Limits.from(1),
            "The shortest time between attempts for a deferred message, in seconds by default.");
    public static final Parameter<Duration> QMGR_CLOG_WARN_TIME = Parameter.time(
            "qmgr_clog_warn_time",
            "300s",
            Limits.NONE,
            "How often a destination that fills the active queue is warned about, in seconds by default; 0 for never.");
    public static final Parameter<Duration> QMGR_DAEMON_TIMEOUT = Parameter.time(
            "qmgr_daemon_timeout",
            "1000s",
            Limits.from(1),
            "How long the queue manager may be busy before it is taken for stuck, in seconds by default.");
    public static final Parameter<Integer> QMGR_FUDGE_FACTOR = Parameter.integer(
                    "qmgr_fudge_factor",
                    "100",
                    Limits.between(10, 100),
                    "Obsolete percentage of a mailing list's deliveries that get through in one go.")
            .notYet();
    public static final Parameter<Duration> QMGR_IPC_TIMEOUT = Parameter.time(
                    "qmgr_ipc_timeout",
                    "60s",
                    Limits.from(1),
                    "How long the queue manager waits for another process, in seconds by default.")
            .notYet();
    public static final Parameter<Integer> QMGR_MESSAGE_ACTIVE_LIMIT = Parameter.integer(
            "qmgr_message_active_limit", "20000", Limits.from(1), "How many messages the active queue holds.");
    public static final Parameter<Integer> QMGR_MESSAGE_RECIPIENT_LIMIT = Parameter.integer(
            "qmgr_message_recipient_limit",
            "20000",
            Limits.from(1),
            "How many recipients are kept in memory, and how many short-term destination states.");
    public static final Parameter<Integer> QMGR_MESSAGE_RECIPIENT_MINIMUM = Parameter.integer(
            "qmgr_message_recipient_minimum",
            "10",
            Limits.from(1),
            "How many recipients of each message are kept in memory at least.");
    public static final Parameter<Duration> QUEUE_RUN_DELAY = Parameter.time(
            "queue_run_delay",
            "300s",
            Limits.from(1),
            "Time between scans of the deferred queue, in seconds by default.");
    public static final Parameter<Boolean> SOFT_BOUNCE = Parameter.bool(
            "soft_bounce",
            "no",
            "Whether all permanent failures are made temporary, to keep mail while trying settings.");
    public static final Parameter<Duration> TRANSPORT_RETRY_TIME = Parameter.time(
            "transport_retry_time",
            "60s",
            Limits.from(1),
            "Time between attempts to reach a delivery agent that failed, in seconds by default.");

    private QmgrParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                BOUNCE_QUEUE_LIFETIME,
                DEFAULT_DELIVERY_SLOT_COST,
                DEFAULT_DELIVERY_SLOT_DISCOUNT,
                DEFAULT_DELIVERY_SLOT_LOAN,
                DEFAULT_DELIVERY_STATUS_FILTER,
                DEFAULT_DESTINATION_CONCURRENCY_FAILED_COHORT_LIMIT,
                DEFAULT_DESTINATION_CONCURRENCY_LIMIT,
                DEFAULT_DESTINATION_CONCURRENCY_NEGATIVE_FEEDBACK,
                DEFAULT_DESTINATION_CONCURRENCY_POSITIVE_FEEDBACK,
                DEFAULT_DESTINATION_RATE_DELAY,
                DEFAULT_DESTINATION_RECIPIENT_LIMIT,
                DEFAULT_EXTRA_RECIPIENT_LIMIT,
                DEFAULT_FILTER_NEXTHOP,
                DEFAULT_MINIMUM_DELIVERY_SLOTS,
                DEFAULT_RECIPIENT_LIMIT,
                DEFAULT_RECIPIENT_REFILL_DELAY,
                DEFAULT_RECIPIENT_REFILL_LIMIT,
                DEFAULT_TRANSPORT_RATE_DELAY,
                DEFER_TRANSPORTS,
                DESTINATION_CONCURRENCY_FEEDBACK_DEBUG,
                FAST_FLUSH_DOMAINS,
                FAST_FLUSH_PURGE_TIME,
                FAST_FLUSH_REFRESH_TIME,
                IN_FLOW_DELAY,
                INITIAL_DESTINATION_CONCURRENCY,
                LOCAL_DESTINATION_CONCURRENCY_LIMIT,
                LOCAL_DESTINATION_RECIPIENT_LIMIT,
                MAXIMAL_BACKOFF_TIME,
                MAXIMAL_QUEUE_LIFETIME,
                MINIMAL_BACKOFF_TIME,
                QMGR_CLOG_WARN_TIME,
                QMGR_DAEMON_TIMEOUT,
                QMGR_FUDGE_FACTOR,
                QMGR_IPC_TIMEOUT,
                QMGR_MESSAGE_ACTIVE_LIMIT,
                QMGR_MESSAGE_RECIPIENT_LIMIT,
                QMGR_MESSAGE_RECIPIENT_MINIMUM,
                QUEUE_RUN_DELAY,
                SOFT_BOUNCE,
                TRANSPORT_RETRY_TIME);
    }
}
