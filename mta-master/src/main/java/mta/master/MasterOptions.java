package mta.master;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;

/// The command line of master(8).
///
/// @param configuration where `main.cf` is (`-c`)
/// @param testLock only tell by the exit status whether the mail system is down (`-t`)
/// @param detach tell on standard output when it is up, then leave the terminal (`-w`)
/// @param keepOutput leave standard output as it is (`-s`, and `-i` for process 1)
/// @param lifetime end after that time (`-e`)
record MasterOptions(
        Path configuration, boolean testLock, boolean detach, boolean keepOutput, Optional<Duration> lifetime) {

    /// Reads it; `-D`, `-d` and `-v` are taken and have no effect.
    static MasterOptions parse(String[] args, Map<String, String> environment) {
        var options = new MasterOptions(MainCf.directoryFrom(environment), false, false, false, Optional.empty());
        for (int i = 0; i < args.length; i++) {
            options = switch (args[i]) {
                case "-c" -> options.withConfiguration(Path.of(argument(args, ++i)));
                case "-e" -> options.withLifetime(Duration.ofSeconds(seconds(argument(args, ++i))));
                case "-t" -> new MasterOptions(options.configuration, true, false, false, Optional.empty());
                case "-w" -> options.withTerminal(true, false);
                case "-s", "-i" -> options.withTerminal(false, true);
                case "-d", "-D", "-v" -> options;
                default ->
                    throw new ConfigException(
                            "usage: master [-c config_dir] [-D (debug)] [-d (don't detach from terminal)]"
                                    + " [-e exit_time] [-t (test)] [-v (verbose)] [-w (wait for initialization)]");
            };
        }
        return options;
    }

    private static String argument(String[] args, int at) {
        if (at >= args.length) {
            throw new ConfigException("option " + args[at - 1] + " needs an argument");
        }
        return args[at];
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ConfigException("option -e: bad number of seconds: " + text, e);
        }
    }

    private MasterOptions withConfiguration(Path directory) {
        return new MasterOptions(directory.toAbsolutePath(), testLock, detach, keepOutput, lifetime);
    }

    private MasterOptions withLifetime(Duration time) {
        return new MasterOptions(configuration, testLock, detach, keepOutput, Optional.of(time));
    }

    private MasterOptions withTerminal(boolean detached, boolean kept) {
        return new MasterOptions(configuration, testLock, detached, kept, lifetime);
    }
}
