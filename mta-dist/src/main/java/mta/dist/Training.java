package mta.dist;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mta.cli.Invocation;
import mta.cli.Main;

/// Runs the commands that people wait for, so that the JVM learns which classes they need.
///
/// Called when the distribution is built, with a configuration directory whose system runs. What the commands print
/// is thrown away, and so are their exit codes: only the loading counts.
public final class Training {

    /// `DIR` stands for the configuration directory.
    private static final List<List<String>> COMMANDS = List.of(
            List.of("postconf", "-n"),
            List.of("postconf", "-d"),
            List.of("postconf", "-M"),
            List.of("postqueue", "-p"),
            List.of("postqueue", "-j"),
            List.of("mailq"),
            List.of("postqueue", "-f"),
            List.of("sendmail", "-f", "me@demo.example", "you@demo.example"),
            List.of("postsuper", "-s"),
            List.of("postcat", "-q", "NOSUCHID"),
            List.of("postmap", "-i", "lmdb:DIR/trained"),
            List.of("postmap", "-q", "key", "lmdb:DIR/trained"),
            List.of("postmap", "-q", "key", "static:value"),
            List.of("postlog", "-p", "info", "trained"),
            List.of("qshape", "deferred"),
            List.of("postfix", "check"),
            List.of("postfix", "status"));

    private Training() {}

    public static void main(String[] args) {
        // Copied as Main does it, so that this is known, too.
        var environment = new HashMap<>(Map.copyOf(System.getenv()));
        environment.put("MAIL_CONFIG", args[0]);
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.ISO_8859_1);
        byte[] message = "Subject: training\n\nHello.\n".getBytes(StandardCharsets.US_ASCII);
        for (var command : COMMANDS) {
            Main.run(new Invocation(
                    command.getFirst(),
                    command.stream()
                            .skip(1)
                            .map(word -> word.replace("DIR", args[0]))
                            .toList(),
                    new ByteArrayInputStream(message),
                    nowhere,
                    nowhere,
                    environment));
        }
    }
}
