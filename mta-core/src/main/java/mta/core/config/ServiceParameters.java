package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of our internal services: their names, their time limits, and the small services that have no class of
/// their own.
public final class ServiceParameters {

    public static final Parameter<Duration> ANVIL_RATE_TIME_UNIT = Parameter.time(
            "anvil_rate_time_unit",
            "60s",
            Limits.from(1),
            "Time over which client rates are counted, in seconds by default.");
    public static final Parameter<Duration> ANVIL_STATUS_UPDATE_TIME = Parameter.time(
            "anvil_status_update_time",
            "600s",
            Limits.from(1),
            "How often the highest client counts and rates are logged, in seconds by default.");
    public static final Parameter<Duration> APPLICATION_EVENT_DRAIN_TIME = Parameter.time(
                    "application_event_drain_time",
                    "100s",
                    Limits.from(1),
                    "How long a process that ends waits for what it still has to do, in seconds by default.")
            .notYet();
    public static final Parameter<String> BOUNCE_SERVICE_NAME = Parameter.text(
            "bounce_service_name", "bounce", Limits.from(1), "The service that keeps bounce logs and sends bounces.");
    public static final Parameter<String> CLEANUP_SERVICE_NAME = Parameter.text(
            "cleanup_service_name", "cleanup", Limits.from(1), "The service that puts messages into the queue.");
    public static final Parameter<Duration> CONNECTION_CACHE_PROTOCOL_TIMEOUT = Parameter.time(
                    "connection_cache_protocol_timeout",
                    "5s",
                    Limits.from(1),
                    "How long the connection cache may take to answer, in seconds by default.")
            .notYet();
    public static final Parameter<String> CONNECTION_CACHE_SERVICE_NAME = Parameter.text(
                    "connection_cache_service_name",
                    "scache",
                    Limits.from(1),
                    "The service that keeps outgoing connections for reuse.")
            .notYet();
    public static final Parameter<Duration> CONNECTION_CACHE_STATUS_UPDATE_TIME = Parameter.time(
                    "connection_cache_status_update_time",
                    "600s",
                    Limits.from(1),
                    "How often use of the connection cache is logged, in seconds by default.")
            .notYet();
    public static final Parameter<Duration> CONNECTION_CACHE_TTL_LIMIT = Parameter.time(
                    "connection_cache_ttl_limit",
                    "2s",
                    Limits.from(1),
                    "The longest time that a connection stays in the cache, in seconds by default.")
            .notYet();
    public static final Parameter<String> DEFER_SERVICE_NAME = Parameter.text(
            "defer_service_name", "defer", Limits.from(1), "The service that keeps logs of deferred recipients.");
    public static final Parameter<String> ERROR_SERVICE_NAME = Parameter.text(
            "error_service_name", "error", Limits.from(1), "The transport that returns mail without trying.");
    public static final Parameter<String> FLUSH_SERVICE_NAME = Parameter.text(
            "flush_service_name", "flush", Limits.from(1), "The service that remembers queued mail by destination.");
    public static final Parameter<Duration> IPC_IDLE = Parameter.time(
            "ipc_idle",
            "5s",
            Limits.from(1),
            "After how long an unused internal connection is closed, in seconds by default.");
    public static final Parameter<Duration> IPC_TIMEOUT = Parameter.time(
            "ipc_timeout", "3600s", Limits.from(1), "How long internal communication may take, in seconds by default.");
    public static final Parameter<Duration> IPC_TTL = Parameter.time(
            "ipc_ttl", "1000s", Limits.from(1), "How long an internal connection is used, in seconds by default.");
    public static final Parameter<String> MASTER_SERVICE_DISABLE = Parameter.text(
            "master_service_disable", "", "Services of master.cf that are not started, as name/type or type.");
    public static final Parameter<String> PICKUP_SERVICE_NAME = Parameter.text(
            "pickup_service_name", "pickup", Limits.from(1), "The service that takes mail from the maildrop queue.");
    public static final Parameter<String> POSTLOG_SERVICE_NAME =
            Parameter.text("postlog_service_name", "postlog", Limits.from(1), "The service that writes maillog_file.");
    public static final Parameter<Duration> POSTLOGD_WATCHDOG_TIMEOUT = Parameter.time(
                    "postlogd_watchdog_timeout",
                    "10s",
                    Limits.from(10),
                    "How long postlogd(8) may be busy before it is taken for stuck, in seconds by default.")
            .notYet();
    public static final Parameter<String> PROXYMAP_SERVICE_NAME = Parameter.text(
                    "proxymap_service_name", "proxymap", Limits.from(1), "The service that looks up tables for others.")
            .notYet();
    public static final Parameter<String> PROXYWRITE_SERVICE_NAME = Parameter.text(
                    "proxywrite_service_name",
                    "proxywrite",
                    Limits.from(1),
                    "The service that looks up and changes tables for others.")
            .notYet();
    public static final Parameter<String> QMQPD_AUTHORIZED_CLIENTS = Parameter.text(
                    "qmqpd_authorized_clients", "", "Clients that may submit mail over QMQP.")
            .notYet();
    public static final Parameter<Boolean> QMQPD_CLIENT_PORT_LOGGING = Parameter.bool(
                    "qmqpd_client_port_logging", "no", "Whether qmqpd(8) logs the client's port.")
            .notYet();
    public static final Parameter<Duration> QMQPD_ERROR_DELAY = Parameter.time(
                    "qmqpd_error_delay",
                    "1s",
                    Limits.NONE,
                    "How long qmqpd(8) waits before it reports an error, in seconds by default.")
            .notYet();
    public static final Parameter<Duration> QMQPD_TIMEOUT = Parameter.time(
                    "qmqpd_timeout",
                    "300s",
                    Limits.from(1),
                    "How long sending or receiving over QMQP may take, in seconds by default.")
            .notYet();
    public static final Parameter<String> QUEUE_SERVICE_NAME =
            Parameter.text("queue_service_name", "qmgr", Limits.from(1), "The queue manager's service.");
    public static final Parameter<String> REWRITE_SERVICE_NAME = Parameter.text(
                    "rewrite_service_name",
                    "rewrite",
                    Limits.from(1),
                    "The service that rewrites and resolves addresses.")
            .notYet();
    public static final Parameter<Duration> SERVICE_THROTTLE_TIME = Parameter.time(
            "service_throttle_time",
            "60s",
            Limits.from(1),
            "How long master(8) waits before it restarts a process that failed, in seconds by default.");
    public static final Parameter<String> SHOWQ_SERVICE_NAME =
            Parameter.text("showq_service_name", "showq", Limits.from(1), "The service that lists the queue.");
    public static final Parameter<Integer> TCP_WINDOWSIZE = Parameter.integer(
                    "tcp_windowsize",
                    "0",
                    Limits.NONE,
                    "TCP window size in bytes, to work around broken routers; 0 for the system's.")
            .notYet();
    public static final Parameter<String> TLSMGR_SERVICE_NAME = Parameter.text(
                    "tlsmgr_service_name",
                    "tlsmgr",
                    Limits.from(1),
                    "The service that keeps TLS session keys and random numbers.")
            .notYet();
    public static final Parameter<String> TRACE_SERVICE_NAME = Parameter.text(
            "trace_service_name",
            "trace",
            Limits.from(1),
            "The service that keeps delivery records for trace mail and success notices.");
    public static final Parameter<Duration> TRIGGER_TIMEOUT = Parameter.time(
                    "trigger_timeout",
                    "10s",
                    Limits.from(1),
                    "How long waking up a service may take, in seconds by default.")
            .notYet();

    private ServiceParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ANVIL_RATE_TIME_UNIT,
                ANVIL_STATUS_UPDATE_TIME,
                APPLICATION_EVENT_DRAIN_TIME,
                BOUNCE_SERVICE_NAME,
                CLEANUP_SERVICE_NAME,
                CONNECTION_CACHE_PROTOCOL_TIMEOUT,
                CONNECTION_CACHE_SERVICE_NAME,
                CONNECTION_CACHE_STATUS_UPDATE_TIME,
                CONNECTION_CACHE_TTL_LIMIT,
                DEFER_SERVICE_NAME,
                ERROR_SERVICE_NAME,
                FLUSH_SERVICE_NAME,
                IPC_IDLE,
                IPC_TIMEOUT,
                IPC_TTL,
                MASTER_SERVICE_DISABLE,
                PICKUP_SERVICE_NAME,
                POSTLOG_SERVICE_NAME,
                POSTLOGD_WATCHDOG_TIMEOUT,
                PROXYMAP_SERVICE_NAME,
                PROXYWRITE_SERVICE_NAME,
                QMQPD_AUTHORIZED_CLIENTS,
                QMQPD_CLIENT_PORT_LOGGING,
                QMQPD_ERROR_DELAY,
                QMQPD_TIMEOUT,
                QUEUE_SERVICE_NAME,
                REWRITE_SERVICE_NAME,
                SERVICE_THROTTLE_TIME,
                SHOWQ_SERVICE_NAME,
                TCP_WINDOWSIZE,
                TLSMGR_SERVICE_NAME,
                TRACE_SERVICE_NAME,
                TRIGGER_TIMEOUT);
    }
}
