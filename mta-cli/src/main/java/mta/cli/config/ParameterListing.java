package mta.cli.config;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.core.config.ConfigException;
import mta.core.config.ExpansionException;

/// `postconf`, `postconf -n` and `postconf -d`: parameters and their values.
final class ParameterListing {

    private final PrintStream out;
    private final PostconfOptions options;
    private final KnownParameters known;
    private final Lookup lookup;
    private final Complaints complaints;
    private final Layout layout;

    ParameterListing(
            PrintStream out, PostconfOptions options, KnownParameters known, Lookup lookup, Complaints complaints) {
        this.out = out;
        this.options = options;
        this.known = known;
        this.lookup = lookup;
        this.complaints = complaints;
        this.layout = new Layout(options.has('f'));
    }

    void show() throws CommandFailed {
        if (options.operands().isEmpty()) {
            List<KnownParameters.Known> chosen = known.all().stream()
                    .filter(parameter -> options.classes().contains(parameter.origin()))
                    .sorted(Comparator.comparing(KnownParameters.Known::name))
                    .toList();
            for (KnownParameters.Known parameter : chosen) {
                show(parameter);
            }
            return;
        }
        for (String name : options.operands()) {
            Optional<KnownParameters.Known> parameter = known.find(name);
            if (parameter.isPresent()) {
                show(parameter.get());
            } else {
                complaints.warn(name + ": unknown parameter");
            }
        }
    }

    private void show(KnownParameters.Known parameter) throws CommandFailed {
        Optional<String> value = value(parameter.name());
        if (value.isEmpty()) {
            return;
        }
        if (options.has('H')) {
            out.println(parameter.name());
            return;
        }
        String text = options.has('x') && !parameter.raw() ? expanded(value.get()) : value.get();
        if (options.has('j')) {
            out.println(Json.object(parameter.name(), text));
        } else {
            out.println(layout.line(options.has('h') ? text : parameter.name() + " = " + text));
        }
    }

    private Optional<String> value(String name) throws CommandFailed {
        try {
            return options.has('n') ? lookup.explicit(name) : lookup.find(name);
        } catch (ConfigException e) {
            throw Complaints.fatal(e.getMessage());
        }
    }

    private String expanded(String value) throws CommandFailed {
        try {
            return lookup.expand(value);
        } catch (ExpansionException e) {
            complaints.warn(e.getMessage());
            throw Complaints.fatal("macro processing error");
        }
    }
}
