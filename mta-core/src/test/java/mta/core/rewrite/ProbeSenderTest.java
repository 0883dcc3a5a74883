package mta.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import mta.core.config.MainCf;
import mta.core.mail.ReversePath;
import mta.core.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who probes are from, and where they go.
class ProbeSenderTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_619_472);

    @TempDir
    private Path directory;

    private MainCf settings(String... settings) throws IOException {
        Files.writeString(
                directory.resolve("main.cf"),
                "compatibility_level = 3.6\nmyhostname = mx.example\n" + String.join("\n", settings) + "\n");
        return MainCf.read(directory);
    }

    /// As Postfix 3.7 did at that time.
    @Test
    void theLocalPartEndsInThePeriod() throws IOException {
        var sender = ProbeSender.of(settings("address_verify_sender_ttl = 1500s"));

        assertEquals("double-bounce195NG@mx.example", sender.at(NOW).text());
        assertTrue(sender.isOurs("double-bounce195NG@mx.example", NOW.plus(Duration.ofMinutes(25))));
        assertTrue(sender.isOurs("double-bounce195NG@mx.example", NOW.minus(Duration.ofMinutes(25))));
        assertFalse(sender.isOurs("double-bounce195NG@mx.example", NOW.plus(Duration.ofMinutes(51))));
        assertFalse(sender.isOurs("double-bounce@mx.example", NOW));
    }

    @Test
    void withoutPeriodsItIsAlwaysTheSame() throws IOException {
        var sender = ProbeSender.of(settings("address_verify_sender = probe@other.example"));

        assertEquals("probe@other.example", sender.at(NOW).text());
        assertTrue(sender.isOurs("Probe@other.example", NOW));
    }

    @Test
    void itMayBeNobody() throws IOException {
        assertInstanceOf(
                ReversePath.Null.class,
                ProbeSender.of(settings("address_verify_sender = <>")).at(NOW));
        assertFalse(ProbeSender.of(settings("address_verify_sender =")).isOurs("", NOW));
    }

    @Test
    void probesMayGoAnotherWay() throws IOException {
        var main = settings(
                "relayhost = [relay.example]",
                "address_verify_relayhost =",
                "address_verify_transport_maps = inline:{there.example=smtp:[direct.example]}");
        var resolver = new AddressResolver(main, new Tables(_ -> {}), _ -> {});

        assertEquals("[relay.example]", nexthop(resolver.resolve("", "a@dest.example")));
        assertEquals("dest.example", nexthop(resolver.resolveProbe("", "a@dest.example")));
        assertEquals("[direct.example]", nexthop(resolver.resolveProbe("", "a@there.example")));
    }

    private static String nexthop(Resolution resolution) {
        return assertInstanceOf(Resolution.Resolved.class, resolution).nexthop();
    }
}
