package mta.cli.admin;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.core.log.ErrorText;
import mta.core.posix.FileName;

/// Runs a program that is none of ours to its end, with our input and output.
final class OtherProgram {

    private OtherProgram() {}

    /// Runs it in an environment of its own.
    ///
    /// @param words one character for each byte, as are the values of the environment
    /// @return its exit status
    /// @throws IOException in the system's words where it cannot be run
    static int run(List<String> words, Map<String, String> environment) throws IOException {
        var line = new ArrayList<>(words);
        line.set(0, find(line.getFirst(), environment.getOrDefault("PATH", "")));
        var builder = of(line);
        builder.environment().clear();
        environment.forEach((name, value) -> builder.environment().put(name, FileName.text(value)));
        return run(builder);
    }

    /// Runs it in our own environment.
    ///
    /// @return its exit status
    /// @throws IOException in the system's words where it cannot be run
    static int run(List<String> words) throws IOException {
        return run(of(words));
    }

    private static ProcessBuilder of(List<String> words) {
        return new ProcessBuilder(words.stream().map(FileName::text).toList());
    }

    private static int run(ProcessBuilder builder) throws IOException {
        Process process;
        try {
            process = builder.inheritIO().start();
        } catch (IOException e) {
            throw new IOException(words(e), e);
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /// The JDK would look where our own `PATH` says.
    private static String find(String program, String path) throws IOException {
        if (program.indexOf('/') >= 0) {
            return program;
        }
        for (String directory : path.split(":")) {
            Path candidate = FileName.of(directory).resolve(FileName.of(program));
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return FileName.bytes(candidate.toAbsolutePath());
            }
        }
        throw new IOException(ErrorText.of(new NoSuchFileException(program)));
    }

    /// `No such file or directory` from `Cannot run program "x": Exec failed, error: 2 (No such file or directory) `.
    private static String words(IOException e) {
        String text = String.valueOf(e.getMessage());
        int open = text.lastIndexOf('(');
        int close = text.lastIndexOf(')');
        return open >= 0 && close > open ? text.substring(open + 1, close) : text;
    }
}
