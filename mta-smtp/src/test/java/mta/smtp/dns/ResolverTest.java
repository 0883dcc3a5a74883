package mta.smtp.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import mta.testkit.net.TinyDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {

    private static final String PREFIX = "Host or domain name not found. Name service error for name=";

    private final TinyDns dns = TinyDns.start();
    private final Resolver resolver = new Resolver(List.of(dns.address()), Duration.ofSeconds(5), 2, new Random(1));

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void mailExchangersComeInTheOrderOfTheirPreference() {
        dns.mx("d.example", 20, "b.example").mx("d.example", 10, "a.example").mx("d.example", 30, "c.example");

        assertEquals(
                List.of("a.example", "b.example", "c.example"),
                resolver.mx("d.example").orNone().stream()
                        .map(MailExchanger::host)
                        .toList());
    }

    @Test
    void mailExchangersOfOnePreferenceComeInEitherOrder() {
        dns.mx("d.example", 10, "a.example").mx("d.example", 10, "b.example");

        var firsts = new HashSet<String>();
        for (int i = 0; i < 40; i++) {
            firsts.add(resolver.mx("d.example").orNone().getFirst().host());
        }
        assertEquals(2, firsts.size());
    }

    @Test
    void aNullMxIsItsOwnAnswer() {
        dns.nullMx("none.example");

        assertEquals(
                new Answer.NullMx<>("Domain none.example does not accept mail (nullMX)"), resolver.mx("none.example"));
    }

    @Test
    void aNameThatDoesNotExistIsToldInPostfixWords() {
        assertEquals(new Answer.NoSuchName<>(PREFIX + "no.example type=MX: Host not found"), resolver.mx("no.example"));
    }

    @Test
    void aNameWithoutSuchRecordsIsToldInPostfixWords() {
        dns.a("host.example", "192.0.2.1");

        assertEquals(
                new Answer.NoRecords<>(
                        PREFIX + "host.example type=AAAA: Host found but no data record of requested type"),
                resolver.addresses("host.example", Family.IPV6));
    }

    @Test
    void aServerThatFailsMeansTryAgain() {
        dns.failing("bad.example");

        assertEquals(
                new Answer.Unknown<>(PREFIX + "bad.example type=A: Host not found, try again"),
                resolver.addresses("bad.example", Family.IPV4));
    }

    @Test
    @Timeout(60)
    void aServerThatIsSilentMeansTryAgain() {
        dns.silent("slow.example");
        var impatient = new Resolver(List.of(dns.address()), Duration.ofMillis(20), 2, new Random(1));

        assertInstanceOf(Answer.Unknown.class, impatient.mx("slow.example"));
        // The last one may not have arrived yet when it is no longer waited for.
        while (dns.questions().size() < 2) {
            Thread.onSpinWait();
        }
        assertEquals(List.of("MX slow.example", "MX slow.example"), dns.questions());
    }

    @Test
    void theSecondServerIsAskedWhereTheFirstIsDown() {
        dns.a("host.example", "192.0.2.1");
        var dead = new InetSocketAddress(dns.address().getAddress(), 1);
        var both = new Resolver(List.of(dead, dns.address()), Duration.ofSeconds(5), 1, new Random(1));

        assertEquals(1, both.addresses("host.example", Family.IPV4).orNone().size());
    }

    @Test
    void aliasesAreFollowed() {
        dns.cname("www.example", "real.example").a("real.example", "192.0.2.7");

        assertEquals(
                List.of(InetAddress.ofLiteral("192.0.2.7")),
                resolver.addresses("www.example", Family.IPV4).orNone());
    }

    @Test
    void aliasesInACircleEnd() {
        dns.cname("a.example", "b.example").cname("b.example", "a.example");

        assertInstanceOf(Answer.Unknown.class, resolver.addresses("a.example", Family.IPV4));
    }

    @Test
    void anAnswerThatIsTooLongForAPacketComesOverTcp() {
        dns.txt("long.example", "x".repeat(3000));

        assertEquals(List.of("x".repeat(3000)), resolver.txt("long.example").orNone());
    }

    @Test
    void anAddressHasItsName() {
        dns.ptr("1.2.0.192.in-addr.arpa", "host.example");

        assertEquals(
                List.of("host.example"),
                resolver.names(InetAddress.ofLiteral("192.0.2.1")).orNone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "", "a..b", "-a.example", "a b", "a.example;x"})
    void whatIsNoHostNameIsNotAskedFor(String text) {
        assertEquals(
                new Answer.NoSuchName<>("Name service error for " + text + ": invalid host or domain name"),
                resolver.mx(text));
        assertTrue(dns.questions().isEmpty());
    }
}
