package mta.master;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.Parameter;
import mta.core.config.ServiceEntry;
import mta.core.config.SupportCheck;
import mta.core.log.MailLog;

/// What master(8) works by: the settings, the services that can run, and where they listen.
///
/// @param main the settings
/// @param master all lines of `master.cf`
/// @param addresses for the inet services
record Configuration(MainCf main, MasterCf master, InetNames addresses) {

    /// What Postfix needs processes for, and is done here inside the programs that would ask them.
    private static final Set<String> NOT_NEEDED = Set.of("trivial-rewrite", "proxymap", "scache");

    /// Reads the files of a directory.
    ///
    /// @throws ConfigException where they cannot be used
    static Configuration read(Path directory) {
        var main = MainCf.read(directory);
        return new Configuration(main, MasterCf.read(directory, main).asServed(), InetNames.of(main));
    }

    /// Logs what is odd about it.
    void warn(MailLog log) {
        main.warnings().forEach(log::warning);
        master.warnings().forEach(log::warning);
        var missing = new TreeSet<String>();
        for (ServiceEntry entry : master.services()) {
            if (!isServed(entry) && !NOT_NEEDED.contains(entry.command())) {
                missing.add(entry.name() + "/" + entry.type().word());
            }
        }
        if (!missing.isEmpty()) {
            log.warning("services of master.cf that are not implemented: " + String.join(" ", missing));
        }
        master.services().stream()
                .filter(ServiceEntry::chroot)
                .map(ServiceEntry::name)
                .reduce((one, other) -> one + " " + other)
                .ifPresent(names -> log.warning("chroot is not implemented, and not applied to: " + names));
    }

    /// Refuses to work without a protection that was asked for.
    ///
    /// @throws ConfigException where a parameter is set that protects, and is not implemented
    void checkProtection(MailLog log) {
        var refusals = SupportCheck.of(main, master).refusals();
        refusals.forEach(log::error);
        if (!refusals.isEmpty()) {
            throw new ConfigException(refusals.getFirst());
        }
    }

    /// Reads the files again for a reload. What needs a stop and a start keeps its old value, as in Postfix.
    ///
    /// @throws ConfigException where they cannot be used
    Configuration readAgain(MailLog log) {
        var next = read(main.directory());
        for (Parameter<String> fixed : List.of(CoreParameters.QUEUE_DIRECTORY, CoreParameters.INET_PROTOCOLS)) {
            if (!main.get(fixed).equals(next.main.get(fixed))) {
                log.warning("ignoring " + fixed.name() + " parameter value change");
                log.warning("old value: \"" + main.get(fixed) + "\", new value: \"" + next.main.get(fixed) + "\"");
                log.warning("to change " + fixed.name() + ", stop and start Postfix");
            }
        }
        if (!main.get(CoreParameters.INET_INTERFACES).equals(next.main.get(CoreParameters.INET_INTERFACES))) {
            next.services().stream()
                    .filter(entry -> entry.type() == ServiceEntry.Type.INET)
                    .forEach(entry -> {
                        log.warning("service " + entry.name() + ": ignoring inet_interfaces change");
                        log.warning("to change inet_interfaces, stop and start Postfix");
                    });
        }
        next.checkProtection(log);
        next.warn(log);
        return new Configuration(next.main, next.master, addresses);
    }

    private static boolean isServed(ServiceEntry entry) {
        return hasHost(entry) || MasterLog.isPostlog(entry);
    }

    private static boolean hasHost(ServiceEntry entry) {
        return switch (entry.type()) {
            case INET, UNIX -> HostKind.of(entry).isPresent();
            case UNIX_DGRAM, FIFO, PASS -> false;
        };
    }

    /// The services that have a process to run in.
    List<ServiceEntry> services() {
        return master.services().stream().filter(Configuration::hasHost).toList();
    }

    /// The services of one host.
    List<ServiceEntry> servicesOf(HostKind kind) {
        return services().stream()
                .filter(entry -> HostKind.of(entry).filter(kind::equals).isPresent())
                .toList();
    }
}
