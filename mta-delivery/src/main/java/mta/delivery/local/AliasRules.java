package mta.delivery.local;

import java.util.Set;
import mta.core.config.AddressSource;
import mta.core.config.CleanupParameters;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;

/// What aliases and the like may do.
///
/// @param commands where a command may stand, `allow_mail_to_commands`
/// @param files where a file may stand, `allow_mail_to_files`
/// @param propagating from where an extension that nobody took goes on, `propagate_unmatched_extensions`
/// @param owners whether `owner-NAME` is the owner of the alias `NAME`, `owner_request_special`
/// @param expandsOwner whether the sender is what the owner alias stands for, `expand_owner_alias`
/// @param resetsOwner whether an alias without an owner drops that of the alias it stands in, `reset_owner_alias`
record AliasRules(
        Set<AddressSource> commands,
        Set<AddressSource> files,
        Set<AddressSource> propagating,
        boolean owners,
        boolean expandsOwner,
        boolean resetsOwner) {

    static AliasRules from(MainCf main) {
        return new AliasRules(
                main.get(LocalParameters.ALLOW_MAIL_TO_COMMANDS),
                main.get(LocalParameters.ALLOW_MAIL_TO_FILES),
                main.get(CleanupParameters.PROPAGATE_UNMATCHED_EXTENSIONS),
                main.get(RewriteParameters.OWNER_REQUEST_SPECIAL),
                main.get(LocalParameters.EXPAND_OWNER_ALIAS),
                main.get(LocalParameters.RESET_OWNER_ALIAS));
    }

    /// An extension that nobody took, as far as it goes on from there.
    String kept(AddressSource source, String extension) {
        return propagating.contains(source) ? extension : "";
    }
}
