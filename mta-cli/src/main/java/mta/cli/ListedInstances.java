package mta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import mta.core.config.ConfigException;
import mta.core.config.InstallationParameters;
import mta.core.config.Parameter;
import mta.core.config.SettingsFile;
import mta.core.posix.FileName;
import mta.core.posix.Processes;

/// Which configuration directories somebody who is not root may name to the commands of users: the usual one, and those
/// that its `main.cf` lists.
///
/// In Postfix these commands have more rights than who calls them. Here they have none, and whoever runs a mail system
/// of his own may name it; but an administrator who leaves an instance off the list means that users keep out of it.
public final class ListedInstances {

    private final Path primary;
    private final int caller;

    ListedInstances(Path primary, int caller) {
        this.primary = primary;
        this.caller = caller;
    }

    /// Refuses a directory that this process may not name.
    ///
    /// @param option the value of `-c`; empty if it was not given
    /// @param status with which the command ends then
    public static void check(Invocation call, String option, int status) throws CommandFailed {
        new ListedInstances(Path.of(Invocation.DEFAULT_CONFIG_DIRECTORY), Processes.effectiveUser())
                .check(call, call.configDirectory(option), status);
    }

    void check(Invocation call, Path directory, int status) throws CommandFailed {
        Path file = primary.resolve("main.cf");
        // Without a primary instance there is no list to be on.
        if (caller == 0 || directory.equals(primary) || isCallers(directory) || !Files.exists(file)) {
            return;
        }
        if (!isListed(FileName.bytes(directory), file, status)) {
            call.err()
                    .println(call.name() + ": error: unauthorized configuration directory name: "
                            + FileName.bytes(directory));
            throw new CommandFailed(
                    status,
                    "specify \"" + InstallationParameters.ALTERNATE_CONFIG_DIRECTORIES.name() + " = "
                            + FileName.bytes(directory)
                            + "\" or \"" + InstallationParameters.MULTI_INSTANCE_DIRECTORIES.name() + " = "
                            + FileName.bytes(directory)
                            + "\" in " + file);
        }
    }

    private boolean isCallers(Path directory) {
        try {
            return (int) Files.getAttribute(directory.resolve("main.cf"), "unix:uid") == caller;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isListed(String directory, Path file, int status) throws CommandFailed {
        try {
            var settings = SettingsFile.read(file).settings();
            return Stream.of(
                            InstallationParameters.ALTERNATE_CONFIG_DIRECTORIES,
                            InstallationParameters.MULTI_INSTANCE_DIRECTORIES)
                    .map(Parameter::name)
                    .flatMap(name -> Optional.ofNullable(settings.get(name)).stream())
                    .flatMap(setting -> Stream.of(setting.value().split("[, \\t\\r\\n]+")))
                    .anyMatch(directory::equals);
        } catch (ConfigException e) {
            throw new CommandFailed(status, e.getMessage());
        }
    }
}
