package mta.core.table;

/// What a table says about a key.
public sealed interface Lookup {

    /// The key is there.
    ///
    /// @param value what stands beside it
    record Found(String value) implements Lookup {}

    /// The key is not there.
    enum NotFound implements Lookup {
        NOT_FOUND
    }

    /// The table cannot say now; the caller defers.
    ///
    /// @param reason for the log
    record TemporaryFailure(String reason) implements Lookup {}

    /// The answer of a table that does not know the key.
    Lookup NOT_FOUND = NotFound.NOT_FOUND;
}
