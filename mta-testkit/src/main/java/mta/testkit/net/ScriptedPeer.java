package mta.testkit.net;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A mail server on loopback that says what a test wrote down, and remembers what it was told.
///
///     S: 220 mx.example ESMTP     it says this
///     C: EHLO                     it waits for a line that starts like this
///     D:                          it waits for a message, up to the lone dot
///     X:                          it hangs up
///     W:                          it says nothing more, and waits until the other side hangs up
///
/// Each connection is served by the next script of the list; connections beyond the list are hung up on. Lines are
/// remembered without their line ends; one that is not as expected is remembered as `unexpected: LINE`, and the
/// connection ends there.
public final class ScriptedPeer implements Closeable {

    private final ServerSocket listener;
    private final List<List<String>> scripts;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private ScriptedPeer(InetSocketAddress address, List<List<String>> scripts) throws IOException {
        this.listener = new ServerSocket();
        this.listener.bind(address);
        this.scripts = scripts;
    }

    /// Starts on a free port of 127.0.0.1.
    ///
    /// @param scripts one for each connection, lines separated by line ends
    public static ScriptedPeer start(String... scripts) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), scripts);
    }

    /// Starts on an address of one's own choice.
    public static ScriptedPeer start(InetSocketAddress address, String... scripts) {
        try {
            var lines = new ArrayList<List<String>>();
            for (var script : scripts) {
                lines.add(script.lines().filter(line -> !line.isBlank()).toList());
            }
            var peer = new ScriptedPeer(address, lines);
            Thread.ofVirtual().name("scripted-peer").start(peer::accept);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /// Where it listens, as a next hop.
    public String nexthop() {
        return "[" + address().getAddress().getHostAddress() + "]:" + address().getPort();
    }

    /// All lines that were heard, in order.
    public List<String> heard() {
        return List.copyOf(heard);
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
            for (var script : scripts) {
                serve(script, listener.accept());
            }
            while (true) {
                listener.accept().close();
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(List<String> script, Socket socket) {
        try (socket) {
            speak(script, socket);
        } catch (UnexpectedLineException e) {
            heard.add("unexpected: " + e.getMessage());
        } catch (IOException _) {
            // The client has gone, be it a moment before it was told the last line; the next one has its own script.
        }
    }

    private static final class UnexpectedLineException extends Exception {
        UnexpectedLineException(String line) {
            super(line);
        }
    }

    private void speak(List<String> script, Socket socket) throws IOException, UnexpectedLineException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        var out = socket.getOutputStream();
        for (var step : script) {
            String text = step.substring(2).strip();
            switch (step.charAt(0)) {
                case 'S' -> say(out, text);
                case 'C' -> hear(in, text);
                case 'D' -> {
                    while (!hear(in, "").equals(".")) {
                        Thread.onSpinWait();
                    }
                }
                case 'W' -> in.read();
                case 'X' -> {
                    return;
                }
                default -> throw new IllegalArgumentException("what is this? " + step);
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String hear(BufferedReader in, String start) throws IOException, UnexpectedLineException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the client hung up");
        }
        if (!line.startsWith(start)) {
            throw new UnexpectedLineException(line);
        }
        heard.add(line);
        return line;
    }
}
