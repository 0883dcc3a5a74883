package mta.testkit.dialogue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mta.testkit.dialogue.Script.Step;

/// Speaks a [Script] to a server on a port of the loopback interface.
public final class Talk {

    private static final int PATIENCE_MILLIS = 120_000;

    private final StringBuilder transcript = new StringBuilder();
    private final Socket socket;
    private final InputStream in;

    private Talk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Speaks it all.
    ///
    /// @throws AssertionError with the dialogue so far, where the server says something else
    public static void over(int port, Script script) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            new Talk(socket).speak(script.steps());
        }
    }

    private void speak(List<Step> steps) throws IOException {
        var pending = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Step.Send(var bytes)) {
                pending.append(bytes);
                continue;
            }
            send(pending);
            switch (step) {
                case Step.Send _ -> {}
                case Step.Expect(var line, var pattern) -> expect(line, pattern, line());
                case Step.ExpectUntil(var line, var first, var last) -> expectUntil(line, first, last);
                case Step.ExpectClose(var line) -> expect(line, "(closed)", line());
                case Step.Close _ -> socket.close();
            }
        }
        send(pending);
    }

    private void send(StringBuilder pending) throws IOException {
        if (!pending.isEmpty()) {
            transcript.append("C: ").append(pending).append('\n');
            socket.getOutputStream().write(pending.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            pending.setLength(0);
        }
    }

    private void expect(int line, String pattern, String answer) {
        if (!Script.matches(pattern, answer)) {
            throw new AssertionError(
                    "line " + line + ": expected " + pattern + "\nbut got: " + answer + "\n\n" + transcript);
        }
    }

    private void expectUntil(int line, String first, String last) throws IOException {
        String answer = line();
        expect(line, first + "*", answer);
        while (!Script.matches(last, answer)) {
            if (answer.equals("(closed)")) {
                expect(line, last, answer);
            }
            answer = line();
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                line.append("(closed)");
                break;
            }
            line.append((char) b);
        }
        String text = line.toString().stripTrailing();
        transcript.append("S: ").append(text).append('\n');
        return text;
    }
}
