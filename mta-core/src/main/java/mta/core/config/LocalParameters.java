package mta.core.config;

import java.time.Duration;
import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of local(8): aliases, `.forward`, mailboxes and commands; some serve pipe(8) and spawn(8) too.
public final class LocalParameters {

    public static final Parameter<String> ALIAS_DATABASE = Parameter.text(
                    "alias_database", "$default_database_type:/etc/aliases", "Alias database.")
            .notYet();
    public static final Parameter<String> ALIAS_MAPS = Parameter.text(
                    "alias_maps", "$default_database_type:/etc/aliases, nis:mail.aliases", "Alias maps.")
            .notYet();
    public static final Parameter<String> ALLOW_MAIL_TO_COMMANDS = Parameter.text(
                    "allow_mail_to_commands", "alias, forward", "Allow mail to commands.")
            .notYet();
    public static final Parameter<String> ALLOW_MAIL_TO_FILES = Parameter.text(
                    "allow_mail_to_files", "alias, forward", "Allow mail to files.")
            .notYet();
    public static final Parameter<Boolean> BIFF =
            Parameter.bool("biff", "yes", "Biff.").notYet();
    public static final Parameter<String> COMMAND_EXECUTION_DIRECTORY = Parameter.raw(
                    "command_execution_directory", "", "Command execution directory.")
            .notYet();
    public static final Parameter<String> COMMAND_EXPANSION_FILTER = Parameter.text(
                    "command_expansion_filter",
                    "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    Limits.from(1),
                    "Command expansion filter.")
            .notYet();
    public static final Parameter<Duration> COMMAND_TIME_LIMIT = Parameter.time(
                    "command_time_limit", "1000s", Limits.from(1), "Command time limit.")
            .notYet();
    public static final Parameter<String> DEFAULT_PRIVS = Parameter.text(
                    "default_privs", "nobody", Limits.from(1), "Default privs.")
            .notYet();
    public static final Parameter<Integer> DELIVER_LOCK_ATTEMPTS = Parameter.integer(
                    "deliver_lock_attempts", "20", Limits.from(1), "Deliver lock attempts.")
            .notYet();
    public static final Parameter<Duration> DELIVER_LOCK_DELAY = Parameter.time(
                    "deliver_lock_delay", "1s", Limits.from(1), "Deliver lock delay.")
            .notYet();
    public static final Parameter<String> EXECUTION_DIRECTORY_EXPANSION_FILTER = Parameter.text(
                    "execution_directory_expansion_filter",
                    "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    Limits.from(1),
                    "Execution directory expansion filter.")
            .notYet();
    public static final Parameter<Boolean> EXPAND_OWNER_ALIAS =
            Parameter.bool("expand_owner_alias", "no", "Expand owner alias.").notYet();
    public static final Parameter<String> FALLBACK_TRANSPORT =
            Parameter.text("fallback_transport", "", "Fallback transport.").notYet();
    public static final Parameter<String> FALLBACK_TRANSPORT_MAPS = Parameter.text(
                    "fallback_transport_maps", "", "Fallback transport maps.")
            .notYet();
    public static final Parameter<String> FORWARD_EXPANSION_FILTER = Parameter.text(
                    "forward_expansion_filter",
                    "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                    Limits.from(1),
                    "Forward expansion filter.")
            .notYet();
    public static final Parameter<String> FORWARD_PATH = Parameter.raw(
                    "forward_path", "$home/.forward${recipient_delimiter}${extension}, $home/.forward", "Forward path.")
            .notYet();
    public static final Parameter<Boolean> FROZEN_DELIVERED_TO =
            Parameter.bool("frozen_delivered_to", "yes", "Frozen delivered to.").notYet();
    public static final Parameter<String> HOME_MAILBOX =
            Parameter.text("home_mailbox", "", "Home mailbox.").notYet();
    public static final Parameter<String> LOCAL_COMMAND_SHELL =
            Parameter.text("local_command_shell", "", "Local command shell.").notYet();
    public static final Parameter<String> LOCAL_DELIVERY_STATUS_FILTER = Parameter.text(
                    "local_delivery_status_filter", "$default_delivery_status_filter", "Local delivery status filter.")
            .notYet();
    public static final Parameter<String> LUSER_RELAY =
            Parameter.raw("luser_relay", "", "Luser relay.").notYet();
    public static final Parameter<String> MAIL_SPOOL_DIRECTORY = Parameter.text(
                    "mail_spool_directory", "/var/spool/mail", "Mail spool directory.")
            .notYet();
    public static final Parameter<String> MAILBOX_COMMAND =
            Parameter.raw("mailbox_command", "", "Mailbox command.").notYet();
    public static final Parameter<String> MAILBOX_COMMAND_MAPS =
            Parameter.text("mailbox_command_maps", "", "Mailbox command maps.").notYet();
    public static final Parameter<String> MAILBOX_DELIVERY_LOCK = Parameter.text(
                    "mailbox_delivery_lock", "flock, dotlock", Limits.from(1), "Mailbox delivery lock.")
            .notYet();
    public static final Parameter<Long> MAILBOX_SIZE_LIMIT = Parameter.longInteger(
                    "mailbox_size_limit", "51200000", Limits.NONE, "Mailbox size limit.")
            .notYet();
    public static final Parameter<String> MAILBOX_TRANSPORT =
            Parameter.text("mailbox_transport", "", "Mailbox transport.").notYet();
    public static final Parameter<String> MAILBOX_TRANSPORT_MAPS = Parameter.text(
                    "mailbox_transport_maps", "", "Mailbox transport maps.")
            .notYet();
    public static final Parameter<String> PIPE_DELIVERY_STATUS_FILTER = Parameter.text(
                    "pipe_delivery_status_filter", "$default_delivery_status_filter", "Pipe delivery status filter.")
            .notYet();
    public static final Parameter<String> PREPEND_DELIVERED_HEADER = Parameter.text(
                    "prepend_delivered_header", "command, file, forward", "Prepend delivered header.")
            .notYet();
    public static final Parameter<Boolean> REQUIRE_HOME_DIRECTORY = Parameter.bool(
                    "require_home_directory", "no", "Require home directory.")
            .notYet();
    public static final Parameter<Boolean> RESET_OWNER_ALIAS =
            Parameter.bool("reset_owner_alias", "no", "Reset owner alias.").notYet();
    public static final Parameter<Duration> STALE_LOCK_TIME = Parameter.time(
                    "stale_lock_time", "500s", Limits.from(1), "Stale lock time.")
            .notYet();
    public static final Parameter<Boolean> STRICT_MAILBOX_OWNERSHIP = Parameter.bool(
                    "strict_mailbox_ownership", "yes", "Strict mailbox ownership.")
            .notYet();

    private LocalParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ALIAS_DATABASE,
                ALIAS_MAPS,
                ALLOW_MAIL_TO_COMMANDS,
                ALLOW_MAIL_TO_FILES,
                BIFF,
                COMMAND_EXECUTION_DIRECTORY,
                COMMAND_EXPANSION_FILTER,
                COMMAND_TIME_LIMIT,
                DEFAULT_PRIVS,
                DELIVER_LOCK_ATTEMPTS,
                DELIVER_LOCK_DELAY,
                EXECUTION_DIRECTORY_EXPANSION_FILTER,
                EXPAND_OWNER_ALIAS,
                FALLBACK_TRANSPORT,
                FALLBACK_TRANSPORT_MAPS,
                FORWARD_EXPANSION_FILTER,
                FORWARD_PATH,
                FROZEN_DELIVERED_TO,
                HOME_MAILBOX,
                LOCAL_COMMAND_SHELL,
                LOCAL_DELIVERY_STATUS_FILTER,
                LUSER_RELAY,
                MAIL_SPOOL_DIRECTORY,
                MAILBOX_COMMAND,
                MAILBOX_COMMAND_MAPS,
                MAILBOX_DELIVERY_LOCK,
                MAILBOX_SIZE_LIMIT,
                MAILBOX_TRANSPORT,
                MAILBOX_TRANSPORT_MAPS,
                PIPE_DELIVERY_STATUS_FILTER,
                PREPEND_DELIVERED_HEADER,
                REQUIRE_HOME_DIRECTORY,
                RESET_OWNER_ALIAS,
                STALE_LOCK_TIME,
                STRICT_MAILBOX_OWNERSHIP);
    }
}
