package mta.cleanup.pickup;

import java.util.Set;
import mta.core.config.CleanupParameters;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.ReceiveOverride;
import mta.service.client.CleanupFlag;

/// What `main.cf` says about pickup(8).
///
/// @param myHostname in `Received:` headers
/// @param mailName the same
/// @param mailOwner the login name that owns requeued files
/// @param contentFilter where mail has to be filtered; may be empty
/// @param flags what cleanup(8) is asked to do
record PickupConfig(
        String myHostname, String mailName, String mailOwner, String contentFilter, Set<CleanupFlag> flags) {

    static PickupConfig from(MainCf main) {
        return new PickupConfig(
                main.get(CoreParameters.MYHOSTNAME),
                main.get(CoreParameters.MAIL_NAME),
                main.get(CoreParameters.MAIL_OWNER),
                main.get(CleanupParameters.CONTENT_FILTER),
                flags(main.get(CleanupParameters.RECEIVE_OVERRIDE_OPTIONS)));
    }

    private static Set<CleanupFlag> flags(Set<ReceiveOverride> overrides) {
        var flags = CleanupFlag.external(overrides);
        flags.add(CleanupFlag.BOUNCE);
        flags.add(CleanupFlag.AUTO_SMTPUTF8);
        return flags;
    }
}
