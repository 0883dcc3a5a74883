package mta.core.table;

import java.util.List;

/// Tables that are asked one after another, as in `virtual_alias_maps`: the first that knows the key, or fails,
/// decides.
///
/// @param tables in the order of the setting
public record TableSearch(List<LookupTable> tables) {

    /// Whether tables of patterns are asked, too.
    public enum Scope {
        /// All tables: the key is a whole address, name or line.
        ALL,
        /// Only tables of fixed strings: the key is a part of something.
        FIXED_STRINGS_ONLY
    }

    public TableSearch {
        tables = List.copyOf(tables);
    }

    /// Whether there is nothing to ask.
    public boolean isEmpty() {
        return tables.isEmpty();
    }

    /// Looks a whole key up.
    public Lookup find(String key) {
        return find(key, Scope.ALL);
    }

    /// Looks a key up in some of the tables. An empty result counts as not found.
    public Lookup find(String key, Scope scope) {
        if (key.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        for (var table : tables) {
            if (scope == Scope.FIXED_STRINGS_ONLY && table.isPattern()) {
                continue;
            }
            switch (table.find(key)) {
                case Lookup.Found(var value) when value.isEmpty() -> {}
                case Lookup.NotFound _ -> {}
                case Lookup.Found found -> {
                    return found;
                }
                case Lookup.TemporaryFailure failure -> {
                    return failure;
                }
            }
        }
        return Lookup.NOT_FOUND;
    }
}
