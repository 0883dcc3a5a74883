package mta.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that a mail system left behind is found and ended, and its test fails.
class LeftoversTest {

    private static final int KILLED = 128 + 9;

    @TempDir
    private Path configuration;

    @Test
    void aProcessThatWasLeftIsNamedAndEnded() throws Exception {
        var left = process(configuration);

        var failure =
                assertThrows(IllegalStateException.class, () -> leftovers().mustBeNone("postfix stop"));

        assertTrue(failure.getMessage().contains(left.pid() + " sleep"), failure.getMessage());
        assertEquals(KILLED, left.waitFor());
        leftovers().mustBeNone("postfix stop");
    }

    /// Symptom: a mail system below a directory that is not ASCII goes on running after its test.
    @Test
    void directoriesThatAreNotAsciiAreNoHidingPlace() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "a process cannot be told such a name");
        var left = process(configuration.resolve("größe"));

        assertFalse(new Leftovers(configuration.resolve("größe")).areNone());

        left.destroy();
        left.waitFor();
    }

    @Test
    void processesOfOtherSystemsAreNobodysConcern() throws Exception {
        var other = process(Path.of(configuration + "2"));
        try {
            leftovers().mustBeNone("postfix stop");
            assertTrue(other.isAlive());
        } finally {
            other.destroy();
            other.waitFor();
        }
    }

    private Leftovers leftovers() {
        return new Leftovers(configuration, Duration.ZERO);
    }

    private static Process process(Path configuration) throws IOException {
        var builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("MAIL_CONFIG", configuration.toString());
        return builder.start();
    }
}
