package mta.cli.config;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import mta.cli.CommandFailed;
import mta.core.config.ExpansionException;
import mta.core.config.MasterLine;

/// `postconf -M`, `-F` and `-P`: services, their fields and their settings.
final class ServiceListing {

    private static final int COMMAND = MasterLine.FIELDS - 1;

    private final PrintStream out;
    private final PostconfOptions options;
    private final Configuration configuration;
    private final KnownParameters known;
    private final Lookup lookup;
    private final Complaints complaints;
    private final Layout layout;

    ServiceListing(
            PrintStream out,
            PostconfOptions options,
            Configuration configuration,
            KnownParameters known,
            Lookup lookup,
            Complaints complaints) {
        this.out = out;
        this.options = options;
        this.configuration = configuration;
        this.known = known;
        this.lookup = lookup;
        this.complaints = complaints;
        this.layout = new Layout(options.has('f'));
    }

    void show() throws CommandFailed {
        List<ServicePattern> patterns = patterns();
        Set<ServicePattern> matched = new HashSet<>();
        try {
            for (ServiceLine service : configuration.services()) {
                show(service, patterns, matched);
            }
        } catch (ExpansionException e) {
            complaints.warn(e.getMessage());
            throw Complaints.fatal("macro processing error");
        }
        for (ServicePattern pattern : patterns) {
            if (!options.operands().isEmpty() && !matched.contains(pattern)) {
                complaints.warn("unmatched request: \"" + pattern.text() + "\"");
            }
        }
    }

    /// The patterns of the command line, or one that matches everything.
    private List<ServicePattern> patterns() throws CommandFailed {
        var patterns = new ArrayList<ServicePattern>();
        for (String operand : options.operands().isEmpty() ? List.of("*") : options.operands()) {
            patterns.add(pattern(operand));
        }
        return patterns;
    }

    private ServicePattern pattern(String operand) throws CommandFailed {
        var failure = Complaints.fatal(
                switch (options.mode()) {
                    case SERVICES -> "-M option requires service_name[/type]";
                    case FIELDS -> "-F option requires service_name[/type[/field]]";
                    default -> "-P option requires service_name[/type[/parameter]]";
                });
        int most = options.mode() == PostconfOptions.Mode.SERVICES ? 2 : 3;
        ServicePattern pattern = ServicePattern.parse(operand, 1, most).orElseThrow(() -> failure);
        if (options.mode() == PostconfOptions.Mode.FIELDS && !pattern.isAnything()) {
            fieldNumber(pattern.what());
        }
        return pattern;
    }

    /// Which field has that name.
    static int fieldNumber(String name) throws CommandFailed {
        int field = ServiceLine.FIELD_NAMES.indexOf(name);
        if (field < 0) {
            throw Complaints.fatal("invalid service attribute name: \"" + name + "\"");
        }
        return field;
    }

    private void show(ServiceLine service, List<ServicePattern> patterns, Set<ServicePattern> matched)
            throws CommandFailed {
        for (ServicePattern pattern : patterns) {
            if (!pattern.matches(service)) {
                continue;
            }
            boolean found = switch (options.mode()) {
                case SERVICES -> showService(service);
                case FIELDS -> showFields(service, pattern);
                default -> showParameters(service, pattern);
            };
            if (found) {
                matched.add(pattern);
            }
        }
    }

    private boolean showService(ServiceLine service) {
        if (options.has('j')) {
            out.println(Json.object(service.nameAndType(), new Layout(false).onOneLine(service, expansion(service))));
        } else {
            out.println(layout.service(service, expansion(service)));
        }
        return true;
    }

    private boolean showFields(ServiceLine service, ServicePattern pattern) throws CommandFailed {
        if (!pattern.isAnything()) {
            showField(service, fieldNumber(pattern.what()));
            return true;
        }
        for (int field = 0; field <= COMMAND; field++) {
            showField(service, field);
        }
        return true;
    }

    private void showField(ServiceLine service, int field) {
        String name = service.nameAndType() + "/" + ServiceLine.FIELD_NAMES.get(field);
        if (options.has('H')) {
            out.println(name);
        } else if (options.has('j')) {
            out.println(Json.object(name, new Layout(false).field("", service, field, expansion(service))));
        } else {
            out.println(layout.field(options.has('h') ? "" : name + " = ", service, field, expansion(service)));
        }
    }

    private boolean showParameters(ServiceLine service, ServicePattern pattern) {
        Map<String, String> parameters = options.everyParameter() ? everything(service) : service.parameters();
        List<String> names = parameters.keySet().stream()
                .filter(name -> pattern.isAnything() || pattern.what().equals(name))
                .sorted()
                .toList();
        names.forEach(name -> showParameter(service, name, parameters.get(name)));
        return !names.isEmpty();
    }

    /// What counts for a service: its own settings, those of `main.cf`, and the defaults.
    private Map<String, String> everything(ServiceLine service) {
        var all = new TreeMap<String, String>();
        known.all().stream()
                .filter(parameter -> parameter.origin() != ParameterClass.LEGACY)
                .sorted(Comparator.comparing(KnownParameters.Known::name))
                .forEach(parameter ->
                        lookup.find(parameter.name()).ifPresent(value -> all.put(parameter.name(), value)));
        all.putAll(service.parameters());
        return all;
    }

    private void showParameter(ServiceLine service, String parameter, String text) {
        String name = service.nameAndType() + "/" + parameter;
        String value = expansion(service).apply(text);
        if (options.has('H')) {
            out.println(name);
        } else if (options.has('j')) {
            out.println(Json.object(name, value));
        } else {
            out.println(layout.line(options.has('h') ? value : name + " = " + value));
        }
    }

    private UnaryOperator<String> expansion(ServiceLine service) {
        return options.has('x') ? value -> lookup.expand(value, service) : UnaryOperator.identity();
    }
}
