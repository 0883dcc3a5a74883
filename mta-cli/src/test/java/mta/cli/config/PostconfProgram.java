package mta.cli.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mta.cli.CommandRun;

/// Something that can be called like postconf: ours, or that of an installed Postfix.
@FunctionalInterface
interface PostconfProgram {

    /// Where a real one is.
    Path REAL = Path.of("/usr/sbin/postconf");

    /// @param directory where `main.cf` and `master.cf` are
    CommandRun run(Path directory, List<String> arguments) throws IOException, InterruptedException;

    static CommandRun ours(Path directory, List<String> arguments) {
        return CommandRun.of(words(arguments), new byte[0], Map.of("MAIL_CONFIG", directory.toString()));
    }

    static CommandRun theirs(Path directory, List<String> arguments) throws IOException, InterruptedException {
        return CommandRun.ofPostfix(words(arguments), new byte[0], directory, directory.getParent());
    }

    private static List<String> words(List<String> arguments) {
        return Stream.concat(Stream.of("postconf"), arguments.stream()).toList();
    }
}
