package mta.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every parameter that `main.cf` may hold: those of Postfix 3.11, by name.
///
/// What exists once for each transport is in [TransportParameters], not here.
public final class Catalogue {

    /// The parameters of one program or subject.
    ///
    /// @param title the program or subject
    /// @param parameters in the order of their names
    public record Group(String title, List<Parameter<?>> parameters) {}

    private static final List<Group> GROUPS = List.of(
            new Group("General", CoreParameters.all()),
            new Group("Installation and instances", InstallationParameters.all()),
            new Group("Internal services", ServiceParameters.all()),
            new Group("Lookup tables", TableParameters.all()),
            new Group("smtpd(8)", SmtpdParameters.all()),
            new Group("smtpd(8): access restrictions", AccessParameters.all()),
            new Group("smtpd(8): policy services", PolicyParameters.all()),
            new Group("smtpd(8): authentication", SmtpdSaslParameters.all()),
            new Group("smtpd(8): TLS", SmtpdTlsParameters.all()),
            new Group("postscreen(8), dnsblog(8)", PostscreenParameters.all()),
            new Group("cleanup(8), sendmail(1)", CleanupParameters.all()),
            new Group("Milters", MilterParameters.all()),
            new Group("trivial-rewrite(8)", RewriteParameters.all()),
            new Group("qmgr(8), flush(8)", QmgrParameters.all()),
            new Group("bounce(8)", BounceParameters.all()),
            new Group("smtp(8)", SmtpParameters.all()),
            new Group("smtp(8): authentication", SmtpSaslParameters.all()),
            new Group("smtp(8): TLS", SmtpTlsParameters.all()),
            new Group("lmtp(8)", LmtpParameters.all()),
            new Group("lmtp(8): authentication", LmtpSaslParameters.all()),
            new Group("lmtp(8): TLS", LmtpTlsParameters.all()),
            new Group("local(8), pipe(8)", LocalParameters.all()),
            new Group("virtual(8)", VirtualParameters.all()),
            new Group("verify(8)", VerifyParameters.all()),
            new Group("TLS", TlsParameters.all()),
            new Group("tlsproxy(8)", TlsproxyParameters.all()));

    private static final Map<String, Parameter<?>> BY_NAME = byName();

    /// Sorted only where they are listed: every command looks some up when it starts, and few list them.
    private static final class Sorted {

        private static final List<Parameter<?>> ALL = GROUPS.stream()
                .<Parameter<?>>flatMap(group -> group.parameters().stream())
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
    }

    private Catalogue() {}

    private static Map<String, Parameter<?>> byName() {
        var parameters = new HashMap<String, Parameter<?>>();
        for (Group group : GROUPS) {
            add(group.parameters(), parameters);
        }
        add(LegacyParameters.all(), parameters);
        add(own(), parameters);
        return parameters;
    }

    private static void add(Collection<? extends Parameter<?>> added, Map<String, Parameter<?>> parameters) {
        for (Parameter<?> parameter : added) {
            if (parameters.put(parameter.name(), parameter) != null) {
                throw new IllegalStateException("parameter " + parameter.name() + " is defined twice");
            }
        }
    }

    /// The parameter of that name, legacy names and our own included.
    public static Optional<Parameter<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// All parameters, in the order of their names; without legacy names and our own.
    public static Collection<Parameter<?>> all() {
        return Sorted.ALL;
    }

    /// All parameters, by program.
    public static List<Group> groups() {
        return GROUPS;
    }

    /// Old names that only feed the defaults of their replacements.
    public static Collection<Parameter<?>> legacy() {
        return LegacyParameters.all();
    }

    /// What Postfix does not have. They are not listed, so that listings can be compared with those of Postfix.
    public static Collection<Parameter<?>> own() {
        return List.of(CoreParameters.MTA_VERSION);
    }

    /// Names that each process sets itself, and no file may set.
    public static Set<String> readOnly() {
        return Set.of("mta_version", "process_id", "process_name", "service_name");
    }
}
