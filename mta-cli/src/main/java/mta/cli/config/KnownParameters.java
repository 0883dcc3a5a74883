package mta.cli.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.Catalogue;
import mta.core.config.Parameter;
import mta.core.config.TransportParameters;
import mta.core.config.TransportParameters.Template;

/// Every name that may be set: built in, made from the services of `master.cf`, or shown to be meant by the
/// administrator.
final class KnownParameters {

    private final Map<String, Known> byName = new HashMap<>();

    /// A known name.
    ///
    /// @param name of the parameter
    /// @param origin where the name comes from
    /// @param defaultText unexpanded
    /// @param raw whether `$name` in its value is left for run time
    record Known(String name, ParameterClass origin, String defaultText, boolean raw) {}

    private KnownParameters() {}

    /// The catalogue, and the names that services give.
    ///
    /// @param processName of ours, for `process_name`
    static KnownParameters of(List<ServiceLine> services, String processName) {
        var known = new KnownParameters();
        for (Parameter<?> parameter : Catalogue.all()) {
            known.add(new Known(
                    parameter.name(),
                    ParameterClass.BUILTIN,
                    parameter.defaultText(),
                    parameter.kind() == Parameter.Kind.RAW));
        }
        for (Parameter<?> parameter : Catalogue.legacy()) {
            known.add(new Known(parameter.name(), ParameterClass.LEGACY, parameter.defaultText(), false));
        }
        for (Parameter<?> parameter : Catalogue.own()) {
            known.add(new Known(parameter.name(), ParameterClass.OWN, parameter.defaultText(), false));
        }
        known.addReadOnly("process_id", String.valueOf(ProcessHandle.current().pid()));
        known.addReadOnly("process_name", processName);
        known.addReadOnly("service_name", "");
        services.forEach(known::addService);
        return known;
    }

    private void addReadOnly(String name, String value) {
        add(new Known(name, ParameterClass.BUILTIN, value, false));
    }

    private void addService(ServiceLine service) {
        switch (service.command()) {
            case "local", "error", "virtual", "smtp", "lmtp" ->
                TransportParameters.ofDeliveryAgents().forEach(template -> addTemplate(service, template));
            case "pipe" -> {
                addTemplate(service, TransportParameters.TIME_LIMIT);
                TransportParameters.ofDeliveryAgents().forEach(template -> addTemplate(service, template));
            }
            case "spawn" -> addTemplate(service, TransportParameters.TIME_LIMIT);
            default -> {}
        }
    }

    /// A name that is built in keeps its own default, but counts as the service's.
    private void addTemplate(ServiceLine service, Template<?> template) {
        String name = template.name(service.name());
        add(find(name)
                .map(known -> new Known(name, ParameterClass.SERVICE, known.defaultText(), known.raw()))
                .orElse(new Known(
                        name, ParameterClass.SERVICE, "$" + template.general().name(), false)));
    }

    /// A name that the administrator made up, or an old name that is set.
    void addUser(String name) {
        add(new Known(name, ParameterClass.USER, "", false));
    }

    private void add(Known known) {
        byName.put(known.name(), known);
    }

    Optional<Known> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Known> all() {
        return byName.values();
    }
}
