package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mta.core.config.Parameter.Support;
import org.junit.jupiter.api.Test;

/// Keeps `docs/parameters.md` equal to the catalogue. `mvn -Dparameters.page=write …` writes the page anew.
class ParametersPageTest {

    private static final Path PAGE = Path.of("..", "docs", "parameters.md");

    @Test
    void thePageOfParametersIsUpToDate() throws IOException {
        String page = page();
        if (System.getProperty("parameters.page", "compare").equals("write")) {
            Files.writeString(PAGE, page);
        }

        assertEquals(
                page, Files.exists(PAGE) ? Files.readString(PAGE) : "", "run the test with -Dparameters.page=write");
    }

    private static String page() {
        var page = new StringBuilder("""
                # Parameters

                Every parameter that `main.cf` may hold, by program. Made from the catalogue in `mta.core.config`; do not edit.

                *Supported*: **yes**; **not yet** is warned about at start when it is set to something else than its default;
                **refused** is too important to be ignored, and setting it keeps the system from starting.

                """);
        long supported = Catalogue.all().stream()
                .filter(parameter -> parameter.support() == Support.FULL)
                .count();
        page.append("%d parameters, %d of them supported.%n"
                .formatted(Catalogue.all().size(), supported));
        for (Catalogue.Group group : Catalogue.groups()) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| Name | Default | Type | Supported | What it is for |\n|---|---|---|---|---|\n");
            group.parameters().forEach(parameter -> page.append(row(parameter)));
        }
        page.append("\n## For each transport\n\n");
        page.append(
                "The name of a transport in `master.cf` goes before these; without its own value, the default counts.\n\n");
        page.append("| Name | Default |\n|---|---|\n");
        TransportParameters.ofDeliveryAgents().forEach(template -> page.append(template(template)));
        page.append(template(TransportParameters.TIME_LIMIT));
        return page.toString();
    }

    private static String template(TransportParameters.Template<?> template) {
        return "| *transport*`%s` | `$%s` |%n"
                .formatted(template.suffix(), template.general().name());
    }

    private static String row(Parameter<?> parameter) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        parameter.name(),
                        parameter.defaultText().isEmpty()
                                ? "(empty)"
                                : "``" + parameter.defaultText().replace("|", "\\|") + "``",
                        parameter.values(),
                        supported(parameter.support()),
                        parameter.summary().replace("<", "&lt;"));
    }

    private static String supported(Support support) {
        return switch (support) {
            case FULL -> "yes";
            case NOT_YET -> "not yet";
            case NOT_YET_AND_PROTECTS -> "refused";
        };
    }
}
