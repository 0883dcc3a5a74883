package mta.service.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;

/// Which services of `master.cf` this mail system runs, and what it says of the others.
public final class ServiceSupport {

    /// What Postfix needs processes for, and is done here inside the programs that would ask them.
    private static final Set<String> NOT_NEEDED = Set.of("anvil", "proxymap", "scache");

    private ServiceSupport() {}

    /// Whether a service has a process to run in.
    public static boolean hasHost(ServiceEntry entry) {
        return switch (entry.type()) {
            case INET, UNIX -> HostKind.of(entry).isPresent();
            case UNIX_DGRAM, FIFO, PASS -> false;
        };
    }

    /// Whether this is where commands send their lines of the log; master(8) itself receives them.
    public static boolean isPostlog(ServiceEntry entry) {
        return entry.type() == ServiceEntry.Type.UNIX_DGRAM && entry.command().equals("postlogd");
    }

    /// What is asked for and not done, for the log.
    public static List<String> warnings(MasterCf master) {
        var warnings = new ArrayList<String>();
        String missing = named(master, ServiceSupport::isMissing);
        if (!missing.isEmpty()) {
            warnings.add("services of master.cf that are not implemented: " + missing);
        }
        String confined = named(master, entry -> entry.chroot() && !isMissing(entry));
        if (!confined.isEmpty()) {
            warnings.add("chroot is not implemented, and not applied to: " + confined);
        }
        return List.copyOf(warnings);
    }

    private static boolean isMissing(ServiceEntry entry) {
        return !hasHost(entry) && !isPostlog(entry) && !NOT_NEEDED.contains(entry.command());
    }

    private static String named(MasterCf master, Predicate<ServiceEntry> which) {
        return master.services().stream()
                .filter(which)
                .map(ServiceSupport::name)
                .collect(Collectors.joining(", "));
    }

    /// As postconf(1) names it, and its program where the name does not tell that.
    private static String name(ServiceEntry entry) {
        String name = entry.name() + "/" + entry.type().word();
        return entry.name().equals(entry.command()) ? name : name + " (" + entry.command() + ")";
    }
}
