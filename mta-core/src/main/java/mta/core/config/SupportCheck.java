package mta.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mta.core.config.Parameter.Support;

/// Says which settings this program does not honour, so that nobody has to find out by losing mail or protection.
///
/// Only settings that differ from the default count: what is set to its default asks for nothing.
///
/// @param warnings what is ignored, one line each
/// @param refusals what must not be ignored, one line each; with any of these, the mail system must not start
public record SupportCheck(List<String> warnings, List<String> refusals) {

    /// Values that switch something off, or leave it to the peer; ignoring them does no harm.
    private static final Set<String> ASKS_FOR_NOTHING = Set.of("", "0", "no", "none", "may");

    /// Looks at all settings of a configuration.
    public static SupportCheck of(MainCf main, MasterCf master) {
        var warnings = new ArrayList<String>();
        var refusals = new ArrayList<String>();
        settings(main, master).filter(setting -> setting.asksForSomething(main)).forEach(setting -> {
            if (setting.mayBeIgnored()) {
                warnings.add(setting.complaint());
            } else {
                refusals.add(setting.complaint());
            }
        });
        // A line may be served twice, as that of showq is.
        return new SupportCheck(
                warnings.stream().distinct().toList(),
                refusals.stream().distinct().toList());
    }

    private static Stream<Setting> settings(MainCf main, MasterCf master) {
        return Stream.of(ofMainCf(main), ofTransports(main, master), ofServices(main, master))
                .flatMap(found -> found)
                .filter(setting -> setting.parameter().support() != Support.FULL);
    }

    private static Stream<Setting> ofMainCf(MainCf main) {
        return Catalogue.all().stream().flatMap(parameter -> setting(main, parameter, parameter.name()).stream());
    }

    private static Stream<Setting> ofTransports(MainCf main, MasterCf master) {
        return master.services().stream()
                .map(ServiceEntry::name)
                .distinct()
                .flatMap(service -> TransportParameters.ofDeliveryAgents().stream()
                        .filter(template ->
                                Catalogue.find(template.name(service)).isEmpty())
                        .flatMap(template -> setting(main, template.general(), template.name(service)).stream()));
    }

    private static Stream<Setting> ofServices(MainCf main, MasterCf master) {
        Path file = main.directory().resolve("master.cf");
        return master.services().stream()
                .flatMap(service -> service.overrides().entrySet().stream()
                        .flatMap(override -> Catalogue.find(override.getKey()).stream()
                                .map(parameter -> new Setting(
                                        parameter,
                                        override.getKey(),
                                        main.expand(override.getValue()),
                                        file + ", line " + service.line()))));
    }

    private static Optional<Setting> setting(MainCf main, Parameter<?> parameter, String name) {
        return main.setting(name)
                .map(value ->
                        new Setting(parameter, name, value, main.origin(name).orElse("main.cf")));
    }

    /// A setting that was made explicitly.
    ///
    /// @param parameter the parameter, or the general one behind a transport's own
    /// @param name what is set
    /// @param value expanded
    /// @param origin file and line
    private record Setting(Parameter<?> parameter, String name, String value, String origin) {

        boolean asksForSomething(MainCf main) {
            boolean featureIsOff = value.isBlank() && parameter.support() == Support.NOT_YET;
            boolean plainTextIsWanted = name.endsWith("_tls_security_level") && value.equals("none");
            return !featureIsOff
                    && !plainTextIsWanted
                    && !plain(value).equals(plain(main.expand(parameter.defaultText())));
        }

        boolean mayBeIgnored() {
            return parameter.support() == Support.NOT_YET || ASKS_FOR_NOTHING.contains(value.toLowerCase(Locale.ROOT));
        }

        String complaint() {
            return mayBeIgnored()
                    ? "parameter %s is not implemented (%s)".formatted(name, origin)
                    : "parameter %s is not implemented, and must not be ignored: remove it, or set it to its default, \"%s\" (%s)"
                            .formatted(name, parameter.defaultText(), origin);
        }

        /// List separators and the case of yes and no do not matter for what a value asks for.
        private String plain(String text) {
            String words = String.join(" ", text.strip().split("[,\\s]+"));
            return parameter.kind() == Parameter.Kind.BOOLEAN ? words.toLowerCase(Locale.ROOT) : words;
        }
    }
}
