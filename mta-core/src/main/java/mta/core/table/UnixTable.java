package mta.core.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mta.core.config.ConfigException;

/// `unix:passwd.byname` and `unix:group.byname`: local users and groups, as a line of the file they stand in.
///
/// The files are read at each lookup, so that new users count at once. Users of other name services (LDAP, SSSD) are
/// not
/// seen.
final class UnixTable implements LookupTable {

    private final String name;
    private final Path file;

    private UnixTable(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    static UnixTable open(String name) {
        return switch (name) {
            case "passwd.byname" -> new UnixTable("unix:" + name, Path.of("/etc/passwd"));
            case "group.byname" -> new UnixTable("unix:" + name, Path.of("/etc/group"));
            default -> throw new ConfigException("unknown table: unix:" + name);
        };
    }

    @Override
    public Lookup find(String key) {
        if (key.isEmpty() || key.indexOf(':') >= 0) {
            return Lookup.NOT_FOUND;
        }
        String start = TextTable.fold(key) + ":";
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(start))
                    .findFirst()
                    .<Lookup>map(Lookup.Found::new)
                    .orElse(Lookup.NOT_FOUND);
        } catch (IOException e) {
            return new Lookup.TemporaryFailure(name + ": " + e.getMessage());
        }
    }

    @Override
    public String name() {
        return name;
    }
}
