package mta.service.daemon;

/// What the command field of a `master.cf` line names: it builds the service of one such line.
///
/// A host's `main` lists its programs by command name; everything a service needs is made in [#start], with `new`.
@FunctionalInterface
public interface Program {

    /// Builds the service of one line, with the settings of that line.
    ///
    /// @throws mta.core.config.ConfigException if its settings cannot be used
    Service start(ServiceContext context);
}
