package mta.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// qmqpd(8), postscreen(8) and tlsproxy(8) stand for what is not built; when they are, choose others.
class SupportCheckTest {

    @TempDir
    Path directory;

    @Test
    void aSettingThatIsIgnoredIsWarnedAboutWithFileAndLine() throws IOException {
        var check = check("compatibility_level = 3.11\nqmqpd_timeout = 10s\n", "");

        assertEquals(
                List.of("parameter qmqpd_timeout is not implemented (" + directory + "/main.cf, line 2)"),
                check.warnings());
        assertEquals(List.of(), check.refusals());
    }

    @Test
    void aSettingThatMustNotBeIgnoredIsRefused() throws IOException {
        var check = check("smtpd_milters = inet:127.0.0.1:8891\n", "");

        assertEquals(
                List.of(
                        "parameter smtpd_milters is not implemented, and must not be ignored: remove it, or set it to its"
                                + " default, \"\" (" + directory + "/main.cf, line 1)"),
                check.refusals());
    }

    @Test
    void aSettingThatEqualsTheDefaultAsksForNothing() throws IOException {
        var check = check("""
                smtpd_milters =
                qmqpd_timeout = 300s
                smtpd_tls_wrappermode = No
                smtp_tls_security_level = none
                postscreen_greet_banner = $smtpd_banner
                """, "");

        assertEquals(new SupportCheck(List.of(), List.of()), check);
    }

    @Test
    void opportunisticTlsProtectsNobodySoIgnoringItIsOnlyWarnedAbout() throws IOException {
        assertEquals(1, check("smtpd_tls_security_level = may\n", "").warnings().size());
        assertEquals(
                1, check("smtpd_tls_security_level = encrypt\n", "").refusals().size());
    }

    @Test
    void switchingAProtectionOffIsOnlyWarnedAbout() throws IOException {
        var check = check("smtpd_forbid_bare_newline = no\n", "");

        assertEquals(List.of(), check.refusals());
    }

    @Test
    void overridesInMasterCfCountToo() throws IOException {
        var check = check("", "smtp inet n - n - - smtpd\nfilter unix - - n - - smtp\n  -o qmqpd_timeout=10s\n");

        assertEquals(
                List.of("parameter qmqpd_timeout is not implemented (" + directory + "/master.cf, line 2)"),
                check.warnings());
    }

    @Test
    void whatIsImplementedIsNotMentioned() throws IOException {
        assertTrue(check("myhostname = mail.example.com\n", "").warnings().isEmpty());
    }

    private SupportCheck check(String main, String master) throws IOException {
        Files.writeString(directory.resolve("main.cf"), main);
        Files.writeString(directory.resolve("master.cf"), master);
        MainCf settings = MainCf.read(directory);
        return SupportCheck.of(settings, MasterCf.read(directory, settings));
    }
}
