package mta.core.config;

import java.nio.file.Path;
import java.util.List;

/// The services of `master.cf`, in the order of the file.
///
/// @param services one for each line; of duplicates the last
/// @param warnings what was odd about the file, in Postfix's words; the caller logs it
public record MasterCf(List<ServiceEntry> services, List<String> warnings) {

    public MasterCf {
        services = List.copyOf(services);
        warnings = List.copyOf(warnings);
    }

    public MasterCf(List<ServiceEntry> services) {
        this(services, List.of());
    }

    /// Reads `master.cf` in a configuration directory.
    ///
    /// @throws ConfigException if it cannot be read or is malformed, with file and line
    public static MasterCf read(Path configDirectory, MainCf main) {
        return new MasterCfFile(configDirectory.resolve("master.cf"), main).read();
    }
}
