package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import mta.core.log.PostfixMailLog;
import mta.smtp.dns.HostLookup;
import mta.smtp.dns.HostsFile;
import mta.smtp.dns.Resolver;
import mta.smtpd.Peer.NameStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenario S1: connected, but no banner.
class GreetingTest {

    @TempDir
    Path directory;

    @Test
    void aNameServerThatNeverAnswersDoesNotHoldUpTheSession() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var resolver = new Resolver(
                    List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort())),
                    Duration.ofSeconds(30),
                    2,
                    RandomGenerator.getDefault());
            var hosts = new HostLookup(
                    resolver, new HostsFile(directory.resolve("hosts")), List.of(HostLookup.Place.NATIVE));
            var client = InetAddress.ofLiteral("192.0.2.1");
            var unnamed = Peer.unnamed(client, 1, InetAddress.getLoopbackAddress(), 25);

            var log = new ArrayList<String>();
            var lookup = PeerLookup.start(
                    unnamed, hosts, new PostfixMailLog((_, _, text) -> log.add(text), "postfix/smtpd"));
            Peer peer = lookup.await(Duration.ofMillis(50));

            assertEquals("unknown[192.0.2.1]", peer.nameAndAddress());
            assertEquals(NameStatus.TEMPORARY, peer.nameStatus());
        }
    }
}
