package mta.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.MainCf;
import mta.core.posix.FileName;

/// How a command was called: everything it may know of the outside.
///
/// The output streams write text in Latin-1, so that bytes that were read as Latin-1 come out unchanged; write to
/// `out` what is for the user and to `err` what went wrong. They are flushed by [Main].
///
/// @param name the command's own name, as it stands in front of its messages
/// @param arguments what follows the name, one character for each byte
/// @param in standard input
/// @param out standard output
/// @param err standard error
/// @param environment the environment variables; of their values, too, one character for each byte
public record Invocation(
        String name,
        List<String> arguments,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment) {

    /// Where the mail system is configured if nobody says otherwise. Of several instances, the primary one is there.
    public static final String DEFAULT_CONFIG_DIRECTORY = "/etc/postfix";

    private static final String MAIL_CONFIG = "MAIL_CONFIG";

    /// The same call under another name and with other arguments, for a command that is another in disguise.
    public Invocation as(String otherName, List<String> otherArguments) {
        return new Invocation(otherName, otherArguments, in, out, err, environment);
    }

    /// The same call, about the instance that is configured in a directory.
    public Invocation about(String directory) {
        var changed = new HashMap<>(environment);
        changed.put(MAIL_CONFIG, directory);
        return new Invocation(name, arguments, in, out, err, Map.copyOf(changed));
    }

    /// The instance that the environment names; empty where it names none.
    public Optional<String> namedInstance() {
        return Optional.ofNullable(environment.get(MAIL_CONFIG));
    }

    /// Reads `main.cf` where `-c`, or else `MAIL_CONFIG`, says, and prints what is odd about it.
    ///
    /// @param option the value of `-c`; empty if it was not given
    /// @throws mta.core.config.ConfigException if it cannot be read
    public MainCf settings(String option) {
        var main = MainCf.read(configDirectory(option)).forProcess(name);
        main.warnings().forEach(this::warning);
        return main;
    }

    /// The configuration directory: what `-c` says, or else `MAIL_CONFIG`, or else the usual one.
    ///
    /// @param option the value of `-c`; empty if it was not given
    public Path configDirectory(String option) {
        return FileName.of(option.isEmpty() ? namedInstance().orElse(DEFAULT_CONFIG_DIRECTORY) : option);
    }

    /// Says on standard error that something works, but should be looked at: `postcat: warning: …`.
    public void warning(String text) {
        err.println(name + ": warning: " + text);
    }

    /// Says something on standard error: `postsuper: …`.
    public void info(String text) {
        err.println(name + ": " + text);
    }
}
