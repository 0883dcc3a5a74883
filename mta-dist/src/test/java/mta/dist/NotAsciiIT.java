package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mail system whose directories, domain and commands are not ASCII.
class NotAsciiIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void directoriesDomainsAndCommandsAreTakenAsTheyStand() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the test cannot name such files");
        open(directory, "755");
        Path place = Files.createDirectory(directory.resolve("größe"));
        Path files = Files.createDirectory(place.resolve("dateien"));
        open(files, "777");
        Path aliases = Files.writeString(
                place.resolve("aliases"),
                "user \"|cat > " + files + "/grüße; echo 'ende für $DOMAIN' >> " + files + "/ende\"\n");
        try (var system = Distribution.ours(place)
                .with("mydestination = bücher.example", "alias_maps = texthash:" + aliases, "default_privs = nobody")) {
            system.start();
            var sent = system.commandWithInput(
                    "Subject: x\n\nbody\n", "sendmail", "-f", "a@box.example", "user@bücher.example");
            assertEquals(0, sent.exit(), sent.toString());

            await().atMost(PATIENCE).until(() -> log(system).contains(", status="));
            assertTrue(log(system).contains("to=<user@bücher.example>"), log(system));
            assertTrue(log(system).contains("delivered to command: cat > " + files + "/grüße"), log(system));
            assertTrue(log(system).contains("configuration " + system.configuration()), log(system));
            assertTrue(Files.readString(files.resolve("grüße")).endsWith("\nbody\n"));
            assertTrue(Files.exists(files.resolve("ende")));

            var status = system.command("postfix", "-c", system.configuration().toString(), "status");
            assertEquals(0, status.exit(), status.toString());
            var missing = system.command("postconf", "-c", place + "/fehlt");
            // A mark for each byte, as Postfix's postconf(1) prints it.
            assertTrue(missing.err().contains("/gr????e/fehlt/main.cf"), missing.toString());
        }
    }

    private static void open(Path directory, String mode) throws IOException {
        MailSystem.run(Map.of(), "", "chmod", mode, directory.toString());
    }

    private static String log(MailSystem system) throws IOException {
        return inUtf8(system.log());
    }

    private static String inUtf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
