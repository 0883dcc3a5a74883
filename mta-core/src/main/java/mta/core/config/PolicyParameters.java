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
                    "Smtpd policy service default action.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_MAX_IDLE = Parameter.time(
                    "smtpd_policy_service_max_idle", "300s", Limits.from(1), "Smtpd policy service max idle.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_MAX_TTL = Parameter.time(
                    "smtpd_policy_service_max_ttl", "1000s", Limits.from(1), "Smtpd policy service max ttl.")
            .notYet();
    public static final Parameter<String> SMTPD_POLICY_SERVICE_POLICY_CONTEXT = Parameter.text(
                    "smtpd_policy_service_policy_context", "", "Smtpd policy service policy context.")
            .notYet();
    public static final Parameter<Integer> SMTPD_POLICY_SERVICE_REQUEST_LIMIT = Parameter.integer(
                    "smtpd_policy_service_request_limit", "0", Limits.NONE, "Smtpd policy service request limit.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_RETRY_DELAY = Parameter.time(
                    "smtpd_policy_service_retry_delay", "1s", Limits.from(1), "Smtpd policy service retry delay.")
            .notYet();
    public static final Parameter<Duration> SMTPD_POLICY_SERVICE_TIMEOUT = Parameter.time(
                    "smtpd_policy_service_timeout", "100s", Limits.from(1), "Smtpd policy service timeout.")
            .notYet();
    public static final Parameter<Integer> SMTPD_POLICY_SERVICE_TRY_LIMIT = Parameter.integer(
                    "smtpd_policy_service_try_limit", "2", Limits.from(1), "Smtpd policy service try limit.")
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
