package mta.cli.config;

/// Where the name of a parameter comes from; `postconf -C` selects by it.
enum ParameterClass {
    /// The catalogue.
    BUILTIN,
    /// A service of `master.cf`, with a suffix.
    SERVICE,
    /// The administrator: a name that a value refers to, and that is set.
    USER,
    /// An old name that only feeds the default of its replacement; not shown unless it is set.
    LEGACY,
    /// What Postfix does not have; shown where it is asked for.
    OWN
}
