package mta.core.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mta.core.config.Parameter.Limits;

/// Parameters of local(8): aliases, `.forward`, mailboxes and commands; some serve pipe(8) and spawn(8) too.
public final class LocalParameters {

    public static final Parameter<String> ALIAS_DATABASE = Parameter.text(
            "alias_database", "$default_database_type:/etc/aliases", "Alias databases that newaliases(1) builds.");
    public static final Parameter<String> ALIAS_MAPS = Parameter.text(
            "alias_maps", "$default_database_type:/etc/aliases", "Alias databases that local delivery uses.");
    public static final Parameter<Set<AddressSource>> ALLOW_MAIL_TO_COMMANDS = Parameter.text(
                    "allow_mail_to_commands",
                    "alias, forward",
                    "Where aliases may name a command: alias, forward, include.")
            .listOf(EnumSet.of(AddressSource.ALIAS, AddressSource.FORWARD, AddressSource.INCLUDE));
    public static final Parameter<Set<AddressSource>> ALLOW_MAIL_TO_FILES = Parameter.text(
                    "allow_mail_to_files", "alias, forward", "Where aliases may name a file: alias, forward, include.")
            .listOf(EnumSet.of(AddressSource.ALIAS, AddressSource.FORWARD, AddressSource.INCLUDE));
    public static final Parameter<Boolean> BIFF =
            Parameter.bool("biff", "yes", "Whether users who asked for it are told of new mail on their terminal.");
    public static final Parameter<String> COMMAND_EXECUTION_DIRECTORY =
            Parameter.raw("command_execution_directory", "", "Directory in which commands of local delivery run.");
    public static final Parameter<String> COMMAND_EXPANSION_FILTER = Parameter.text(
            "command_expansion_filter",
            "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            Limits.from(1),
            "Characters allowed in what $name brings into mailbox_command.");
    public static final Parameter<Duration> COMMAND_TIME_LIMIT = Parameter.time(
            "command_time_limit",
            "1000s",
            Limits.from(1),
            "How long a command of a delivery may run, in seconds by default.");
    public static final Parameter<String> DEFAULT_PRIVS = Parameter.text(
            "default_privs",
            "nobody",
            Limits.from(1),
            "The user whose rights commands and files get that belong to nobody.");
    public static final Parameter<Integer> DELIVER_LOCK_ATTEMPTS =
            Parameter.integer("deliver_lock_attempts", "20", Limits.from(1), "How often locking a mailbox is tried.");
    public static final Parameter<Duration> DELIVER_LOCK_DELAY = Parameter.time(
            "deliver_lock_delay",
            "1s",
            Limits.from(1),
            "How long to wait between attempts to lock a mailbox, in seconds by default.");
    public static final Parameter<String> EXECUTION_DIRECTORY_EXPANSION_FILTER = Parameter.text(
            "execution_directory_expansion_filter",
            "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            Limits.from(1),
            "Characters allowed in what $name brings into command_execution_directory.");
    public static final Parameter<Boolean> EXPAND_OWNER_ALIAS = Parameter.bool(
            "expand_owner_alias",
            "no",
            "Whether the sender for a list is what its owner alias stands for, instead of the alias.");
    public static final Parameter<String> FALLBACK_TRANSPORT =
            Parameter.text("fallback_transport", "", "Transport for recipients that local delivery does not know.");
    public static final Parameter<String> FALLBACK_TRANSPORT_MAPS = Parameter.text(
            "fallback_transport_maps",
            "",
            "Tables of transports for single recipients that local delivery does not know.");
    public static final Parameter<String> FORWARD_EXPANSION_FILTER = Parameter.text(
            "forward_expansion_filter",
            "1234567890!@%-_=+:,./abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            Limits.from(1),
            "Characters allowed in what $name brings into forward_path.");
    public static final Parameter<String> FORWARD_PATH = Parameter.raw(
            "forward_path",
            "$home/.forward${recipient_delimiter}${extension}, $home/.forward",
            "Files in which users say where their mail goes, tried in order.");
    public static final Parameter<Boolean> FROZEN_DELIVERED_TO = Parameter.bool(
            "frozen_delivered_to", "yes", "Whether Delivered-To keeps its address during expansion of an alias.");
    public static final Parameter<String> HOME_MAILBOX = Parameter.text(
            "home_mailbox",
            "",
            "Mailbox below a user's home directory; ends in \"/\" for maildir; empty for mail_spool_directory.");
    public static final Parameter<String> LOCAL_COMMAND_SHELL = Parameter.text(
            "local_command_shell",
            "",
            "Shell that runs commands of local delivery; empty to run simple commands directly.");
    public static final Parameter<String> LOCAL_DELIVERY_STATUS_FILTER = Parameter.text(
            "local_delivery_status_filter",
            "$default_delivery_status_filter",
            "Table that changes status code and text of local deliveries.");
    public static final Parameter<String> LUSER_RELAY =
            Parameter.raw("luser_relay", "", "Address that gets mail for unknown local users.");
    public static final Parameter<String> MAIL_SPOOL_DIRECTORY = Parameter.text(
            "mail_spool_directory", "/var/spool/mail", "Directory of mailboxes; ends in \"/\" for maildir.");
    public static final Parameter<String> MAILBOX_COMMAND =
            Parameter.raw("mailbox_command", "", "Command that takes over local delivery to a mailbox.");
    public static final Parameter<String> MAILBOX_COMMAND_MAPS =
            Parameter.text("mailbox_command_maps", "", "Tables of such commands for single users.");
    public static final Parameter<Set<LockStyle>> MAILBOX_DELIVERY_LOCK = Parameter.text(
                    "mailbox_delivery_lock",
                    "fcntl, dotlock",
                    Limits.from(1),
                    "How mailboxes are locked, the methods in order.")
            .listOf(EnumSet.allOf(LockStyle.class));
    public static final Parameter<Long> MAILBOX_SIZE_LIMIT = Parameter.longInteger(
            "mailbox_size_limit",
            "51200000",
            Limits.NONE,
            "How many bytes a mailbox or maildir file may have; 0 for no limit.");
    public static final Parameter<String> MAILBOX_TRANSPORT =
            Parameter.text("mailbox_transport", "", "Transport that takes over all local mailbox delivery.");
    public static final Parameter<String> MAILBOX_TRANSPORT_MAPS =
            Parameter.text("mailbox_transport_maps", "", "Tables of such transports for single users.");
    public static final Parameter<String> PIPE_DELIVERY_STATUS_FILTER = Parameter.text(
                    "pipe_delivery_status_filter",
                    "$default_delivery_status_filter",
                    "Table that changes status code and text of deliveries by pipe(8).")
            .notYet();
    public static final Parameter<Set<DeliveredHeaderUse>> PREPEND_DELIVERED_HEADER = Parameter.text(
                    "prepend_delivered_header",
                    "command, file, forward",
                    "Kinds of local delivery that put a Delivered-To header before the message.")
            .listOf(EnumSet.allOf(DeliveredHeaderUse.class));
    public static final Parameter<Boolean> REQUIRE_HOME_DIRECTORY = Parameter.bool(
            "require_home_directory", "no", "Whether mail waits while the user's home directory is missing.");
    public static final Parameter<Boolean> RESET_OWNER_ALIAS = Parameter.bool(
            "reset_owner_alias", "no", "Whether an alias without owner drops the sender set by the list it is in.");
    public static final Parameter<Duration> STALE_LOCK_TIME = Parameter.time(
            "stale_lock_time",
            "500s",
            Limits.from(1),
            "After how long a mailbox lock file is taken for left over, in seconds by default.");
    public static final Parameter<Boolean> STRICT_MAILBOX_OWNERSHIP = Parameter.bool(
            "strict_mailbox_ownership", "yes", "Whether mail waits when a mailbox belongs to somebody else.");

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
