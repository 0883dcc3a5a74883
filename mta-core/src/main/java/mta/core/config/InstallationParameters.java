package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters that say where the parts of an installation are, and how several instances are managed.
public final class InstallationParameters {

    public static final Parameter<String> ALTERNATE_CONFIG_DIRECTORIES = Parameter.text(
            "alternate_config_directories", "", "Other configuration directories that unprivileged callers may name.");
    public static final Parameter<String> COMMAND_DIRECTORY =
            Parameter.text("command_directory", "/usr/sbin", Limits.from(1), "Where the administrative commands are.");
    public static final Parameter<String> DAEMON_DIRECTORY = Parameter.text(
            "daemon_directory",
            "/usr/libexec/postfix",
            Limits.from(1),
            "Where the programs that master(8) starts are.");
    public static final Parameter<String> DEBUGGER_COMMAND = Parameter.text(
            "debugger_command", "", Limits.from(1), "Command that is run to debug a process which is started with -D.");
    public static final Parameter<String> HTML_DIRECTORY = Parameter.text(
            "html_directory",
            "no",
            Limits.from(1),
            "Where the documentation in HTML is; \"no\" if it is not installed.");
    public static final Parameter<String> MAILQ_PATH =
            Parameter.text("mailq_path", "/usr/bin/mailq", Limits.from(1), "Where the mailq command is installed.");
    public static final Parameter<String> MANPAGE_DIRECTORY =
            Parameter.text("manpage_directory", "/usr/share/man", Limits.from(1), "Where manual pages are.");
    public static final Parameter<String> META_DIRECTORY = Parameter.text(
            "meta_directory", "/etc/postfix", Limits.from(1), "Where files are that administrators need not edit.");
    public static final Parameter<String> MULTI_INSTANCE_DIRECTORIES = Parameter.text(
            "multi_instance_directories",
            "",
            "Configuration directories of secondary instances; set in the primary one.");
    public static final Parameter<Boolean> MULTI_INSTANCE_ENABLE =
            Parameter.bool("multi_instance_enable", "no", "Whether the instance manager may start this instance.");
    public static final Parameter<String> MULTI_INSTANCE_GROUP =
            Parameter.text("multi_instance_group", "", "The group of instances that this one belongs to.");
    public static final Parameter<String> MULTI_INSTANCE_NAME =
            Parameter.text("multi_instance_name", "", "The name of this instance.");
    public static final Parameter<String> MULTI_INSTANCE_WRAPPER = Parameter.text(
            "multi_instance_wrapper", "", "Command that handles start, stop and others for all instances.");
    public static final Parameter<String> NEWALIASES_PATH = Parameter.text(
            "newaliases_path", "/usr/bin/newaliases", Limits.from(1), "Where the newaliases command is installed.");
    public static final Parameter<String> POSTMULTI_CONTROL_COMMANDS = Parameter.text(
            "postmulti_control_commands", "reload flush", "Commands that postmulti(1) passes to running instances.");
    public static final Parameter<String> POSTMULTI_START_COMMANDS =
            Parameter.text("postmulti_start_commands", "start", "Commands that postmulti(1) treats as \"start\".");
    public static final Parameter<String> POSTMULTI_STOP_COMMANDS = Parameter.text(
            "postmulti_stop_commands",
            "stop abort drain quick-stop",
            "Commands that postmulti(1) treats as \"stop\", in reverse order of instances.");
    public static final Parameter<String> README_DIRECTORY = Parameter.text(
            "readme_directory",
            "/usr/share/doc/postfix",
            Limits.from(1),
            "Where the README files are; \"no\" if they are not installed.");
    public static final Parameter<String> SAMPLE_DIRECTORY = Parameter.text(
            "sample_directory",
            "/usr/share/doc/postfix/examples",
            Limits.from(1),
            "Where sample configuration files are.");
    public static final Parameter<String> SENDMAIL_PATH = Parameter.text(
            "sendmail_path", "/usr/sbin/sendmail", Limits.from(1), "Where the sendmail command is installed.");
    public static final Parameter<String> SHLIB_DIRECTORY = Parameter.text(
            "shlib_directory", "/usr/lib/postfix", Limits.from(1), "Where shared libraries and database plug-ins are.");

    private InstallationParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ALTERNATE_CONFIG_DIRECTORIES,
                COMMAND_DIRECTORY,
                DAEMON_DIRECTORY,
                DEBUGGER_COMMAND,
                HTML_DIRECTORY,
                MAILQ_PATH,
                MANPAGE_DIRECTORY,
                META_DIRECTORY,
                MULTI_INSTANCE_DIRECTORIES,
                MULTI_INSTANCE_ENABLE,
                MULTI_INSTANCE_GROUP,
                MULTI_INSTANCE_NAME,
                MULTI_INSTANCE_WRAPPER,
                NEWALIASES_PATH,
                POSTMULTI_CONTROL_COMMANDS,
                POSTMULTI_START_COMMANDS,
                POSTMULTI_STOP_COMMANDS,
                README_DIRECTORY,
                SAMPLE_DIRECTORY,
                SENDMAIL_PATH,
                SHLIB_DIRECTORY);
    }
}
