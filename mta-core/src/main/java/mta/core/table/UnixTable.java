package mta.core.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import mta.core.config.ConfigException;
import mta.core.mail.CaseFolding;
import mta.core.posix.Accounts;
import mta.core.posix.FileName;
import mta.core.posix.User;

/// `unix:passwd.byname` and `unix:group.byname`: users and groups, as a line of the file they stand in.
///
/// Users are looked up where nsswitch.conf(5) says, which may be a directory on the network; groups in `/etc/group`
/// alone. Each lookup looks anew, so that new users count at once.
final class UnixTable implements LookupTable {

    /// Where entries come from.
    @FunctionalInterface
    interface Source {
        Optional<String> line(String key) throws IOException;
    }

    private final String name;
    private final Source source;
    private final Consumer<String> warnings;

    UnixTable(String name, Source source, Consumer<String> warnings) {
        this.name = "unix:" + name;
        this.source = source;
        this.warnings = warnings;
    }

    static UnixTable open(String name, Consumer<String> warnings) {
        return switch (name) {
            case "passwd.byname" ->
                new UnixTable(name, key -> Accounts.user(key).map(UnixTable::line), warnings);
            case "group.byname" -> new UnixTable(name, UnixTable::groupLine, warnings);
            default -> throw new ConfigException("unknown table: unix:" + name);
        };
    }

    private static String line(User user) {
        return FileName.bytes(String.join(
                ":",
                user.name(),
                "x",
                Integer.toString(user.uid()),
                Integer.toString(user.gid()),
                user.fullName(),
                user.home().toString(),
                user.shell()));
    }

    private static Optional<String> groupLine(String key) throws IOException {
        try (var lines = Files.lines(Path.of("/etc/group"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(key + ":")).findFirst();
        }
    }

    @Override
    public Lookup find(String key) {
        if (key.isEmpty() || key.indexOf(':') >= 0) {
            return Lookup.NOT_FOUND;
        }
        try {
            return source.line(CaseFolding.fold(key))
                    .<Lookup>map(Lookup.Found::new)
                    .orElse(Lookup.NOT_FOUND);
        } catch (IOException e) {
            String why = name + ": " + e.getMessage();
            warnings.accept(why);
            return new Lookup.TemporaryFailure(why);
        }
    }

    @Override
    public String name() {
        return name;
    }
}
