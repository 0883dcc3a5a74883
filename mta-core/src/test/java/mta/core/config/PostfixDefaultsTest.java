package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the catalogue with what a real `postconf -d` prints.
///
/// Where the two may differ, `differences-3.7.txt` says why: a name, and the reason.
class PostfixDefaultsTest {

    private static final Path POSTCONF = Path.of("/usr/sbin/postconf");

    /// Defaults that depend on the machine or the process.
    private static final Set<String> FOUND_AT_RUN_TIME =
            Set.of("myhostname", "mydomain", "mynetworks", "process_id", "process_name", "service_name");

    @TempDir
    Path directory;

    @Test
    void defaultsAreThoseOfRealPostfixButForExplainedDifferences() throws Exception {
        assumeTrue(Files.isExecutable(POSTCONF), "real Postfix is not installed");
        Map<String, String> real = realDefaults();
        assumeTrue(real.getOrDefault("mail_version", "").startsWith("3.7"), "installed Postfix is not 3.7");

        var unlike = new ArrayList<String>();
        real.forEach((name, value) -> Catalogue.find(name)
                .ifPresentOrElse(
                        parameter -> {
                            if (!parameter.defaultText().equals(value)) {
                                unlike.add(name);
                            }
                        },
                        () -> unlike.add(name)));
        unlike.removeIf(name -> FOUND_AT_RUN_TIME.contains(name) || isOfOneTransport(name));

        assertEquals(
                CatalogueTest.lines("differences-3.7.txt").stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(" ", 2)[0])
                        .sorted()
                        .collect(Collectors.joining("\n")),
                unlike.stream().sorted().collect(Collectors.joining("\n")));
    }

    /// Whether the real program made the name up from a service in master.cf.
    private boolean isOfOneTransport(String name) {
        return Catalogue.find(name).isEmpty()
                && (TransportParameters.ofDeliveryAgents().stream()
                                .anyMatch(template -> name.endsWith(template.suffix()))
                        || name.endsWith(TransportParameters.TIME_LIMIT.suffix()));
    }

    private Map<String, String> realDefaults() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.6\n");
        Files.writeString(directory.resolve("master.cf"), "");
        var process = new ProcessBuilder(List.of(POSTCONF.toString(), "-d", "-c", directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var defaults = new TreeMap<String, String>();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(line -> {
                int equals = line.indexOf(" =");
                defaults.put(
                        line.substring(0, equals), line.substring(equals + 2).strip());
            });
        }
        process.waitFor();
        return defaults;
    }
}
