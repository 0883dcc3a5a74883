package mta.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.cli.admin.PostfixCommand;
import mta.cli.admin.Postkick;
import mta.cli.admin.Postlock;
import mta.cli.admin.Postlog;
import mta.cli.admin.Postmulti;
import mta.cli.config.Postconf;
import mta.cli.mail.Postdrop;
import mta.cli.mail.Sendmail;
import mta.cli.queue.Postcat;
import mta.cli.queue.Postqueue;
import mta.cli.queue.Postsuper;
import mta.cli.queue.Qshape;
import mta.cli.table.Postmap;
import mta.core.config.ConfigException;
import mta.core.log.ErrorText;
import mta.core.posix.FileName;

/// Runs a command: the launcher passes the name it was called by as the first argument.
public final class Main {

    private static final int BUFFER_SIZE = 1 << 16;

    private Main() {}

    public static void main(String[] args) {
        // System.out is not used: it would flush every line and guess an encoding.
        var out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_SIZE),
                false,
                StandardCharsets.ISO_8859_1);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.ISO_8859_1);
        var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_SIZE);
        if (args.length == 0) {
            err.println("mta: fatal: no command name");
            System.exit(ExitStatus.USAGE);
        }
        List<String> all = bytes(args);
        List<String> rest = all.subList(1, all.size());
        int status = run(new Invocation(all.getFirst(), rest, in, out, err, environment()));
        out.flush();
        // Not System.exit, which would load the JDK's own log to say that; nothing is left to be done.
        Runtime.getRuntime().halt(status);
    }

    /// The arguments as they were given, one character for each byte, as mail and its tables are read. Of what is no
    /// UTF-8, Java keeps nothing.
    private static List<String> bytes(String[] args) {
        List<String> asText = List.of(args);
        if (asText.stream().allMatch(text -> text.chars().allMatch(c -> c < 0x80))) {
            return asText;
        }
        try {
            String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
            List<String> words = Arrays.asList(line.split("\0", -1));
            return words.subList(words.size() - 1 - args.length, words.size() - 1);
        } catch (IOException e) {
            return asText.stream().map(FileName::bytes).toList();
        }
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.replaceAll((_, value) -> FileName.bytes(value));
        return Map.copyOf(environment);
    }

    /// Runs the command that the invocation names, and reports how it failed if it does.
    ///
    /// @return the exit status
    public static int run(Invocation invocation) {
        try {
            var command = find(invocation.name());
            if (command.isEmpty()) {
                throw new CommandFailed(ExitStatus.USAGE, "unknown command");
            }
            return command.get().run(invocation);
        } catch (CommandFailed e) {
            return fail(invocation, e.getMessage(), e.status());
        } catch (ConfigException e) {
            return fail(invocation, e.getMessage(), ExitStatus.FATAL);
        } catch (IOException e) {
            return fail(invocation, ErrorText.withFile(e), ExitStatus.FATAL);
        }
    }

    private static int fail(Invocation invocation, String message, int status) {
        invocation.out().flush();
        invocation.err().println(invocation.name() + ": fatal: " + message);
        return status;
    }

    /// The command of that name. A switch, so that only the command that runs is loaded.
    private static Optional<Command> find(String name) {
        return switch (name) {
            case "postcat" -> Optional.of(new Postcat());
            case "postqueue" -> Optional.of(new Postqueue());
            case "postsuper" -> Optional.of(new Postsuper());
            case "qshape" -> Optional.of(new Qshape());
            case "sendmail", "mailq", "newaliases" -> Optional.of(new Sendmail(Main::run, InstantSource.system()));
            case "postdrop" -> Optional.of(new Postdrop());
            case "postalias", "postmap" -> Optional.of(new Postmap());
            case "postconf" -> Optional.of(new Postconf());
            case "postfix" -> Optional.of(new PostfixCommand(Main::run, Invocation.DEFAULT_CONFIG_DIRECTORY));
            case "postkick" -> Optional.of(new Postkick());
            case "postlock" -> Optional.of(new Postlock());
            case "postlog" -> Optional.of(new Postlog());
            case "postmulti" -> Optional.of(new Postmulti(Main::run, Invocation.DEFAULT_CONFIG_DIRECTORY));
            default -> Optional.empty();
        };
    }
}
