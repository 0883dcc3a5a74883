package mta.cli.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.cli.Invocation;
import mta.cli.Main;

/// Something that can be called like postconf: ours, or that of an installed Postfix.
@FunctionalInterface
interface PostconfProgram {

    /// Where a real one is.
    Path REAL = Path.of("/usr/sbin/postconf");

    /// @param directory where `main.cf` and `master.cf` are
    Result run(Path directory, List<String> arguments) throws IOException, InterruptedException;

    /// What a call came to.
    record Result(String out, String err, int status) {}

    static Result ours(Path directory, List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outStream = new PrintStream(out, false, StandardCharsets.ISO_8859_1);
        var errStream = new PrintStream(err, true, StandardCharsets.ISO_8859_1);
        var invocation = new Invocation(
                "postconf",
                arguments,
                InputStream.nullInputStream(),
                outStream,
                errStream,
                Map.of("MAIL_CONFIG", directory.toString()));
        int status = Main.run(invocation);
        outStream.flush();
        return new Result(out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.ISO_8859_1), status);
    }

    static Result theirs(Path directory, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add("postconf");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("MAIL_CONFIG", directory.toString());
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/bin");
        Path err = Files.createTempFile(directory.getParent(), "postconf", ".err");
        builder.redirectError(err.toFile());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        int status = process.waitFor();
        return new Result(out, Files.readString(err, StandardCharsets.ISO_8859_1), status);
    }
}
