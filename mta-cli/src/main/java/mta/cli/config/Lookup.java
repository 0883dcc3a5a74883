package mta.cli.config;

import java.util.Map;
import java.util.Optional;
import mta.core.config.Expander;
import mta.core.config.Machine;
import mta.core.config.SystemDefaults;

/// Finds values of parameters: those of a service before those of `main.cf` before defaults.
final class Lookup {

    private final KnownParameters known;
    private final Map<String, String> main;
    private final boolean defaultsOnly;
    private final SystemDefaults system = new SystemDefaults(Machine.local());
    private final Expander expander = new Expander(this::find);

    /// @param main what `main.cf` sets
    /// @param defaultsOnly whether what is set does not count
    Lookup(KnownParameters known, Map<String, String> main, boolean defaultsOnly) {
        this.known = known;
        this.main = main;
        this.defaultsOnly = defaultsOnly;
    }

    /// What `main.cf` sets a parameter to, unexpanded.
    Optional<String> explicit(String name) {
        return defaultsOnly ? Optional.empty() : Optional.ofNullable(main.get(name));
    }

    /// The value of a parameter, unexpanded.
    Optional<String> find(String name) {
        return explicit(name).or(() -> defaultOf(name));
    }

    /// Expands a value.
    ///
    /// @throws mta.core.config.ExpansionException if it is malformed or refers to itself
    String expand(String value) {
        return expander.expand(value);
    }

    /// Expands a value of a service.
    ///
    /// @throws mta.core.config.ExpansionException if it is malformed or refers to itself
    String expand(String value, ServiceLine service) {
        return new Expander(name -> find(name, service)).expand(value);
    }

    private Optional<String> find(String name, ServiceLine service) {
        if (defaultsOnly) {
            return find(name);
        }
        return switch (name) {
            case "process_name" ->
                Optional.of(service.command().substring(service.command().lastIndexOf('/') + 1));
            case "service_name" -> Optional.of(service.name());
            default -> Optional.ofNullable(service.parameters().get(name)).or(() -> find(name));
        };
    }

    private Optional<String> defaultOf(String name) {
        return SystemDefaults.makes(name) ? system.find(name, this::withoutSystem) : known(name);
    }

    private Optional<String> withoutSystem(String name) {
        return explicit(name).or(() -> SystemDefaults.makes(name) ? Optional.empty() : known(name));
    }

    private Optional<String> known(String name) {
        return known.find(name)
                .filter(parameter -> parameter.origin() != ParameterClass.USER)
                .map(KnownParameters.Known::defaultText);
    }
}
