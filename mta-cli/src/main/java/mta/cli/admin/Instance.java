package mta.cli.admin;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.posix.FileName;

/// One mail system of those that share a machine and the programs.
///
/// @param directory its configuration directory, by which it is known
/// @param queue its queue directory
/// @param data its data directory
/// @param name what it is called; in log lines, too
/// @param group which others it belongs to
/// @param enabled whether it is started and stopped together with the others
/// @param primary whether it is the one that lists the others
record Instance(
        String directory,
        String queue,
        String data,
        Optional<String> name,
        Optional<String> group,
        boolean enabled,
        boolean primary) {

    /// What every name begins with, so that directories that are named after instances are taken for nothing else.
    static final String PREFIX = "postfix-";

    private static final Set<String> YES_OR_NO = Set.of("yes", "no");

    /// The primary one.
    ///
    /// @param alone whether there is no other, so that nobody had a reason to enable it
    static Instance primary(MainCf main, boolean alone) {
        var instance = of(FileName.bytes(main.directory()), main, true);
        return alone ? instance.withEnabled(true) : instance;
    }

    /// One that the primary one lists, or is to list.
    static Instance secondary(String directory, Invocation call) throws CommandFailed {
        try {
            var main = MainCf.read(FileName.of(directory));
            String enable = InstallationParameters.MULTI_INSTANCE_ENABLE.name();
            String value = main.setting(enable).orElse("no");
            if (!YES_OR_NO.contains(value.toLowerCase(Locale.ROOT))) {
                throw new CommandFailed(
                        ExitStatus.FATAL, "Unexpected " + directory + "/main.cf entry: " + enable + " = " + value);
            }
            return of(directory, main, false);
        } catch (ConfigException e) {
            // In the words of the command that Postfix reads it with.
            call.err().println("postconf: fatal: " + e.getMessage());
            throw new CommandFailed(
                    ExitStatus.FATAL, "Failed to obtain all required " + directory + "/main.cf parameters");
        }
    }

    private static Instance of(String directory, MainCf main, boolean primary) {
        return new Instance(
                directory,
                main.get(CoreParameters.QUEUE_DIRECTORY),
                main.get(CoreParameters.DATA_DIRECTORY),
                given(main.get(InstallationParameters.MULTI_INSTANCE_NAME)),
                given(main.get(InstallationParameters.MULTI_INSTANCE_GROUP)),
                main.get(InstallationParameters.MULTI_INSTANCE_ENABLE),
                primary);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    /// The name of whoever has one, or a dash, as it is shown and asked for.
    static String orDash(Optional<String> text) {
        return text.orElse("-");
    }

    /// How `enabled` is shown.
    String enabledLetter() {
        return enabled ? "y" : "n";
    }

    /// The same, with what is assigned.
    Instance with(Assignment names) {
        return new Instance(
                directory,
                queue,
                data,
                names.name().map(Instance::given).orElse(name),
                names.group().map(Instance::given).orElse(group),
                enabled,
                primary);
    }

    private Instance withEnabled(boolean isEnabled) {
        return new Instance(directory, queue, data, name, group, isEnabled, primary);
    }
}
