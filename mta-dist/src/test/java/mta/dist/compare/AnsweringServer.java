package mta.dist.compare;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A mail server that always answers in the same manner, and remembers what it was sent.
///
/// Recipients `later…` are put off, recipients `no…` are refused, all others are accepted.
final class AnsweringServer implements Closeable {

    private static final String WELCOME = "220 mx.test.example ESMTP";
    private static final String SENDER_OK = "250 2.1.0 Ok";

    /// How it answers.
    enum Manner {
        ACCEPTS(WELCOME, SENDER_OK, "250 2.0.0 Ok: queued"),
        /// Takes on requests for delivery status notifications, and addresses in UTF-8.
        REPORTS(WELCOME, SENDER_OK, "250 2.0.0 Ok: queued", "PIPELINING", "DSN", "SMTPUTF8"),
        /// Knows no enhanced status codes.
        IS_TERSE(WELCOME, "250 Ok", "250 Ok"),
        PUTS_SENDER_OFF(WELCOME, "450 4.1.8 Sender domain not found", ""),
        REFUSES_SENDER(WELCOME, "550 5.7.1 Sender refused", ""),
        PUTS_MESSAGE_OFF(WELCOME, SENDER_OK, "452 4.3.1 Insufficient storage"),
        REFUSES_MESSAGE(WELCOME, SENDER_OK, "554-5.7.1 Spam\r\n554 5.7.1 Go away"),
        HANGS_UP_AFTER_DATA(WELCOME, SENDER_OK, ""),
        IS_BUSY("421 4.3.2 Too busy", "", ""),
        REFUSES_CLIENT("554 5.7.1 No service for you", "", ""),
        HANGS_UP(WELCOME, "", ""),
        IS_SILENT("", "", "");

        private final String greeting;
        private final String toSender;
        private final String toMessage;
        private final String extensions;

        Manner(String greeting, String toSender, String toMessage, String... extensions) {
            this.greeting = greeting;
            this.toSender = toSender;
            this.toMessage = toMessage;
            this.extensions = String.join(
                    "", Stream.of(extensions).map("250-%s\r\n"::formatted).toList());
        }

        private String toEhlo() {
            return "250-mx.test.example\r\n250-8BITMIME\r\n" + extensions + "250 SIZE 1000000";
        }

        private String toRecipient(String line) {
            if (line.contains("<later")) {
                return "450 " + enhanced("4.2.0 ") + "Try again later";
            }
            return line.contains("<no")
                    ? "550 " + enhanced("5.1.1 ") + "No such user here"
                    : "250 " + enhanced("2.1.5 ") + "Ok";
        }

        private String enhanced(String code) {
            return this == IS_TERSE ? "" : code;
        }
    }

    private final Manner manner;
    private final ServerSocket listener = new ServerSocket();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    AnsweringServer(Manner manner, InetSocketAddress address) throws IOException {
        this.manner = manner;
        listener.bind(address);
        Thread.ofVirtual().name("answering-server").start(this::accept);
    }

    /// The transactions with a message, as they were spoken: commands and content.
    List<String> taken() {
        return List.copyOf(taken);
    }

    /// Where it listens, as a next hop.
    String nexthop() {
        return "[127.0.0.1]:" + listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                Thread.ofVirtual().name("answering-session").start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Session(socket).run();
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private final class Session {

        private final BufferedReader in;
        private final OutputStream out;
        private final StringBuilder transaction = new StringBuilder();

        Session(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            if (manner == Manner.IS_SILENT) {
                in.read();
                return;
            }
            say(manner.greeting);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (manner == Manner.HANGS_UP || !answer(line)) {
                    return;
                }
            }
        }

        private boolean answer(String line) throws IOException {
            switch (line.split("[ :]")[0]) {
                case "EHLO" -> say(manner.toEhlo());
                case "MAIL" -> {
                    transaction.setLength(0);
                    note(line);
                    say(manner.toSender);
                }
                case "RCPT" -> {
                    note(line);
                    say(manner.toRecipient(line));
                }
                case "DATA" -> {
                    say("354 Go on");
                    return content();
                }
                case "QUIT" -> {
                    say("221 2.0.0 Bye");
                    return false;
                }
                default -> say("250 2.0.0 Ok");
            }
            return true;
        }

        private boolean content() throws IOException {
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                note(line);
            }
            if (manner == Manner.HANGS_UP_AFTER_DATA) {
                return false;
            }
            taken.add(transaction.toString());
            say(manner.toMessage);
            return true;
        }

        private void note(String line) {
            transaction.append(line).append('\n');
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }
}
