package mta.core.config;

import java.nio.file.Path;
import java.util.List;

/// The services of `master.cf`, in the order of the file.
///
/// @param services one for each line; of duplicates the last
public record MasterCf(List<ServiceEntry> services) {

    /// Reads `master.cf` in a configuration directory.
    ///
    /// @throws ConfigException if it cannot be read or is malformed, with file and line
    public static MasterCf read(Path configDirectory, MainCf main) {
        return MasterCfFile.read(configDirectory, main);
    }
}
