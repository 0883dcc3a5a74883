package mta.cli.admin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/// `postfix upgrade-configuration`: adds the services that a `master.cf` of an older Postfix has not, as Postfix's own
/// script would, of those that this mail system runs.
///
/// That script also has provisions for what changed between Postfix 1 and 2.9; those are not made here, because they
/// overrule settings.
final class UpgradeConfiguration {

    private static final List<Service> SERVICES = List.of(
            new Service("relay", "", "relay     unix  -       -       n       -       -       smtp"),
            new Service("flush", "flush", "flush     unix  n       -       n       1000?   0       flush"),
            new Service("trace", "bounce", "trace     unix  -       -       n       -       0       bounce"),
            new Service("discard", "discard", "discard   unix  -       -       n       -       -       discard"),
            new Service("retry", "error", "retry     unix  -       -       n       -       -       error"),
            new Service("postlog", "", "postlog   unix-dgram n  -       n       -       1       postlogd"));

    private final Path file;
    private final PrintStream out;

    /// A service that every configuration should have.
    ///
    /// @param name how its line begins
    /// @param command what that line also contains
    /// @param line the whole line
    private record Service(String name, String command, String line) {

        boolean isIn(String text) {
            return Pattern.compile("(?m)^" + name + ".*" + command)
                    .matcher(text)
                    .find();
        }

        String what() {
            return name.equals("postlog") ? "postlog unix-domain datagram" : name;
        }
    }

    /// @param directory where `master.cf` is
    UpgradeConfiguration(Path directory, PrintStream out) {
        this.file = directory.resolve("master.cf");
        this.out = out;
    }

    /// Does it.
    void run() throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            append("\n");
        }
        for (Service service : SERVICES) {
            if (!service.isIn(text)) {
                out.println("Editing " + file + ", adding missing entry for " + service.what() + " service");
                append(service.line() + "\n");
            }
        }
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
    }
}
