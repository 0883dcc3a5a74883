package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expectations are what Postfix 3.7 logs.
class OverloadTest {

    @TempDir
    private Path directory;

    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private Overload warning(String service, int limit) throws IOException {
        return new Overload(
                SampleContext.of(directory, "", service + " inet n - n - " + limit + " smtpd", () -> now, log));
    }

    private static List<SocketAddress> at(String address, int port) {
        return List.of(new InetSocketAddress(address, port));
    }

    /// Symptom: the warning names the service twice, and its port never.
    @ParameterizedTest
    @CsvSource({
        "smtp, 25, 25",
        ":2605, 2605, 2605",
        "10.9.9.9:submission, 587, [10.9.9.9]:587",
        "[10.9.9.9]:2604, 2604, [10.9.9.9]:2604",
        "vhost.test:2606, 2606, [vhost.test]:2606"
    })
    void itNamesTheServiceAndItsPort(String service, int port, String endpoint) throws IOException {
        warning(service, 20).reached(at("10.9.9.9", port));

        assertEquals(
                List.of(
                        "warning: service \"" + service + "\" (" + endpoint
                                + ") has reached its process limit \"20\": new clients may experience noticeable delays",
                        "warning: to avoid this condition, increase the process count in master.cf or reduce the"
                                + " service time per client",
                        "warning: see https://www.postfix.org/STRESS_README.html for examples of stress-adapting"
                                + " configuration settings"),
                log);
    }

    @Test
    void itComesBackOnlyAfterAWhile() throws IOException {
        var warning = warning("smtp", 2);
        for (int seconds : List.of(0, 999, 1000, 1001)) {
            now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seconds);
            warning.reached(at("0.0.0.0", 25));
        }

        assertEquals(6, log.size());
    }

    @Test
    void itLastsForAWhile() throws IOException {
        var overload = warning("smtp", 2);
        assertFalse(overload.isUnderWay());
        for (int seconds : List.of(0, 600)) {
            now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seconds);
            overload.reached(at("0.0.0.0", 25));
        }
        now = now.plusSeconds(999);
        assertTrue(overload.isUnderWay());
        now = now.plusSeconds(1);
        assertFalse(overload.isUnderWay());
    }

    @Test
    void aServiceForOneClientOrForThisMachineAloneIsNotWarnedAbout() throws IOException {
        warning("smtp", 1).reached(at("0.0.0.0", 25));
        warning("127.0.0.1:10025", 2).reached(at("127.0.0.1", 10025));

        assertEquals(List.of(), log);
    }
}
