package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters that say where the parts of an installation are, and how several instances are managed.
public final class InstallationParameters {

    public static final Parameter<String> ALTERNATE_CONFIG_DIRECTORIES = Parameter.text(
                    "alternate_config_directories", "", "Alternate config directories.")
            .notYet();
    public static final Parameter<String> COMMAND_DIRECTORY = Parameter.text(
                    "command_directory", "/usr/sbin", Limits.from(1), "Command directory.")
            .notYet();
    public static final Parameter<String> DAEMON_DIRECTORY = Parameter.text(
                    "daemon_directory", "/usr/libexec/postfix", Limits.from(1), "Daemon directory.")
            .notYet();
    public static final Parameter<String> DEBUGGER_COMMAND = Parameter.text(
                    "debugger_command", "", Limits.from(1), "Debugger command.")
            .notYet();
    public static final Parameter<String> HTML_DIRECTORY = Parameter.text(
                    "html_directory", "no", Limits.from(1), "Html directory.")
            .notYet();
    public static final Parameter<String> MAILQ_PATH = Parameter.text(
                    "mailq_path", "/usr/bin/mailq", Limits.from(1), "Mailq path.")
            .notYet();
    public static final Parameter<String> MANPAGE_DIRECTORY = Parameter.text(
                    "manpage_directory", "/usr/share/man", Limits.from(1), "Manpage directory.")
            .notYet();
    public static final Parameter<String> META_DIRECTORY = Parameter.text(
                    "meta_directory", "/etc/postfix", Limits.from(1), "Meta directory.")
            .notYet();
    public static final Parameter<String> MULTI_INSTANCE_DIRECTORIES = Parameter.text(
                    "multi_instance_directories", "", "Multi instance directories.")
            .notYet();
    public static final Parameter<Boolean> MULTI_INSTANCE_ENABLE = Parameter.bool(
                    "multi_instance_enable", "no", "Multi instance enable.")
            .notYet();
    public static final Parameter<String> MULTI_INSTANCE_GROUP =
            Parameter.text("multi_instance_group", "", "Multi instance group.").notYet();
    public static final Parameter<String> MULTI_INSTANCE_NAME =
            Parameter.text("multi_instance_name", "", "Multi instance name.").notYet();
    public static final Parameter<String> MULTI_INSTANCE_WRAPPER = Parameter.text(
                    "multi_instance_wrapper", "", "Multi instance wrapper.")
            .notYet();
    public static final Parameter<String> NEWALIASES_PATH = Parameter.text(
                    "newaliases_path", "/usr/bin/newaliases", Limits.from(1), "Newaliases path.")
            .notYet();
    public static final Parameter<String> POSTMULTI_CONTROL_COMMANDS = Parameter.text(
                    "postmulti_control_commands", "reload flush", "Postmulti control commands.")
            .notYet();
    public static final Parameter<String> POSTMULTI_START_COMMANDS = Parameter.text(
                    "postmulti_start_commands", "start", "Postmulti start commands.")
            .notYet();
    public static final Parameter<String> POSTMULTI_STOP_COMMANDS = Parameter.text(
                    "postmulti_stop_commands", "stop abort drain quick-stop", "Postmulti stop commands.")
            .notYet();
    public static final Parameter<String> README_DIRECTORY = Parameter.text(
                    "readme_directory", "/usr/share/doc/postfix", Limits.from(1), "Readme directory.")
            .notYet();
    public static final Parameter<String> SAMPLE_DIRECTORY = Parameter.text(
                    "sample_directory", "/usr/share/doc/postfix/examples", Limits.from(1), "Sample directory.")
            .notYet();
    public static final Parameter<String> SENDMAIL_PATH = Parameter.text(
                    "sendmail_path", "/usr/sbin/sendmail", Limits.from(1), "Sendmail path.")
            .notYet();
    public static final Parameter<String> SHLIB_DIRECTORY = Parameter.text(
                    "shlib_directory", "/usr/lib/postfix", Limits.from(1), "Shlib directory.")
            .notYet();

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
