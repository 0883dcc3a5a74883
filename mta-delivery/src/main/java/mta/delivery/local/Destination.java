package mta.delivery.local;

import java.util.List;
import mta.core.message.AddressList;

/// Where an alias, a list of addresses in a file, or a `.forward` file sends mail.
sealed interface Destination {

    /// Another address, in internal form; may lack a domain.
    record Address(String internal) implements Destination {}

    /// A file, or a maildir where the name ends in a slash.
    record File(String path) implements Destination {}

    /// A command.
    record Command(String line) implements Destination {}

    /// A file with more destinations, `:include:/path`.
    record Include(String path) implements Destination {}

    String INCLUDE = ":include:";

    /// Reads what an alias stands for, in external form, separated by commas.
    static List<Destination> parse(String text) {
        return AddressList.parse(text).addresses().stream().map(Destination::of).toList();
    }

    /// Reads a line of a file; one that starts with `#` does not count.
    static List<Destination> ofLine(String line) {
        return line.startsWith("#") ? List.of() : parse(line);
    }

    private static Destination of(String word) {
        if (word.startsWith("/")) {
            return new File(word);
        }
        if (word.startsWith("|")) {
            return new Command(word.substring(1));
        }
        return word.regionMatches(true, 0, INCLUDE, 0, INCLUDE.length())
                ? new Include(word.substring(INCLUDE.length()))
                : new Address(word);
    }
}
