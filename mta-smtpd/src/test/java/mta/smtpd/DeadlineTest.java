package mta.smtpd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.MainCf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DeadlineTest {

    @TempDir
    Path directory;

    /// Symptom: clients that send a byte now and then keep all sessions busy.
    @Test
    @Timeout(60)
    void aCommandThatComesInDropsEndsTheSession() throws IOException {
        Files.writeString(directory.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mail.example.com
                mydestination =
                inet_interfaces = 127.0.0.1
                smtpd_peername_lookup = no
                smtpd_relay_restrictions = reject
                smtpd_timeout = 2
                smtpd_per_request_deadline = yes
                """);
        List<String> log = new CopyOnWriteArrayList<>();
        try (var server = new LoopbackServer(
                        MainCf.read(directory), directory.resolve("cleanup"), 0, (_, _, text) -> log.add(text));
                var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(100);
            var said = new StringBuilder();
            // Who speaks before the greeting is sent away for that.
            while (!said.toString().contains("220 ")) {
                listen(client, said);
            }
            while (!said.toString().contains("421 4.4.2 mail.example.com Error: timeout exceeded")) {
                drip(client);
                listen(client, said);
            }
        }
        assertTrue(log.stream().anyMatch(line -> line.contains("timeout after CONNECT from ")), log::toString);
    }

    private static void drip(Socket client) {
        try {
            client.getOutputStream().write('x');
        } catch (IOException _) {
            // The server has hung up meanwhile; what it said before can still be read.
        }
    }

    private static void listen(Socket client, StringBuilder said) throws IOException {
        var buffer = new byte[1000];
        try {
            int count = client.getInputStream().read(buffer);
            said.append(new String(buffer, 0, Math.max(count, 0), StandardCharsets.US_ASCII));
        } catch (SocketTimeoutException _) {
            // Nothing was said; the next drop.
        }
    }
}
