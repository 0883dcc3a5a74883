package mta.cli.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.posix.FileName;

/// Which instance has which directory and name, so that no two have the same.
final class InstanceClaims {

    private static final String CONFIG_DIRECTORY = "config_directory";

    /// By value; who has it, and as what.
    private final Map<String, String> owners = new HashMap<>();

    /// @param main of the primary instance, to which the shared directories are counted
    InstanceClaims(MainCf main) throws CommandFailed {
        // Not meta_directory, which usually is one of the others as well.
        for (var parameter : List.of(
                InstallationParameters.COMMAND_DIRECTORY,
                InstallationParameters.DAEMON_DIRECTORY,
                InstallationParameters.SHLIB_DIRECTORY)) {
            String value = main.get(parameter);
            if (value.startsWith("/")) {
                claim(FileName.bytes(main.directory()), parameter.name(), value);
            }
        }
    }

    /// Notes what an instance has.
    ///
    /// @throws CommandFailed where another one has it
    void claim(Instance instance) throws CommandFailed {
        if (instance.name().isPresent()) {
            claimName(instance, instance.name().get());
        }
        claim(instance.directory(), CONFIG_DIRECTORY, instance.directory());
        claim(instance.directory(), "queue_directory", instance.queue());
        claim(instance.directory(), "data_directory", instance.data());
    }

    /// Notes that an instance is to have a name.
    ///
    /// @throws CommandFailed where another one has it
    void claimName(Instance instance, String name) throws CommandFailed {
        claim(instance.directory(), InstallationParameters.MULTI_INSTANCE_NAME.name(), name);
    }

    private void claim(String directory, String parameter, String value) throws CommandFailed {
        String claimant = directory + ", " + parameter;
        String owner = owners.putIfAbsent(key(value), claimant);
        if (owner != null && !owner.equals(claimant)) {
            throw new CommandFailed(
                    ExitStatus.FATAL,
                    "instance " + claimant + "=" + value + " conflicts with instance " + owner + "=" + value);
        }
    }

    /// However a directory is written, such as with a slash at the end, it is the same one.
    private static String key(String value) {
        return value.startsWith("/") ? FileName.bytes(FileName.of(value).normalize()) : value;
    }

    /// Refuses a configuration directory that is one already, or another directory of an instance.
    void checkNew(String directory) throws CommandFailed {
        Optional<String> owner = Optional.ofNullable(owners.get(key(directory)));
        if (owner.isPresent()) {
            throw new CommandFailed(
                    ExitStatus.FATAL,
                    "new " + CONFIG_DIRECTORY + "=" + directory + " is already in use by instance " + owner.get() + "="
                            + directory);
        }
    }
}
