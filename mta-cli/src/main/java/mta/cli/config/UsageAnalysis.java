package mta.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mta.cli.CommandFailed;
import mta.core.config.Catalogue;
import mta.core.config.Expander;
import mta.core.config.ExpansionException;

/// Finds out which names of the administrator's own are meant: a name counts if it is set and something refers to it.
///
/// It is referred to by `$name` in a value, by `smtpd_restriction_classes`, or by a table `type:prefix` whose client
/// settings are in `main.cf` as `prefix_suffix`.
final class UsageAnalysis {

    private static final String CLASSES = "smtpd_restriction_classes";

    private final Configuration configuration;
    private final KnownParameters known;
    private final Lookup lookup;
    private final Complaints complaints;
    private final boolean verbose;
    private final Set<String> visited = new HashSet<>();

    UsageAnalysis(
            Configuration configuration, KnownParameters known, Lookup lookup, Complaints complaints, boolean verbose) {
        this.configuration = configuration;
        this.known = known;
        this.lookup = lookup;
        this.complaints = complaints;
        this.verbose = verbose;
    }

    /// Whose settings are looked at.
    sealed interface Place {

        /// `main.cf`.
        enum Main implements Place {
            MAIN
        }

        /// A line of `master.cf`.
        record Service(ServiceLine line) implements Place {}
    }

    /// Goes through both files. Names that turn out to be meant are added to the known ones; names that are referred to
    /// but not set are warned about, and so are settings of what cannot be set.
    void run() throws CommandFailed {
        for (ServiceLine service : configuration.services()) {
            if (!service.parameters().isEmpty()) {
                look(service.parameters(), new Place.Service(service));
            }
        }
        look(configuration.main(), Place.Main.MAIN);
    }

    private void look(Map<String, String> settings, Place place) throws CommandFailed {
        Optional<String> classes = Optional.ofNullable(settings.get(CLASSES));
        if (classes.isPresent()) {
            for (String name : expanded(classes.get(), place).split("[, \\t\\r\\n]+")) {
                if (!name.isEmpty()) {
                    mark(name, place, true);
                }
            }
        }
        var refused = new ArrayList<String>();
        for (var setting : settings.entrySet()) {
            if (isReadOnly(setting.getKey())) {
                complaints.warn("%s: read-only parameter assignment: %s=%s"
                        .formatted(path(place), setting.getKey(), setting.getValue()));
                refused.add(setting.getKey());
            } else {
                look(setting.getKey(), setting.getValue(), place);
            }
        }
        refused.forEach(settings::remove);
    }

    private static boolean isReadOnly(String name) {
        return Catalogue.readOnly().contains(name);
    }

    private void look(String name, String value, Place place) throws CommandFailed {
        Optional<KnownParameters.Known> parameter = known.find(name);
        if (parameter.isPresent() && parameter.get().origin() == ParameterClass.LEGACY) {
            known.addUser(name);
        }
        if (parameter.isPresent() && parameter.get().raw()) {
            return;
        }
        try {
            Expander.scan(value, reference -> mark(reference, place, true));
        } catch (ExpansionException e) {
            complaints.warn(e.getMessage());
        }
        boolean mayNameTables = parameter
                .filter(p -> p.origin() == ParameterClass.BUILTIN || p.origin() == ParameterClass.SERVICE)
                .isPresent();
        if (!mayNameTables) {
            return;
        }
        String expanded = expanded(value, place);
        if (expanded.chars().anyMatch(c -> ":#{".indexOf(c) >= 0)) {
            new TableReferences(
                            path(place),
                            place,
                            complaints,
                            visited,
                            (candidate, where) -> mark(candidate, where, false))
                    .look(expanded);
        }
    }

    private String expanded(String value, Place place) throws CommandFailed {
        try {
            return switch (place) {
                case Place.Main _ -> lookup.expand(value);
                case Place.Service(var line) -> lookup.expand(value, line);
            };
        } catch (ExpansionException e) {
            complaints.warn(e.getMessage());
            throw Complaints.fatal("macro processing error");
        }
    }

    /// A name is referred to: if it is set, it is meant.
    ///
    /// @param mustBeSet whether it is warned about if it is neither set nor known
    private void mark(String name, Place place, boolean mustBeSet) {
        boolean set = switch (place) {
            case Place.Service(var line)
            when line.parameters().containsKey(name) -> {
                tell(line.validNames().add(name), name, place, place);
                yield true;
            }
            default -> markInMain(name, place);
        };
        if (place == Place.Main.MAIN) {
            for (ServiceLine service : configuration.services()) {
                if (service.parameters().containsKey(name)) {
                    tell(service.validNames().add(name), name, place, new Place.Service(service));
                    set = true;
                }
            }
        }
        if (!set && mustBeSet && known.find(name).isEmpty()) {
            complaints.warn(path(place) + ": undefined parameter: " + name);
        }
    }

    private boolean markInMain(String name, Place place) {
        if (!configuration.main().containsKey(name)) {
            return false;
        }
        if (known.find(name).isEmpty()) {
            known.addUser(name);
            tell(true, name, place, Place.Main.MAIN);
        }
        return true;
    }

    private void tell(boolean news, String name, Place from, Place to) {
        if (news && verbose) {
            complaints.info("$%s in %s validates %s=value in %s".formatted(name, shortName(from), name, shortName(to)));
        }
    }

    private static String shortName(Place place) {
        return switch (place) {
            case Place.Main _ -> "main.cf";
            case Place.Service(var line) -> "master.cf:" + line.nameAndType();
        };
    }

    private Path path(Place place) {
        return configuration.directory().resolve(place == Place.Main.MAIN ? "main.cf" : "master.cf");
    }

    /// Warns about each setting that nothing looks at, or that is on its way out.
    ///
    /// @param main whether those of `main.cf` are looked at, too
    void tellUnused(List<ServiceLine> services, boolean main) {
        var deprecated = new Deprecation(complaints);
        if (main) {
            configuration
                    .main()
                    .forEach((name, value) ->
                            tellUnused(name, value, known.find(name).isPresent(), path(Place.Main.MAIN), deprecated));
        }
        for (ServiceLine service : services) {
            var place = new Place.Service(service);
            service.parameters()
                    .forEach((name, value) -> tellUnused(
                            name,
                            value,
                            known.find(name).isPresent() || service.validNames().contains(name),
                            path(place),
                            deprecated));
        }
        deprecated.finish();
    }

    private void tellUnused(String name, String value, boolean used, Path path, Deprecation deprecated) {
        boolean told = deprecated.tell(name, used, path);
        if (!used && !told) {
            complaints.warn(path + ": unused parameter: " + name + "=" + value);
        }
    }
}
