package mta.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mta.core.config.Catalogue;
import mta.core.config.LmtpTwins;
import mta.core.config.Parameter;
import mta.core.config.Parameter.Support;
import mta.core.config.TransportParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A parameter is marked as supported if, and only if, the product reads it.
///
/// When this fails, its message lists what to correct in the catalogue; then write the page of parameters anew (see
/// `ParametersPageTest` in mta-core).
class ParameterSupportTest {

    /// Honoured without being read by any class: through `$name` in other values, or by name in `mta.core.config`.
    private static final Set<String> HONOURED_BY_NAME = Set.of(
            "compatibility_level",
            "config_directory",
            "default_cache_db_type",
            "default_delivery_status_filter",
            "local_destination_concurrency_limit",
            "local_destination_recipient_limit",
            "mail_name",
            "mail_release_date",
            "mail_version",
            "mydomain",
            "mynetworks_style",
            "process_id",
            "process_name",
            "service_name",
            "stress");

    /// For people, packages and tools; Postfix's programs do not read these either.
    private static final Set<String> INFORMATION = Set.of(
            "debugger_command",
            "html_directory",
            "mailq_path",
            "manpage_directory",
            "newaliases_path",
            "readme_directory",
            "sample_directory",
            "sendmail_path");

    /// Read only to find out what a feature that is not built would do, or to say so for the mail concerned.
    private static final Set<String> READ_IN_PASSING = Set.of(
            "lmtp_enforce_tls",
            "lmtp_tls_security_level",
            "lmtp_use_tls",
            "requiretls_enable",
            "smtp_enforce_tls",
            "smtp_tls_security_level",
            "smtp_use_tls");

    private static JavaClasses product;

    @BeforeAll
    static void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("mta");
    }

    @Test
    void whatIsMarkedAsSupportedIsReadAndNothingElse() {
        Set<String> honoured = honoured();

        assertEquals(
                "",
                corrections("not supported any more", Catalogue.all(), Support.FULL, honoured, false)
                        + corrections("supported now", Catalogue.all(), Support.NOT_YET, honoured, true)
                        + corrections("supported now", Catalogue.all(), Support.NOT_YET_AND_PROTECTS, honoured, true));
    }

    /// Parameters of one mark that are, or are not, among the honoured ones.
    private static String corrections(
            String title, Collection<Parameter<?>> all, Support mark, Set<String> honoured, boolean among) {
        String names = all.stream()
                .filter(parameter -> parameter.support() == mark)
                .map(Parameter::name)
                .filter(name -> honoured.contains(name) == among)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "" : title + ": " + names + "\n";
    }

    private static Set<String> honoured() {
        Set<String> constants = constantsRead();
        var names = new TreeSet<String>();
        Catalogue.all().stream()
                .filter(parameter -> constants.contains(constant(parameter.name())))
                .forEach(parameter -> names.add(parameter.name()));
        TransportParameters.ofDeliveryAgents().stream()
                .filter(template ->
                        constants.contains(constant(template.suffix().substring(1))))
                .forEach(template -> names.add(template.general().name()));
        names.addAll(twins(names));
        names.addAll(HONOURED_BY_NAME);
        names.addAll(INFORMATION);
        names.removeAll(READ_IN_PASSING);
        return names;
    }

    /// What lmtp(8) reads as the twin of a parameter of smtp(8).
    private static Set<String> twins(Set<String> names) {
        return Catalogue.groups().stream()
                .filter(group -> group.title().startsWith("smtp(8)"))
                .flatMap(group -> group.parameters().stream())
                .filter(parameter -> names.contains(parameter.name()))
                .map(parameter -> LmtpTwins.of(parameter).name())
                .collect(Collectors.toSet());
    }

    private static Set<String> constantsRead() {
        return product.stream()
                .filter(ParameterSupportTest::holdsParameters)
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getAccessesToSelf().stream()
                        .anyMatch(access -> !holdsParameters(access.getOriginOwner())))
                .map(JavaField::getName)
                .collect(Collectors.toSet());
    }

    private static boolean holdsParameters(JavaClass type) {
        return type.getPackageName().equals(Catalogue.class.getPackageName())
                && Stream.of("Parameters", "Catalogue").anyMatch(type.getSimpleName()::endsWith);
    }

    private static String constant(String name) {
        return name.replaceFirst("^2", "double_").toUpperCase(Locale.ROOT);
    }
}
