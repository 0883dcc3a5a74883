package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of the policy service client of smtpd(8).
public final class PolicyParameters {

    public static final Parameter<String> SMTPD_POLICY_SERVICE_DEFAULT_ACTION = Parameter.text(
                    "smtpd_policy_service_default_action",
                    "451 4.3.5 Server configuration problem",
                    Limits.from(1),
                    "What is done when a policy service fails.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_MAX_IDLE = Parameter.time(
                    "smtpd_policy_service_max_idle",
                    "300s",
                    Limits.from(1),
                    "After how long an unused connection to a policy service is closed, in seconds by default.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_MAX_TTL = Parameter.time(
                    "smtpd_policy_service_max_ttl",
                    "1000s",
                    Limits.from(1),
                    "How long a connection to a policy service is used, in seconds by default.")
            .notYet();
    public static final Parameter<String> SMTPD_POLICY_SERVICE_POLICY_CONTEXT = Parameter.text(
                    "smtpd_policy_service_policy_context",
                    "",
                    "Text that is passed on in each request to a policy service.")
            .notYet();
    public static final Parameter<Integer> SMTPD_POLICY_SERVICE_REQUEST_LIMIT = Parameter.integer(
                    "smtpd_policy_service_request_limit",
                    "0",
                    Limits.NONE,
                    "How many requests one connection to a policy service carries; 0 for no limit.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_RETRY_DELAY = Parameter.time(
                    "smtpd_policy_service_retry_delay",
                    "1s",
                    Limits.from(1),
                    "How long to wait before a failed request is tried again, in seconds by default.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_TIMEOUT = Parameter.time(
                    "smtpd_policy_service_timeout",
                    "100s",
                    Limits.from(1),
                    "How long connecting, sending and receiving may take, in seconds by default.")
            .notYet();
    public static final Parameter<Integer> SMTPD_POLICY_SERVICE_TRY_LIMIT = Parameter.integer(
                    "smtpd_policy_service_try_limit",
                    "2",
                    Limits.from(1),
                    "How often a request to a policy service is tried.")
            .notYet();

    private PolicyParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                SMTPD_POLICY_SERVICE_DEFAULT_ACTION,
                SMTPD_POLICY_SERVICE_MAX_IDLE,
                SMTPD_POLICY_SERVICE_MAX_TTL,
                SMTPD_POLICY_SERVICE_POLICY_CONTEXT,
                SMTPD_POLICY_SERVICE_REQUEST_LIMIT,
                SMTPD_POLICY_SERVICE_RETRY_DELAY,
                SMTPD_POLICY_SERVICE_TIMEOUT,
                SMTPD_POLICY_SERVICE_TRY_LIMIT);
    }
}
