package mta.dist.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A message to be sent.
///
/// @param name its subject, and the local part of its message id
/// @param sender the argument of `MAIL FROM:`, with what follows it
/// @param recipients the arguments of `RCPT TO:`
/// @param body lines after the header
record Letter(String name, String sender, List<String> recipients, String body) {

    Letter(String name, String sender, String... recipients) {
        this(name, sender, List.of(recipients), "Hello.\r\n");
    }

    /// Sends it.
    void send(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            expect(in, "220");
            say(socket, in, "EHLO client.example", "250");
            say(socket, in, "MAIL FROM:" + sender, "250");
            for (String recipient : recipients) {
                say(socket, in, "RCPT TO:" + recipient, "250");
            }
            say(socket, in, "DATA", "354");
            say(socket, in, text() + ".", "250");
            say(socket, in, "QUIT", "221");
        }
    }

    private String text() {
        return """
                From: A Sender <s@box.example>\r
                To: somebody@example.com\r
                Subject: %1$s\r
                Date: Thu, 1 Jan 2026 12:00:00 +0000\r
                Message-Id: <%1$s@box.example>\r
                \r
                """.formatted(name) + body;
    }

    private void say(Socket socket, BufferedReader in, String text, String reply) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        expect(in, reply);
    }

    private void expect(BufferedReader in, String reply) throws IOException {
        String line;
        do {
            line = in.readLine();
            if (line == null || !line.startsWith(reply)) {
                throw new IOException(name + ": " + line);
            }
        } while (line.startsWith(reply + "-"));
    }
}
