package mta.master;

import java.util.ArrayList;
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
final class DisabledServices {

    /// `smtp.inet`, as it was written before Postfix 2.11.
    private static final Pattern OLD_FORM = Pattern.compile("\\.(inet|unix|unix-dgram|fifo|pass)(?=[,\\s]|$)");

    private final MatchList names;

    private DisabledServices(MatchList names) {
        this.names = names;
    }

    /// The other services.
    ///
    /// @throws mta.core.config.ConfigException if a file or table that the setting names cannot be opened
    static MasterCf removed(MasterCf master, MainCf main) {
        String setting = main.get(ServiceParameters.MASTER_SERVICE_DISABLE);
        var warnings = new ArrayList<>(master.warnings());
        var disabled = new DisabledServices(
                MatchList.strings(OLD_FORM.matcher(setting).replaceAll("/$1"), new Tables(warnings::add)));
        var others = master.services().stream()
                .filter(entry -> !disabled.contains(entry))
                .toList();
        return new MasterCf(others, warnings);
    }

    /// What a table cannot tell now is left closed.
    private boolean contains(ServiceEntry entry) {
        String type = entry.type().word();
        return names.contains(entry.name() + "/" + type, type) != Membership.OUT;
    }
}
