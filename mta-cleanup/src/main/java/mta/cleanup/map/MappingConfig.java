package mta.cleanup.map;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;
import mta.core.config.Parameter;

/// What `main.cf` says about mapping, besides the tables.
///
/// @param canonicalUses which addresses `canonical_maps` are for
/// @param senderCanonicalUses which addresses `sender_canonical_maps` are for
/// @param recipientCanonicalUses which addresses `recipient_canonical_maps` are for
/// @param masqueradeUses which addresses are masqueraded
/// @param propagatesCanonical whether an extension survives a canonical table
/// @param propagatesVirtual whether an extension survives a virtual alias
/// @param expansionLimit how many addresses a recipient may stand for
/// @param recursionLimit how often an alias may lead to another
/// @param addressLimit how long an address may be
record MappingConfig(
        List<String> canonicalUses,
        List<String> senderCanonicalUses,
        List<String> recipientCanonicalUses,
        List<String> masqueradeUses,
        boolean propagatesCanonical,
        boolean propagatesVirtual,
        int expansionLimit,
        int recursionLimit,
        int addressLimit) {

    static MappingConfig from(MainCf main) {
        var propagation = words(main, CleanupParameters.PROPAGATE_UNMATCHED_EXTENSIONS);
        return new MappingConfig(
                words(main, CleanupParameters.CANONICAL_CLASSES),
                words(main, CleanupParameters.SENDER_CANONICAL_CLASSES),
                words(main, CleanupParameters.RECIPIENT_CANONICAL_CLASSES),
                words(main, CleanupParameters.MASQUERADE_CLASSES),
                propagation.contains("canonical"),
                propagation.contains("virtual"),
                main.get(CleanupParameters.VIRTUAL_ALIAS_EXPANSION_LIMIT),
                main.get(CleanupParameters.VIRTUAL_ALIAS_RECURSION_LIMIT),
                main.get(CleanupParameters.VIRTUAL_ALIAS_ADDRESS_LENGTH_LIMIT));
    }

    private static List<String> words(MainCf main, Parameter<String> setting) {
        return Arrays.stream(main.get(setting).toLowerCase(Locale.ROOT).split("[ \\t\\r\\n,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
