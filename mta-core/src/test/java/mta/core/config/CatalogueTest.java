package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{)?([a-z][a-zA-Z0-9_]*)");

    /// Names that are filled in when a text is used, not when the configuration is read.
    private static final Set<String> RUN_TIME_NAMES = Set.of(
            "rbl_code", "rbl_class", "rbl_what", "rbl_domain", "rbl_reason", "home", "extension", "domain_to_ascii");

    @Test
    void theNamesAreThoseOfPostfix311() {
        assertEquals(
                new TreeSet<>(lines("names-3.11.txt")),
                Catalogue.all().stream().map(Parameter::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void noNameIsThereTwice() {
        Collection<Parameter<?>> all = Catalogue.all();

        assertEquals(all.size(), all.stream().map(Parameter::name).distinct().count());
    }

    @Test
    void everySummaryIsOneSentence() {
        assertAll(Catalogue.all().stream()
                .map(parameter -> () -> assertTrue(
                        parameter.summary().matches("[A-Z][^\\n]*[^. ]\\.")
                                && !parameter.summary().contains(". "),
                        () -> parameter.name() + ": " + parameter.summary())));
    }

    /// Postfix demands a value of these from whoever uses them, and gives none.
    private static final Set<String> WITHOUT_USABLE_DEFAULT = Set.of("debugger_command", "virtual_mailbox_base");

    @Test
    void everyDefaultCanBeRead() {
        assertAll(Catalogue.all().stream()
                .filter(parameter -> parameter.defaultText().indexOf('$') < 0)
                .filter(parameter -> !Catalogue.readOnly().contains(parameter.name()))
                .filter(parameter -> !WITHOUT_USABLE_DEFAULT.contains(parameter.name()))
                .map(parameter -> () -> parameter.read(parameter.defaultText())));
    }

    /// Symptom: `postconf mta_version` tells the version of long ago.
    @Test
    void ourVersionIsThatOfTheBuild() throws IOException {
        String build = Files.readString(Path.of("../pom.xml"));

        assertTrue(
                build.contains("<version>" + CoreParameters.MTA_VERSION.defaultText() + "</version>"),
                CoreParameters.MTA_VERSION.defaultText());
    }

    @Test
    void everyTimeHasAUnitInItsDefault() {
        assertAll(Catalogue.all().stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.TIME)
                .map(parameter ->
                        () -> assertTrue(parameter.defaultText().matches(".*[smhdw]"), () -> parameter.name())));
    }

    @Test
    void everyNameThatADefaultRefersToIsKnown() {
        assertAll(Catalogue.all().stream()
                .flatMap(parameter -> REFERENCE
                        .matcher(parameter.defaultText())
                        .results()
                        .map(result -> result.group(1))
                        .filter(name -> !RUN_TIME_NAMES.contains(name))
                        .map(name -> () -> assertTrue(
                                Catalogue.find(name).isPresent(), () -> parameter.name() + " refers to " + name))));
    }

    @Test
    void aParameterOfLmtpDiffersFromItsTwinInNameAndFewDefaults() {
        assertEquals("300s", LmtpParameters.LMTP_LHLO_TIMEOUT.defaultText());
        assertEquals(
                "lmtp_lhlo_timeout",
                LmtpTwins.of(SmtpParameters.SMTP_HELO_TIMEOUT).name());
        assertEquals("0s", LmtpTwins.of(SmtpParameters.SMTP_CONNECT_TIMEOUT).defaultText());
        assertEquals("$lmtp_sasl_security_options", LmtpSaslParameters.LMTP_SASL_TLS_SECURITY_OPTIONS.defaultText());
    }

    @Test
    void allTwinsOfLmtpAreParametersOfPostfix() {
        assertAll(Catalogue.groups().stream()
                .filter(group -> group.title().startsWith("smtp(8)"))
                .flatMap(group -> group.parameters().stream())
                .filter(parameter -> !Set.of(
                                "smtp_always_send_ehlo", "smtp_never_send_ehlo", "smtp_tls_dane_insecure_mx_policy")
                        .contains(parameter.name()))
                .map(parameter -> () -> assertTrue(
                        Catalogue.find(LmtpTwins.of(parameter).name()).isPresent(), () -> parameter.name())));
    }

    @Test
    void whatPostfixAnnouncesTheEndOfIsKnownWithItsReplacement() {
        assertEquals(
                "specify \"smtp_tls_security_level\"",
                Deprecations.advice("smtp_use_tls").orElseThrow());
        assertEquals(
                "do not specify (leave at default)",
                Deprecations.advice("smtpd_tls_eecdh_grade").orElseThrow());
        assertTrue(Deprecations.advice("smtpd_banner").isEmpty());
    }

    static List<String> lines(String resource) {
        try (var stream = CatalogueTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
