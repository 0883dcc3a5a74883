package mta.core.table;

import java.util.Map;
import java.util.Optional;

/// A lookup table: text to text, named `type:name` in the configuration.
///
/// Safe for use by many threads. Tables of fixed strings fold keys to lower case; tables of patterns (regexp, pcre,
/// cidr) look at the key as it is, and are therefore never asked for parts of an address.
///
/// A table that cannot answer says why in a warning, unless failing is all that it is for; who asked has only to tell
/// what becomes of it.
public interface LookupTable {

    /// Looks a key up. An empty key is never found.
    Lookup find(String key);

    /// The same, with `$1` and the like refused in results: for keys from the network that decide about access,
    /// ownership or commands. Tables without substitution answer as in [#find].
    default Lookup findWithoutSubstitution(String key) {
        return find(key);
    }

    /// Its name in the configuration, such as `texthash:/etc/postfix/transport`.
    String name();

    /// All keys with their values, in the order of the text; nothing where they cannot be listed.
    default Optional<Map<String, String>> entries() {
        return Optional.empty();
    }

    /// Whether keys are patterns, so that only whole keys make sense.
    default boolean isPattern() {
        return false;
    }
}
