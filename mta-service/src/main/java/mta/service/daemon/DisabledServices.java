package mta.service.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;
import mta.core.table.MatchList;
import mta.core.table.Membership;
import mta.core.table.Tables;

/// Services of `master.cf` that `master_service_disable` keeps from being opened: `inet` names all of that type,
/// `smtp/inet` one, and `!` makes an exception.
public final class DisabledServices {

    /// `smtp.inet`, as it was written before Postfix 2.11.
    private static final Pattern OLD_FORM = Pattern.compile("\\.(inet|unix|unix-dgram|fifo|pass)(?=[,\\s]|$)");

    private final MatchList names;

    private DisabledServices(MatchList names) {
        this.names = names;
    }

    /// The other services, as this mail system runs them: see [MasterCf#asServed].
    ///
    /// What counts is the type that a line was written with, such as `pickup/fifo`; what is added has a type, too.
    ///
    /// @throws mta.core.config.ConfigException if a file or table that the setting names cannot be opened
    public static MasterCf removed(MasterCf written, MainCf main) {
        String setting = main.get(ServiceParameters.MASTER_SERVICE_DISABLE);
        var warnings = new ArrayList<>(written.warnings());
        var disabled = new DisabledServices(
                MatchList.strings(OLD_FORM.matcher(setting).replaceAll("/$1"), new Tables(warnings::add)));
        var served =
                disabled.others(disabled.others(written.services()).asServed().services());
        return new MasterCf(served.services(), warnings.stream().distinct().toList());
    }

    private MasterCf others(List<ServiceEntry> services) {
        return new MasterCf(services.stream().filter(entry -> !contains(entry)).toList());
    }

    /// What a table cannot tell now is left closed.
    private boolean contains(ServiceEntry entry) {
        String type = entry.type().word();
        return names.contains(entry.name() + "/" + type, type) != Membership.OUT;
    }
}
