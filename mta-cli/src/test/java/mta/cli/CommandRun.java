package mta.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a command printed, and how it ended.
public record CommandRun(int status, String out, String err) {

    /// Runs a command in this process.
    public static CommandRun of(Path configDirectory, String name, String... arguments) {
        return withInput("", configDirectory, name, arguments);
    }

    /// The same with something to read.
    public static CommandRun withInput(String input, Path configDirectory, String name, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outPrinter = new PrintStream(out, false, StandardCharsets.ISO_8859_1);
        int status = Main.run(new Invocation(
                name,
                List.of(arguments),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
                outPrinter,
                new PrintStream(err, true, StandardCharsets.ISO_8859_1),
                Map.of("MAIL_CONFIG", configDirectory.toString())));
        outPrinter.flush();
        return new CommandRun(
                status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1));
    }
}
