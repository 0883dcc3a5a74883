package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mta.cli.CommandFailed;
import mta.core.config.MainCf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceClaimsTest {

    @TempDir
    Path directory;

    private InstanceClaims claims;

    @BeforeEach
    void claimForPrimary() throws Exception {
        Files.writeString(directory.resolve("main.cf"), "");
        claims = new InstanceClaims(MainCf.read(directory));
        claims.claim(instance("/etc/first", "/var/spool/first", "/var/lib/first"));
    }

    /// Symptom: `postmulti -e destroy` of another instance would have removed directories of the primary one.
    @ParameterizedTest
    @ValueSource(strings = {"/var/spool/first", "/var/spool/first/", "/var/spool//first", "/var/spool/./first"})
    void aDirectoryIsTheSameHoweverItIsWritten(String queue) {
        var second = instance("/etc/second", queue, "/var/lib/second");

        assertThrows(CommandFailed.class, () -> claims.claim(second));
    }

    @Test
    void aNewDirectoryIsComparedLikewise() {
        assertThrows(CommandFailed.class, () -> claims.checkNew("/etc/first/"));
    }

    private static Instance instance(String configuration, String queue, String data) {
        return new Instance(configuration, queue, data, Optional.empty(), Optional.empty(), true, false);
    }
}
