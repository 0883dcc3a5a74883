package mta.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every parameter that `main.cf` may hold: those of Postfix 3.11, by name.
///
/// What exists once for each transport is in [TransportParameters], not here.
public final class Catalogue {

    private static final List<Parameter<?>> ALL = Stream.of(
                    AccessParameters.all(),
                    BounceParameters.all(),
                    CleanupParameters.all(),
                    CoreParameters.all(),
                    InstallationParameters.all(),
                    LmtpParameters.all(),
                    LmtpSaslParameters.all(),
                    LmtpTlsParameters.all(),
                    LocalParameters.all(),
                    MilterParameters.all(),
                    PolicyParameters.all(),
                    PostscreenParameters.all(),
                    QmgrParameters.all(),
                    RewriteParameters.all(),
                    ServiceParameters.all(),
                    SmtpParameters.all(),
                    SmtpSaslParameters.all(),
                    SmtpTlsParameters.all(),
                    SmtpdParameters.all(),
                    SmtpdSaslParameters.all(),
                    SmtpdTlsParameters.all(),
                    TableParameters.all(),
                    TlsParameters.all(),
                    TlsproxyParameters.all(),
                    VerifyParameters.all(),
                    VirtualParameters.all())
            .<Parameter<?>>flatMap(List::stream)
            .sorted(Comparator.comparing(Parameter::name))
            .toList();

    private static final Map<String, Parameter<?>> BY_NAME = Stream.concat(
                    ALL.stream(), LegacyParameters.all().stream())
            .collect(Collectors.toUnmodifiableMap(Parameter::name, Function.identity()));

    private Catalogue() {}

    /// The parameter of that name, legacy names included.
    public static Optional<Parameter<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// All parameters, in the order of their names; without legacy names.
    public static Collection<Parameter<?>> all() {
        return ALL;
    }

    /// Old names that only feed the defaults of their replacements.
    public static Collection<Parameter<?>> legacy() {
        return LegacyParameters.all();
    }

    /// Names that each process sets itself, and no file may set.
    public static Set<String> readOnly() {
        return Set.of("process_id", "process_name", "service_name");
    }
}
