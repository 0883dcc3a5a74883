package mta.cleanup.map;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mta.core.config.CleanupParameters;
import mta.core.config.ConfigException;
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

    private static final Set<String> SENDERS = Set.of("envelope_sender", "header_sender");
    private static final Set<String> RECIPIENTS = Set.of("envelope_recipient", "header_recipient");
    private static final Set<String> ALL =
            Set.of("envelope_sender", "header_sender", "envelope_recipient", "header_recipient");
    private static final Set<String> TABLES = Set.of("canonical", "virtual", "alias", "forward", "include", "generic");

    static MappingConfig from(MainCf main) {
        var propagation = words(main, CleanupParameters.PROPAGATE_UNMATCHED_EXTENSIONS, TABLES);
        return new MappingConfig(
                words(main, CleanupParameters.CANONICAL_CLASSES, ALL),
                words(main, CleanupParameters.SENDER_CANONICAL_CLASSES, SENDERS),
                words(main, CleanupParameters.RECIPIENT_CANONICAL_CLASSES, RECIPIENTS),
                words(main, CleanupParameters.MASQUERADE_CLASSES, ALL),
                propagation.contains("canonical"),
                propagation.contains("virtual"),
                main.get(CleanupParameters.VIRTUAL_ALIAS_EXPANSION_LIMIT),
                main.get(CleanupParameters.VIRTUAL_ALIAS_RECURSION_LIMIT),
                main.get(CleanupParameters.VIRTUAL_ALIAS_ADDRESS_LENGTH_LIMIT));
    }

    private static List<String> words(MainCf main, Parameter<String> setting, Set<String> known) {
        String text = main.get(setting);
        var words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[ \\t\\r\\n,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        for (String word : words) {
            if (!known.contains(word)) {
                throw new ConfigException("unknown " + setting.name() + " value \"" + word + "\" in \"" + text + "\"");
            }
        }
        return words;
    }
}
