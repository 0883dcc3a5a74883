package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When processes come and go, and how many clients they serve at a time.
class HostLifeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// They hold nothing that others wait for.
    private static final List<String> MAY_LEAVE = List.of("mta-cleanup", "mta-local");

    @TempDir
    private Path directory;

    @Test
    void hostsLeaveWhenIdleAndComeBackForTheNextMail() throws IOException {
        try (var system = Distribution.ours(directory).with("max_idle = 1s").start()) {
            for (int mail = 1; mail <= 2; mail++) {
                int delivered = mail;
                var sent = system.commandWithInput("Subject: x\n\nx\n", "sendmail", "b@box.example");
                assertEquals(new MailSystem.Result(0, "", ""), sent);
                await().atMost(PATIENCE).until(() -> system.mailbox().size() == delivered);
                await().atMost(PATIENCE)
                        .until(() -> system.processNames().stream().noneMatch(MAY_LEAVE::contains));
            }
            // They left of themselves: nobody complains.
            assertEquals(
                    "", system.log().lines().filter(HostLifeIT::isComplaint).reduce("", String::concat));
        }
    }

    private static boolean isComplaint(String line) {
        return line.contains("warning:") || line.contains("fatal:");
    }

    @Test
    void theSecondClientIsServedAfterTheOnlyOneThatMayBe() throws IOException {
        var prepared = Distribution.ours(directory);
        prepared.withService(prepared.port() + " inet n - n - 1 smtpd");
        try (var system = prepared.start();
                var first = new Client(system.port());
                var second = connectedAfter(first, system.port())) {
            for (String command : List.of("HELO client.example", "MAIL FROM:<a@box.example>", "RSET")) {
                first.says(command, "250 ");
            }
            assertEquals(0, second.socket.getInputStream().available(), "the second is greeted, too");

            first.says("QUIT", "221 ");
            second.hears("220 ");
            second.says("HELO client.example", "250 ");
        }
    }

    private static Client connectedAfter(Client first, int port) throws IOException {
        first.hears("220 ");
        return new Client(port);
    }

    /// An SMTP client that speaks line by line.
    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        void says(String command, String reply) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            hears(reply);
        }

        void hears(String reply) throws IOException {
            String line = in.readLine();
            assertEquals(reply, line == null ? "" : line.substring(0, reply.length()));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
