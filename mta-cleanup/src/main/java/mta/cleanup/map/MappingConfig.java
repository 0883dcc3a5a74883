package mta.cleanup.map;

import java.util.Set;
import mta.core.config.AddressSource;
import mta.core.config.AddressUse;
import mta.core.config.CleanupParameters;
import mta.core.config.MainCf;

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
        Set<AddressUse> canonicalUses,
        Set<AddressUse> senderCanonicalUses,
        Set<AddressUse> recipientCanonicalUses,
        Set<AddressUse> masqueradeUses,
        boolean propagatesCanonical,
        boolean propagatesVirtual,
        int expansionLimit,
        int recursionLimit,
        int addressLimit) {

    static MappingConfig from(MainCf main) {
        var propagation = main.get(CleanupParameters.PROPAGATE_UNMATCHED_EXTENSIONS);
        return new MappingConfig(
                main.get(CleanupParameters.CANONICAL_CLASSES),
                main.get(CleanupParameters.SENDER_CANONICAL_CLASSES),
                main.get(CleanupParameters.RECIPIENT_CANONICAL_CLASSES),
                main.get(CleanupParameters.MASQUERADE_CLASSES),
                propagation.contains(AddressSource.CANONICAL),
                propagation.contains(AddressSource.VIRTUAL),
                main.get(CleanupParameters.VIRTUAL_ALIAS_EXPANSION_LIMIT),
                main.get(CleanupParameters.VIRTUAL_ALIAS_RECURSION_LIMIT),
                main.get(CleanupParameters.VIRTUAL_ALIAS_ADDRESS_LENGTH_LIMIT));
    }
}
