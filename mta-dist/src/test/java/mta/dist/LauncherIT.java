package mta.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the launchers in `bin/` do before Java starts.
class LauncherIT {

    /// How cron(8) and systemd(1) call: without a locale.
    private static final Map<String, String> NO_LOCALE = Map.of("LC_ALL", "C", "LANG", "C");

    @TempDir
    private Path directory;

    @Test
    void argumentsThatAreNotAsciiArriveWhateverTheLocaleIs() throws IOException {
        Path main = Files.writeString(directory.resolve("main.cf"), "compatibility_level = 3.11\n");
        String command = Distribution.HOME.resolve("bin/postconf") + " -c " + directory
                + " -e \"smtpd_banner=$(printf 'gr\\303\\274\\303\\237e')\"";

        var run = MailSystem.run(NO_LOCALE, "", "sh", "-c", command);

        assertEquals(0, run.exit(), run.toString());
        assertEquals("compatibility_level = 3.11\nsmtpd_banner = grüße\n", Files.readString(main));
    }
}
