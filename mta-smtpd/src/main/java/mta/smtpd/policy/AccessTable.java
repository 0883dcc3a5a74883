package mta.smtpd.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mta.core.table.Lookup;
import mta.core.table.LookupTable;
import mta.core.table.MatchList.ParentStyle;

/// A table of access(5): finds what is said about a client, a host name or an address.
///
/// Tables of fixed strings are asked for the parts of a key as well, in the order of access(5); tables of patterns for
/// the whole key alone.
///
/// @param table what is asked
/// @param parents whether `example.com` stands for what is under it, or `.example.com` does
/// @param delimiters what separates an extension in a local part; may be empty
/// @param nullSender the key that stands for the empty sender
record AccessTable(LookupTable table, ParentStyle parents, String delimiters, String nullSender) {

    /// By name, then by address and the networks that hold it.
    Lookup client(String name, String address) {
        var keys = new LinkedHashSet<>(domainKeys(name));
        if (table.isPattern()) {
            keys.add(address);
        } else {
            keys.addAll(addressKeys(address));
        }
        return first(keys);
    }

    /// By host name and the domains that hold it.
    Lookup host(String name) {
        return first(domainKeys(name));
    }

    /// By mail address: `user+ext@domain`, `user@domain`, `domain` and those above it, `user+ext@`, `user@`.
    Lookup address(String address) {
        if (address.isEmpty()) {
            return find(nullSender);
        }
        if (table.isPattern()) {
            return find(address);
        }
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        String domain = at < 0 ? "" : address.substring(at + 1);
        String bare = withoutExtension(local);
        Set<String> keys = new LinkedHashSet<>();
        keys.add(address);
        keys.add(at < 0 ? bare : bare + "@" + domain);
        keys.addAll(domainKeys(domain));
        keys.add(local + "@");
        keys.add(bare + "@");
        return first(keys);
    }

    private Lookup first(Iterable<String> keys) {
        for (String key : keys) {
            if (!key.isEmpty()) {
                Lookup answer = find(key);
                if (!(answer instanceof Lookup.NotFound)) {
                    return answer;
                }
            }
        }
        return Lookup.NOT_FOUND;
    }

    /// The table has said itself why it cannot answer; what remains to be told is who needed it.
    private Lookup find(String key) {
        return switch (table.findWithoutSubstitution(key)) {
            case Lookup.TemporaryFailure _ ->
                new Lookup.TemporaryFailure(table.name() + " lookup error for \"" + key + "\"");
            case Lookup.Found found -> found;
            case Lookup.NotFound unknown -> unknown;
        };
    }

    private List<String> domainKeys(String name) {
        var keys = new ArrayList<String>();
        keys.add(name);
        if (!table.isPattern() && !name.startsWith("[")) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                if (dot > 0) {
                    keys.add(name.substring(parents == ParentStyle.PLAIN ? dot + 1 : dot));
                }
            }
        }
        return keys;
    }

    private static List<String> addressKeys(String address) {
        char separator = address.indexOf(':') >= 0 ? ':' : '.';
        var keys = new ArrayList<String>();
        String key = address;
        while (!key.isEmpty()) {
            keys.add(key);
            int end = key.lastIndexOf(separator);
            key = end < 0 ? "" : key.substring(0, end);
            while (key.endsWith(":")) {
                key = key.substring(0, key.length() - 1);
            }
        }
        return keys;
    }

    private String withoutExtension(String local) {
        for (int i = 1; i < local.length(); i++) {
            if (delimiters.indexOf(local.charAt(i)) >= 0) {
                return local.substring(0, i);
            }
        }
        return local;
    }
}
