package mta.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The services of `master.cf`, in the order of the file.
///
/// @param services one for each line; of duplicates the last
/// @param warnings what was odd about the file, in Postfix's words; the caller logs it
public record MasterCf(List<ServiceEntry> services, List<String> warnings) {

    private static final ServiceEntry POSTDROP = new ServiceEntry(
            "postdrop",
            ServiceEntry.Type.UNIX,
            false,
            true,
            false,
            Duration.ZERO,
            false,
            0,
            "postdrop",
            List.of(),
            Map.of(),
            0);

    /// How the name of the socket ends at which showq(8) tells all it knows.
    public static final String FULL = "-full";

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

    /// The services as this mail system runs them, from a `master.cf` that may have been written for Postfix.
    ///
    /// - `postdrop`, the socket by which local users submit mail, is added where it is missing: Postfix has a
    ///   set-gid program in its place, which needs no line.
    /// - `showq` gets a second socket, `showq-full`, for what the protocol of Postfix 3.7 has no words for.
    /// - The named pipes of Postfix 2 (`pickup fifo …`) are unix sockets here, as in the files of Postfix 3.
    public MasterCf asServed() {
        var served = new ArrayList<ServiceEntry>();
        for (var entry : services) {
            served.add(entry.type() == ServiceEntry.Type.FIFO ? entry.as(ServiceEntry.Type.UNIX) : entry);
            if (entry.command().equals("showq") && entry.type() == ServiceEntry.Type.UNIX) {
                served.add(entry.named(entry.name() + FULL));
            }
        }
        if (served.stream().noneMatch(entry -> entry.command().equals(POSTDROP.command()))) {
            served.add(POSTDROP);
        }
        return new MasterCf(served, warnings);
    }
}
