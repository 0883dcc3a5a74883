package mta.smtp.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The hosts(5) file: addresses of names, and names of addresses, read again when it changes.
public final class HostsFile {

    private record Content(
            FileTime modified, Map<String, List<InetAddress>> addresses, Map<InetAddress, String> names) {}

    private final Path file;
    private volatile Content content = new Content(FileTime.fromMillis(0), Map.of(), Map.of());

    /// @param file usually `/etc/hosts`; one that is missing counts as empty
    public HostsFile(Path file) {
        this.file = file;
    }

    /// The addresses of a name, in the order of the file.
    public List<InetAddress> addresses(String name) {
        return current().addresses().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /// The first name of an address.
    public Optional<String> name(InetAddress address) {
        return Optional.ofNullable(current().names().get(address));
    }

    private Content current() {
        try {
            var modified = Files.getLastModifiedTime(file);
            if (!modified.equals(content.modified())) {
                content = parse(modified, Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) {
            content = new Content(FileTime.fromMillis(0), Map.of(), Map.of());
        }
        return content;
    }

    private static Content parse(FileTime modified, List<String> lines) {
        var addresses = new HashMap<String, List<InetAddress>>();
        var names = new HashMap<InetAddress, String>();
        for (var line : lines) {
            int comment = line.indexOf('#');
            var words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
            if (words.length > 1) {
                enter(words, addresses, names);
            }
        }
        return new Content(modified, addresses, names);
    }

    private static void enter(
            String[] words, Map<String, List<InetAddress>> addresses, Map<InetAddress, String> names) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(words[0]);
        } catch (IllegalArgumentException _) {
            return;
        }
        names.putIfAbsent(address, words[1]);
        for (int i = 1; i < words.length; i++) {
            addresses
                    .computeIfAbsent(words[i].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(address);
        }
    }
}
