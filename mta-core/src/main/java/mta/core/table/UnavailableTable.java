package mta.core.table;

import java.util.Optional;
import java.util.function.Function;
import mta.core.config.ConfigException;

/// Stands for a table that could not be opened: each lookup tries to open it again, and fails until that works.
///
/// Postfix's processes live shortly and open their tables again and again; a service here runs for weeks, and should
/// not have to be reloaded when a missing table has been built.
final class UnavailableTable implements LookupTable {

    private final String name;
    private final Function<String, LookupTable> opener;
    private volatile String reason;
    private volatile Optional<LookupTable> table = Optional.empty();

    /// @param reason why it could not be opened
    /// @param opener opens it, or throws
    UnavailableTable(String name, String reason, Function<String, LookupTable> opener) {
        this.name = name;
        this.reason = reason;
        this.opener = opener;
    }

    @Override
    public Lookup find(String key) {
        var now = table();
        return now.isPresent() ? now.get().find(key) : failure();
    }

    @Override
    public Lookup findWithoutSubstitution(String key) {
        var now = table();
        return now.isPresent() ? now.get().findWithoutSubstitution(key) : failure();
    }

    private Lookup failure() {
        return new Lookup.TemporaryFailure(name + " is unavailable. " + reason);
    }

    private Optional<LookupTable> table() {
        if (table.isEmpty()) {
            try {
                table = Optional.of(opener.apply(name));
            } catch (ConfigException e) {
                reason = e.getMessage();
            }
        }
        return table;
    }

    @Override
    public boolean isPattern() {
        return Tables.isPatternType(name);
    }

    @Override
    public String name() {
        return name;
    }
}
