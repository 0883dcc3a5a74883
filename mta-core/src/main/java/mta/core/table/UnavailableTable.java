package mta.core.table;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import mta.core.config.ConfigException;

/// Stands for a table that could not be opened: each lookup tries to open it again, and fails until that works.
///
/// Postfix's processes live shortly and open their tables again and again; a service here runs for weeks, and should
/// not have to be reloaded when a missing table has been built.
final class UnavailableTable implements LookupTable {

    private final String name;
    private final Function<String, LookupTable> opener;
    private final Consumer<String> warnings;
    private volatile String reason;
    private volatile Optional<LookupTable> table = Optional.empty();

    /// @param reason why it could not be opened
    /// @param opener opens it, or throws
    /// @param warnings where each lookup that fails is told
    UnavailableTable(String name, String reason, Function<String, LookupTable> opener, Consumer<String> warnings) {
        this.name = name;
        this.reason = reason;
        this.opener = opener;
        this.warnings = warnings;
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
        String failure = name + " is unavailable. " + reason;
        warnings.accept(failure);
        return new Lookup.TemporaryFailure(failure);
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
