package mta.testkit.net;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A mail server on loopback that takes everything, over any number of connections, and keeps it.
///
/// A message counts as soon as it is there completely, before the client is told so, just as a server that is killed in
/// between would have it.
public final class MailSink implements Closeable {

    private final ServerSocket listener;
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    private MailSink(ServerSocket listener) {
        this.listener = listener;
    }

    /// Starts on a free port of 127.0.0.1.
    public static MailSink start() {
        try {
            var sink = new MailSink(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("mail-sink").start(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it listens, as a next hop.
    public String nexthop() {
        return "[127.0.0.1]:" + listener.getLocalPort();
    }

    /// All messages so far, header and body with line ends of one newline, dots as they were sent.
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                Thread.ofVirtual().name("mail-sink-session").start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "220 sink.example ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.split(" ", 2)[0]) {
                    case "EHLO" -> say(socket, "250-sink.example\r\n250 8BITMIME");
                    case "DATA" -> {
                        say(socket, "354 Go on");
                        messages.add(content(in));
                        say(socket, "250 Ok");
                    }
                    case "QUIT" -> {
                        say(socket, "221 Bye");
                        return;
                    }
                    default -> say(socket, "250 Ok");
                }
            }
        } catch (IOException _) {
            // The client was killed, which is what some tests are about.
        }
    }

    private static String content(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the client hung up within a message");
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
