package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void aReloadNamesWhatIsNotImplemented() throws IOException {
        var log = new PostfixMailLog(
                (severity, _, text) -> said.add((severity.word() + text).replace(directory.toString(), "DIR")),
                "postfix");
        write(MAIN, MASTER);
        var before = Configuration.read(directory);
        write(MAIN + "qmqpd_timeout = 17s\n", MASTER + "628 inet n - y - - qmqpd\n");

        before.readAgain(log);

        assertEquals(
                List.of(
                        "warning: parameter qmqpd_timeout is not implemented (DIR/main.cf, line 4)",
                        "warning: services of master.cf that are not implemented: 628/inet (qmqpd)"),
                said);
    }
}
