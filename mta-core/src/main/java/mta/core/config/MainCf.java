package mta.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of one service: `main.cf`, the catalogue's defaults, and the `-o` overrides of the service.
///
/// An immutable value, handed to everything that needs settings; two services of one process may hold
/// different ones. `$name` in a value is expanded when it is read.
///
/// **Errors.** A value that cannot be read is a [ConfigException] in Postfix's words, at the first [#get] or,
/// for all parameters at once, at [#check].
public interface MainCf {

    /// Reads `main.cf` in a configuration directory.
    ///
    /// @throws ConfigException if it cannot be read or is malformed, with file and line
    static MainCf read(Path configDirectory) {
        return read(configDirectory, Machine.local());
    }

    /// Reads `main.cf`, with the defaults that another machine would have.
    ///
    /// @throws ConfigException if it cannot be read or is malformed, with file and line
    static MainCf read(Path configDirectory, Machine machine) {
        return MainCfFile.read(configDirectory, machine);
    }

    /// The configuration directory that the environment names with `MAIL_CONFIG`, or `/etc/postfix`.
    static Path directoryFrom(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("MAIL_CONFIG", "/etc/postfix"));
    }

    /// The directory that `main.cf` and `master.cf` were read from.
    Path directory();

    /// What was odd about the file, in Postfix's words; the caller logs it.
    List<String> warnings();

    /// What a name is set to, expanded: a parameter, or a name that the administrator made up, such as a restriction
    /// class. Empty where it is not set, whatever its default is.
    Optional<String> setting(String name);

    /// Where a name is set, such as `/etc/postfix/main.cf, line 12`; empty where it is not set in the file.
    Optional<String> origin(String name);

    /// Which release's defaults count.
    ///
    /// @throws ConfigException if `compatibility_level` is malformed
    CompatibilityLevel compatibilityLevel();

    /// The value of a parameter, expanded and checked.
    <T> T get(Parameter<T> parameter);

    /// The value of a parameter that exists once for each transport, such as
    /// `smtp_destination_concurrency_limit`, with the general parameter behind it.
    ///
    /// @param transport the service name, such as `smtp`
    /// @param suffix such as `_destination_concurrency_limit`
    /// @param general the parameter that counts where the transport's own is not set
    <T> T get(String transport, String suffix, Parameter<T> general);

    /// Expands `$name` and `${…}` in other text with these settings.
    String expand(String text);

    /// These settings, some of them overridden.
    MainCf withOverrides(Map<String, String> overrides);

    /// The settings as a process of a name sees them: with `$process_name` and `$process_id`.
    default MainCf forProcess(String name) {
        return withOverrides(Map.of(
                CoreParameters.PROCESS_NAME.name(),
                name,
                CoreParameters.PROCESS_ID.name(),
                Long.toString(ProcessHandle.current().pid())));
    }

    /// The settings of a service of this process: with the `-o` options of its line, and with its `$service_name`.
    default MainCf forService(ServiceEntry service) {
        return withOverrides(service.overrides())
                .forProcess(service.command())
                .withOverrides(Map.of(CoreParameters.SERVICE_NAME.name(), service.name()));
    }

    /// Reads every parameter once, so that a bad value is found before any mail is touched.
    ///
    /// @throws ConfigException for the first bad value
    void check();
}
