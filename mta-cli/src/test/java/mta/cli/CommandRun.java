package mta.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a command printed, and how it ended.
public record CommandRun(int status, String out, String err) {

    /// Runs a command in this process.
    public static CommandRun of(Path configDirectory, String name, String... arguments) {
        return withInput("", configDirectory, name, arguments);
    }

    /// The same with something to read.
    public static CommandRun withInput(String input, Path configDirectory, String name, String... arguments) {
        var words = Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
        return of(
                words, input.getBytes(StandardCharsets.ISO_8859_1), Map.of("MAIL_CONFIG", configDirectory.toString()));
    }

    /// The same with an environment.
    ///
    /// @param words the name of the command, and its arguments
    public static CommandRun of(List<String> words, byte[] input, Map<String, String> environment) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outPrinter = new PrintStream(out, false, StandardCharsets.ISO_8859_1);
        int status = Main.run(new Invocation(
                words.getFirst(),
                words.subList(1, words.size()),
                new ByteArrayInputStream(input),
                outPrinter,
                new PrintStream(err, true, StandardCharsets.ISO_8859_1),
                environment));
        outPrinter.flush();
        return new CommandRun(
                status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1));
    }

    /// Runs the command of an installed Postfix.
    ///
    /// @param scratch where files may be left
    public static CommandRun ofPostfix(List<String> words, byte[] input, Path configDirectory, Path scratch)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(words));
        builder.environment().put("MAIL_CONFIG", configDirectory.toString());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/bin");
        Path in = Files.write(Files.createTempFile(scratch, "call", ".in"), input);
        Path err = Files.createTempFile(scratch, "call", ".err");
        Process process =
                builder.redirectInput(in.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        int status = process.waitFor();
        return new CommandRun(status, out, Files.readString(err, StandardCharsets.ISO_8859_1));
    }
}
