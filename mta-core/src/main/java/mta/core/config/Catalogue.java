package mta.core.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every parameter that `main.cf` may hold: those of Postfix 3.11, by name.
public final class Catalogue {

    private static final Map<String, Parameter<?>> BY_NAME = List.of(
                    CoreParameters.QUEUE_DIRECTORY,
                    CoreParameters.DATA_DIRECTORY,
                    CoreParameters.MAIL_OWNER,
                    CoreParameters.MYHOSTNAME,
                    CoreParameters.SYSLOG_NAME,
                    CoreParameters.DEFAULT_PROCESS_LIMIT,
                    CoreParameters.MAX_IDLE)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Parameter::name, Function.identity()));

    private Catalogue() {}

    /// The parameter of that name.
    public static Optional<Parameter<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// All parameters.
    public static Collection<Parameter<?>> all() {
        return BY_NAME.values();
    }
}
