package mta.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The documents name classes and methods that exist.
class FlowTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:[.#]([a-z]\\w*))?`");

    private static final Map<String, Set<String>> METHODS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("mta").stream()
                    .filter(found -> !found.getSimpleName().isEmpty())
                    .collect(Collectors.toMap(JavaClass::getSimpleName, FlowTest::methods, FlowTest::both));

    @ParameterizedTest
    @ValueSource(strings = {"flow.md", "vocabulary.md"})
    void eachClassAndMethodNamedExists(String document) throws IOException {
        var missing = new TreeSet<String>();
        var named = NAMED.matcher(Files.readString(Path.of("../docs").resolve(document)));
        int count = 0;
        while (named.find()) {
            count++;
            var methods = METHODS.get(named.group(1));
            if (methods == null || (named.group(2) != null && !methods.contains(named.group(2)))) {
                missing.add(named.group());
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(count > 10, "no classes named in " + document);
    }

    @Test
    void aNameThatDoesNotExistWouldBeFound() {
        assertEquals(null, METHODS.get("NoSuchClass"));
        assertTrue(METHODS.get("QueueId").contains("hashKey"));
    }

    private static Set<String> methods(JavaClass found) {
        return found.getAllMethods().stream().map(method -> method.getName()).collect(Collectors.toSet());
    }

    private static Set<String> both(Set<String> first, Set<String> second) {
        var all = new TreeSet<>(first);
        all.addAll(second);
        return all;
    }
}
