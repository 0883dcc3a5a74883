package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of our own, as Postfix and its Debian package take and refuse them.
class OwnNamesTest {

    @TempDir
    private Path directory;

    private MainCf read(String... lines) throws IOException {
        Files.writeString(
                directory.resolve("main.cf"),
                "myhostname = mx.example\nmydestination =\n" + String.join("\n", lines) + "\n");
        return MainCf.read(directory);
    }

    private String refusal(String... lines) throws IOException {
        var settings = read(lines);
        return assertThrows(ConfigException.class, () -> OwnNames.check(settings))
                .getMessage()
                .replace(directory.toString(), "DIR");
    }

    @Test
    void theOriginIsADomain() throws IOException {
        assertEquals("mx.example", OwnNames.origin(read()));
        assertEquals("example", OwnNames.origin(read("myorigin = $mydomain")));
    }

    @Test
    void theOriginMayStandInAFile() throws IOException {
        Path file = directory.resolve("mailname");
        Files.writeString(file, " mail.example \nanother line\n");

        assertEquals("mail.example", OwnNames.origin(read("myorigin = " + file)));
        assertEquals("mail.example", OwnNames.origin(read("myorigin = $config_directory/mailname")));
    }

    @Test
    void aFileWithoutANameIsRefused() throws IOException {
        Path file = directory.resolve("mailname");
        assertEquals("DIR/mailname: cannot open file: No such file or directory", refusal("myorigin = " + file));

        Files.writeString(file, "\nmail.example\n");
        assertEquals("myorigin file DIR/mailname is empty", refusal("myorigin = " + file));

        Files.writeString(file, "# the name\nmail.example\n");
        assertEquals(
                "myorigin parameter setting must not contain multiple values: # the name",
                refusal("myorigin = " + file));
    }

    @Test
    void severalOriginsAreRefused() throws IOException {
        assertEquals(
                "myorigin parameter setting must not contain multiple values: a.example, b.example",
                refusal("myorigin = a.example, b.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "-a.example", "a-.example", "a..example", "a.example.", "17", "1.2.3.4", "a/b", ".example"
            })
    void aHostNameThatIsNoneIsRefused(String name) throws IOException {
        assertEquals(
                "file DIR/main.cf: parameter myhostname: bad parameter value: " + name,
                refusal("myhostname = " + name));
        assertEquals(
                "file DIR/main.cf: parameter mydomain: bad parameter value: " + name, refusal("mydomain = " + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a_b.example", "mx-1.example", "1and1.example", "x"})
    void otherHostNamesDo(String name) throws IOException {
        var settings = read("myhostname = " + name, "mydomain = " + name);

        assertDoesNotThrow(() -> OwnNames.check(settings));
    }
}
