package mta.core.config;

import java.time.Duration;
import mta.core.config.Parameter.Limits;

/// Parameters that every program reads.
public final class CoreParameters {

    public static final Parameter<String> QUEUE_DIRECTORY = Parameter.text(
            "queue_directory",
            "/var/spool/postfix",
            "The top of the queue; where private and public sockets are, too.");
    public static final Parameter<String> DATA_DIRECTORY =
            Parameter.text("data_directory", "/var/lib/postfix", "Where caches and locks are kept.");
    public static final Parameter<String> MAIL_OWNER =
            Parameter.text("mail_owner", "postfix", "The user that owns the queue and runs most of the system.");
    public static final Parameter<String> MYHOSTNAME =
            Parameter.text("myhostname", "localhost", "The internet host name of this mail system.");
    public static final Parameter<String> SYSLOG_NAME = Parameter.text(
            "syslog_name",
            "${multi_instance_name?{$multi_instance_name}:{postfix}}",
            "The name that precedes the program in each log line.");
    public static final Parameter<Integer> DEFAULT_PROCESS_LIMIT = Parameter.integer(
            "default_process_limit", "100", Limits.from(1), "How many clients a service serves at a time.");
    public static final Parameter<Duration> MAX_IDLE =
            Parameter.time("max_idle", "100s", Limits.from(1), "How long a process waits for work before it ends.");

    private CoreParameters() {}
}
