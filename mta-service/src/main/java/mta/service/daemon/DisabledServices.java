package mta.service.daemon;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.config.ServiceEntry;
import mta.core.config.ServiceParameters;

/// Services of `master.cf` that `master_service_disable` keeps from being opened: `inet` names all of that type,
/// `smtp/inet` one, and `!` makes an exception. The first word that matches decides.
///
/// Words only: as in Postfix, files and tables mean nothing here.
public final class DisabledServices {

    /// `smtp.inet`, as it was written before Postfix 2.11.
    private static final Pattern OLD_FORM = Pattern.compile("\\.(?=(inet|unix|unix-dgram|fifo|pass)$)");

    private final List<String> words;

    private DisabledServices(String setting) {
        this.words = Arrays.stream(setting.split("[,\\s]+"))
                .map(word -> OLD_FORM.matcher(word).replaceFirst("/"))
                .toList();
    }

    /// The other services, as this mail system runs them: see [MasterCf#asServed].
    ///
    /// What counts is the type that a line was written with, such as `pickup/fifo`; what is added has a type, too.
    public static MasterCf removed(MasterCf written, MainCf main) {
        var disabled = new DisabledServices(main.get(ServiceParameters.MASTER_SERVICE_DISABLE));
        var served =
                disabled.others(disabled.others(written.services()).asServed().services());
        return new MasterCf(served.services(), written.warnings());
    }

    private MasterCf others(List<ServiceEntry> services) {
        return new MasterCf(services.stream().filter(entry -> !contains(entry)).toList());
    }

    private boolean contains(ServiceEntry entry) {
        String type = entry.type().word();
        for (String word : words) {
            String pattern = word.replaceFirst("^!+", "");
            if (pattern.equalsIgnoreCase(type) || pattern.equalsIgnoreCase(entry.name() + "/" + type)) {
                return (word.length() - pattern.length()) % 2 == 0;
            }
        }
        return false;
    }
}
