package mta.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mta.core.config.ConfigException;
import mta.core.mail.CaseFolding;

/// A list of patterns such as `mydestination` or `mynetworks`, where the first pattern that matches decides.
///
/// Patterns are separated by commas or whitespace. Each is one of
///
/// - a name, compared without regard to case (`static:all`-like tables aside, this is all a *string* list knows);
/// - in a *domain* list, `.example.com` for what is under a domain, or, where the list is named in
///   `parent_domain_matches_subdomains`, `example.com` for the domain and what is under it;
/// - in a *network* list, an address or a network too: `192.0.2.0/24`, `[2001:db8::]/32`;
/// - `type:table`, which matches what is found in the table;
/// - `/file`, which stands for the patterns in the file;
/// - `!pattern`, where a match means that it is not in the list.
public final class MatchList {

    private enum Kind {
        STRINGS,
        DOMAINS,
        NETWORKS
    }

    /// Whether `example.com` stands for what is under it, too.
    public enum ParentStyle {
        /// Only `.example.com` does.
        DOTTED,
        /// It does.
        PLAIN
    }

    /// One pattern.
    private sealed interface Pattern {

        record Name(String text) implements Pattern {}

        record Network(NetworkPattern network) implements Pattern {}

        /// What was meant as a network and is none: nobody knows whether hosts of its family are in it. Taking it for
        /// an empty one would let in whom a `!` was to keep out.
        record Malformed(boolean isIpv6) implements Pattern {}

        record Table(LookupTable table) implements Pattern {}
    }

    private record Item(boolean negated, Pattern pattern) {}

    /// Of the characters of networks alone, and with one that no name has.
    private static final java.util.regex.Pattern MEANT_AS_NETWORK =
            java.util.regex.Pattern.compile("(?=.*[/:])[0-9a-fA-F.:\\[\\]/]+");

    private final Kind kind;
    private final ParentStyle parents;
    private final List<Item> items;

    private MatchList(Kind kind, ParentStyle parents, List<Item> items) {
        this.kind = kind;
        this.parents = parents;
        this.items = List.copyOf(items);
    }

    /// A list of strings.
    ///
    /// @throws ConfigException if a file or table cannot be opened, and failures are not put off
    public static MatchList strings(String setting, Tables tables) {
        return new Reader(Kind.STRINGS, ParentStyle.DOTTED, tables, _ -> {}).read(setting);
    }

    /// A list of domains.
    ///
    /// @throws ConfigException if a file or table cannot be opened, and failures are not put off
    public static MatchList domains(String setting, ParentStyle parents, Tables tables) {
        return new Reader(Kind.DOMAINS, parents, tables, _ -> {}).read(setting);
    }

    /// A list of hosts, by name or address.
    ///
    /// @param warnings where malformed networks are told; who is not in the list before them may be in it or not
    /// @throws ConfigException if a file or table cannot be opened, and failures are not put off
    public static MatchList networks(String setting, ParentStyle parents, Tables tables, Consumer<String> warnings) {
        return new Reader(Kind.NETWORKS, parents, tables, warnings).read(setting);
    }

    /// How parent domains are treated in a list of that name.
    ///
    /// @param setting the value of `parent_domain_matches_subdomains`
    public static ParentStyle parentStyle(String setting, String listName, Tables tables) {
        return strings(setting, tables).contains(listName) == Membership.IN ? ParentStyle.PLAIN : ParentStyle.DOTTED;
    }

    /// Whether nothing can be in the list.
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /// Whether a string or domain is in the list.
    public Membership contains(String name) {
        return contains(name, "");
    }

    /// Whether a host is in the list.
    ///
    /// @param name its name, or `unknown`
    /// @param address its numerical address without brackets; empty for none
    public Membership contains(String name, String address) {
        String folded = CaseFolding.fold(name);
        byte[] bytes = NetworkPattern.bytes(address).orElse(new byte[0]);
        for (var item : items) {
            var match = switch (item.pattern) {
                case Pattern.Name(var text) -> matches(text, folded, address) ? Membership.IN : Membership.OUT;
                case Pattern.Network(var network) -> network.contains(bytes) ? Membership.IN : Membership.OUT;
                case Pattern.Malformed(var isIpv6) ->
                    bytes.length == (isIpv6 ? 16 : 4) ? Membership.UNKNOWN : Membership.OUT;
                case Pattern.Table(var table) -> inTable(table, folded, address);
            };
            if (match == Membership.UNKNOWN) {
                return match;
            }
            if (match == Membership.IN) {
                return item.negated ? Membership.OUT : Membership.IN;
            }
        }
        return Membership.OUT;
    }

    private boolean matches(String pattern, String name, String address) {
        if (pattern.equals(name) || (!address.isEmpty() && pattern.equals(address))) {
            return true;
        }
        if (kind == Kind.STRINGS || name.length() <= pattern.length()) {
            return false;
        }
        return switch (parents) {
            case DOTTED -> pattern.startsWith(".") && name.endsWith(pattern);
            case PLAIN -> name.endsWith("." + pattern);
        };
    }

    private Membership inTable(LookupTable table, String name, String address) {
        var keys = new ArrayList<String>();
        keys.add(name);
        if (kind != Kind.STRINGS && !table.isPattern()) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                keys.add(name.substring(parents == ParentStyle.PLAIN ? dot + 1 : dot));
            }
        }
        if (!address.isEmpty()) {
            keys.add(address);
        }
        for (String key : keys) {
            switch (table.find(key)) {
                case Lookup.Found _ -> {
                    return Membership.IN;
                }
                case Lookup.TemporaryFailure _ -> {
                    return Membership.UNKNOWN;
                }
                case Lookup.NotFound _ -> {}
            }
        }
        return Membership.OUT;
    }

    /// Reads a setting.
    private record Reader(Kind kind, ParentStyle parents, Tables tables, Consumer<String> warnings) {

        MatchList read(String setting) {
            var items = new ArrayList<Item>();
            add(setting, false, List.of(), items);
            return new MatchList(kind, parents, items);
        }

        /// @param within the files that the text stands in, from the outermost
        private void add(String setting, boolean outerNegated, List<String> within, List<Item> items) {
            for (String word : ListText.split(setting)) {
                boolean negated = outerNegated;
                String pattern = word;
                while (pattern.startsWith("!")) {
                    negated = !negated;
                    pattern = pattern.substring(1);
                }
                if (pattern.startsWith("/")) {
                    addFile(pattern, negated, within, items);
                } else if (!pattern.isEmpty()) {
                    items.add(new Item(negated, pattern(pattern)));
                }
            }
        }

        /// Of a file that cannot be read nobody knows what is in it, as of a table that cannot be opened.
        private void addFile(String file, boolean negated, List<String> within, List<Item> items) {
            if (within.contains(file)) {
                var why = new ConfigException("open file " + file + ": it includes itself");
                items.add(new Item(negated, unavailable(file, why)));
                return;
            }
            List<TableLine> lines;
            try {
                lines = TableLine.read("", file, warnings);
            } catch (ConfigException e) {
                var why = new ConfigException(e.getMessage().replaceFirst("open database", "open file"), e);
                items.add(new Item(negated, unavailable(file, why)));
                return;
            }
            var inside = new ArrayList<>(within);
            inside.add(file);
            for (var line : lines) {
                add(line.text(), negated, inside, items);
            }
        }

        private Pattern unavailable(String file, ConfigException why) {
            return new Pattern.Table(tables.unavailable("non-existent:" + file, why));
        }

        private Pattern pattern(String text) {
            if (isTable(text)) {
                return new Pattern.Table(tables.open(text));
            }
            if (kind == Kind.NETWORKS
                    && (MEANT_AS_NETWORK.matcher(text).matches() || isAddress(text.replaceFirst("^\\[(.*)]$", "$1")))) {
                try {
                    return new Pattern.Network(NetworkPattern.parse(text));
                } catch (IllegalArgumentException e) {
                    warnings.accept(e.getMessage());
                    return new Pattern.Malformed(text.indexOf(':') >= 0);
                }
            }
            return new Pattern.Name(CaseFolding.fold(text));
        }

        /// A colon makes a table, unless it belongs to an IPv6 address.
        private static boolean isTable(String text) {
            int colon = text.indexOf(':');
            return colon > 0 && !text.startsWith("[") && !isAddress(text.replaceFirst("/\\d+$", ""));
        }

        private static boolean isAddress(String text) {
            return NetworkPattern.bytes(text).isPresent();
        }
    }
}
