package mta.master;

import java.nio.file.Path;
import java.util.List;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.Parameter;
import mta.core.config.ServiceEntry;
import mta.core.config.SupportCheck;
import mta.core.log.MailLog;
import mta.service.daemon.DisabledServices;
import mta.service.daemon.HostKind;
import mta.service.daemon.ServiceSupport;

/// What master(8) works by: the settings, the services that can run, and where they listen.
///
/// @param main the settings
/// @param master the lines of `master.cf`, but for disabled ones
/// @param addresses for the inet services
record Configuration(MainCf main, MasterCf master, InetNames addresses) {

    /// Reads the files of a directory.
    ///
    /// @throws ConfigException where they cannot be used
    static Configuration read(Path directory) {
        var main = MainCf.read(directory).forProcess("master");
        var master = DisabledServices.removed(MasterCf.read(directory, main), main);
        return new Configuration(main, master, InetNames.of(main));
    }

    /// Logs what is odd about the files.
    void warn(MailLog log) {
        main.warnings().forEach(log::warning);
        master.warnings().forEach(log::warning);
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
        next.main.check();
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
        SupportCheck.of(next.main, next.master).warnings().forEach(log::warning);
        ServiceSupport.warnings(next.master).forEach(log::warning);
        return new Configuration(next.main, next.master, addresses);
    }

    /// The services that have a process to run in.
    List<ServiceEntry> services() {
        return master.services().stream().filter(ServiceSupport::hasHost).toList();
    }

    /// The services of one host.
    List<ServiceEntry> servicesOf(HostKind kind) {
        return services().stream()
                .filter(entry -> HostKind.of(entry).filter(kind::equals).isPresent())
                .toList();
    }
}
