package mta.delivery.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mta.core.config.CleanupParameters;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.config.RewriteParameters;
import mta.delivery.local.Member.Source;

/// What aliases and the like may do.
///
/// @param commands where a command may stand, `allow_mail_to_commands`
/// @param files where a file may stand, `allow_mail_to_files`
/// @param propagating from where an extension that nobody took goes on, `propagate_unmatched_extensions`
/// @param owners whether `owner-NAME` is the owner of the alias `NAME`, `owner_request_special`
/// @param expandsOwner whether the sender is what the owner alias stands for, `expand_owner_alias`
/// @param resetsOwner whether an alias without an owner drops that of the alias it stands in, `reset_owner_alias`
record AliasRules(
        Set<Source> commands,
        Set<Source> files,
        Set<Source> propagating,
        boolean owners,
        boolean expandsOwner,
        boolean resetsOwner) {

    /// Those that say nothing of aliases, but stand in the same setting.
    private static final Set<String> MAPPINGS = Set.of("canonical", "virtual", "generic");

    static AliasRules from(MainCf main) {
        return new AliasRules(
                sources(main, LocalParameters.ALLOW_MAIL_TO_COMMANDS, Set.of()),
                sources(main, LocalParameters.ALLOW_MAIL_TO_FILES, Set.of()),
                sources(main, CleanupParameters.PROPAGATE_UNMATCHED_EXTENSIONS, MAPPINGS),
                main.get(RewriteParameters.OWNER_REQUEST_SPECIAL),
                main.get(LocalParameters.EXPAND_OWNER_ALIAS),
                main.get(LocalParameters.RESET_OWNER_ALIAS));
    }

    private static Set<Source> sources(MainCf main, Parameter<String> setting, Set<String> others) {
        return Arrays.stream(main.get(setting).toLowerCase(Locale.ROOT).split("[ \\t\\r\\n,]+"))
                .filter(word -> !word.isEmpty() && !others.contains(word))
                .map(word -> Source.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
