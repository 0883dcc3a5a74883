package mta.delivery.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NewMailTest {

    /// The words of Postfix 3.7.
    @Test
    void comsatIsToldInItsWords() throws IOException {
        try (var comsat = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            comsat.setSoTimeout(20_000);
            var told = new DatagramPacket(new byte[100], 100);

            NewMail.toComsat(comsat.getLocalPort()).arrived("daemon", 436);

            comsat.receive(told);
            assertEquals("daemon@436\0", new String(told.getData(), 0, told.getLength(), StandardCharsets.ISO_8859_1));
        }
    }
}
