package mta.smtp.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

    @Test
    void serversAndOptionsAreRead() {
        var conf = ResolvConf.parse(List.of(
                "# comment",
                "search example.com",
                "nameserver 192.0.2.53",
                "nameserver 2001:db8::53",
                "options ndots:2 timeout:3 attempts:4"));

        assertEquals(
                new ResolvConf(List.of(server("192.0.2.53"), server("2001:db8::53")), Duration.ofSeconds(3), 4), conf);
    }

    @Test
    void anEmptyFileMeansThisMachine() {
        var conf = ResolvConf.parse(List.of());

        assertEquals(new ResolvConf(List.of(server("127.0.0.1")), Duration.ofSeconds(5), 2), conf);
    }

    private static InetSocketAddress server(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 53);
    }
}
