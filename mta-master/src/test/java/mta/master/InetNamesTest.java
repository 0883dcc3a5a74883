package mta.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InetNamesTest {

    @TempDir
    Path folder;

    @Test
    void aPortAloneMeansAllInterfaces() throws Exception {
        assertEquals(
                List.of(at("0.0.0.0", 2525)), names("inet_protocols = ipv4").of("2525"));
    }

    @Test
    void anAddressMayBeGivenInAllForms() throws Exception {
        var names = names("inet_protocols = ipv4");
        assertEquals(List.of(at("127.0.0.1", 10025)), names.of("127.0.0.1:10025"));
        assertEquals(List.of(at("127.0.0.1", 10025)), names.of("[127.0.0.1]:10025"));
        assertEquals(List.of(at("127.0.0.1", 25)), names.of("127.0.0.1:smtp"));
    }

    @Test
    void interfacesAreThoseOfTheSettings() throws Exception {
        assertEquals(
                List.of(at("127.0.0.1", 25)),
                names("inet_protocols = ipv4\ninet_interfaces = loopback-only").of("smtp"));
        assertEquals(
                List.of(at("127.0.0.2", 465), at("127.0.0.3", 465)),
                names("inet_protocols = ipv4\ninet_interfaces = 127.0.0.2, 127.0.0.3")
                        .of("smtps"));
    }

    @Test
    void knownPortsComeBeforeServicesOfTheMachine() throws Exception {
        var names = names("inet_protocols = ipv4\nknown_tcp_ports = smtp=2500, subs=submission=2587");
        assertEquals(2500, names.of("smtp").getFirst().getPort());
        assertEquals(2587, names.of("subs").getFirst().getPort());
        assertEquals(2587, names.of("submission").getFirst().getPort());
    }

    /// Symptom: a slip of the pen in `known_tcp_ports` ends master(8) with a stack trace.
    @Test
    void aKnownPortThatIsNoneIsAMistakeInTheSettings() throws Exception {
        var names = names("inet_protocols = ipv4\nknown_tcp_ports = subs=25x7");
        assertEquals(
                "known_tcp_ports: no port: subs=25x7",
                assertThrows(ConfigException.class, () -> names.of("subs")).getMessage());
    }

    @Test
    void anUnknownPortIsRefused() throws Exception {
        var names = names("inet_protocols = ipv4");
        assertEquals(
                "unknown service: nonsense/tcp",
                assertThrows(ConfigException.class, () -> names.of("nonsense")).getMessage());
        assertThrows(ConfigException.class, () -> names.of("0"));
        assertThrows(ConfigException.class, () -> names.of("70000"));
    }

    /// Symptom: a line in `/etc/services` that has nothing to do with mail ends master(8) with a stack trace, on a
    /// reload, too.
    @Test
    void linesOfTheMachineThatMakeNoSenseArePassedOver() throws Exception {
        var services = folder.resolve("services");
        Files.write(
                services,
                "caf\u00e9 x/tcp mail\nodd /tcp mail\nmail 2500/tcp # mail\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("main.cf"), "inet_protocols = ipv4\n");
        var names = InetNames.of(MainCf.read(folder), services);

        assertEquals(List.of(at("0.0.0.0", 2500)), names.of("mail"));
    }

    private InetNames names(String settings) throws Exception {
        Files.writeString(folder.resolve("main.cf"), settings + "\n");
        return InetNames.of(MainCf.read(folder));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
