package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.ConfigException;
import mta.core.log.PostfixMailLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reload takes nothing from the files in silence.
class ConfigurationTest {

    private static final String MAIN = "myhostname = mx.example\nmydestination =\ninet_interfaces = 127.0.0.1\n";
    private static final String MASTER = "2525 inet n - n - - smtpd\n";

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();

    private void write(String main, String master) throws IOException {
        Files.writeString(directory.resolve("main.cf"), main);
        Files.writeString(directory.resolve("master.cf"), master);
    }

    private Configuration reload(String main, String master) throws IOException {
        var log = new PostfixMailLog(
                (severity, _, text) -> said.add((severity.word() + text).replace(directory.toString(), "DIR")),
                "postfix");
        write(MAIN, MASTER);
        var before = Configuration.read(directory);
        write(main, master);
        return before.readAgain(log);
    }

    @Test
    void aReloadNamesWhatIsNotImplemented() throws IOException {
        reload(MAIN + "qmqpd_timeout = 17s\n", MASTER + "628 inet n - y - - qmqpd\n");

        assertEquals(
                List.of(
                        "warning: parameter qmqpd_timeout is not implemented (DIR/main.cf, line 4)",
                        "warning: services of master.cf that are not implemented: 628/inet (qmqpd)"),
                said);
    }

    /// Symptom: every host was told to work by a value that none of them can read.
    @Test
    void aBadValueIsFoundBeforeItIsHandedOn() {
        var refused =
                assertThrows(ConfigException.class, () -> reload(MAIN + "default_process_limit = many\n", MASTER));

        assertEquals(
                "bad numerical configuration: default_process_limit = many (" + directory + "/main.cf, line 4)",
                refused.getMessage());
    }

    @Test
    void whatNeedsAStopKeepsItsValueAndIsNamed() throws IOException {
        var now = reload(
                MAIN.replace("inet_interfaces = 127.0.0.1", "inet_interfaces = loopback-only")
                        + "queue_directory = /other\ninet_protocols = ipv4\n",
                MASTER);

        assertEquals(
                List.of(
                        "warning: ignoring queue_directory parameter value change",
                        "warning: old value: \"/var/spool/postfix\", new value: \"/other\"",
                        "warning: to change queue_directory, stop and start Postfix",
                        "warning: ignoring inet_protocols parameter value change",
                        "warning: old value: \"all\", new value: \"ipv4\"",
                        "warning: to change inet_protocols, stop and start Postfix",
                        "warning: service 2525: ignoring inet_interfaces change",
                        "warning: to change inet_interfaces, stop and start Postfix"),
                said);
        assertEquals(
                List.of("/127.0.0.1:2525"),
                now.addresses().of("2525").stream()
                        .map(InetSocketAddress::toString)
                        .toList());
    }
}
