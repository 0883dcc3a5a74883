package mta.service.daemon;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.log.MailLog;
import mta.core.net.LocalConnector;
import mta.service.client.LocalService;

/// What a service is given to work with.
///
/// @param entry its line of `master.cf`
/// @param main its settings, with the line's overrides
/// @param master all services, for those that look others up
/// @param log the mail log under its own name
/// @param queueDirectory the top of the queue
/// @param clock what time it is
/// @param connector opens connections to other services
public record ServiceContext(
        ServiceEntry entry,
        MainCf main,
        MasterCf master,
        MailLog log,
        Path queueDirectory,
        InstantSource clock,
        LocalConnector connector) {

    /// The socket of another service: `private/NAME`, or `public/NAME` where `master.cf` says that it is not private,
    /// as of the few that commands talk to.
    public Path socketOf(String service) {
        String folder = master.services().stream()
                .filter(known -> known.name().equals(service) && known.type() == ServiceEntry.Type.UNIX)
                .findFirst()
                .map(known -> known.isPrivate() ? "private" : "public")
                .orElseGet(() -> usualFolder(service));
        return queueDirectory.resolve(folder + "/" + service);
    }

    private static String usualFolder(String service) {
        return switch (service) {
            case "pickup", "cleanup", "qmgr", "flush", "showq", "postlog", "postdrop" -> "public";
            default -> "private";
        };
    }

    /// The same while the service is overloaded: with `stress = yes`, unless its line of `master.cf` says otherwise.
    ServiceContext underStress() {
        String stress = CoreParameters.STRESS.name();
        var overrides = entry.overrides().containsKey(stress) ? Map.<String, String>of() : Map.of(stress, "yes");
        return new ServiceContext(entry, main.withOverrides(overrides), master, log, queueDirectory, clock, connector);
    }

    /// Another service, for conversations with it.
    public LocalService service(String name) {
        return new LocalService(
                socketOf(name),
                main.get(ServiceParameters.IPC_TIMEOUT),
                connector,
                main.get(ServiceParameters.IPC_IDLE),
                main.get(ServiceParameters.IPC_TTL));
    }
}
