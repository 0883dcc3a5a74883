package mta.core.table;

/// Whether something is in a list.
public enum Membership {
    IN,
    OUT,
    /// A table of the list cannot say now; the caller defers.
    UNKNOWN
}
