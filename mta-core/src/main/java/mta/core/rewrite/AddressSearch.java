package mta.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;
import mta.core.table.Lookup;
import mta.core.table.Membership;
import mta.core.table.TableSearch;
import mta.core.table.TableSearch.Scope;

/// Looks addresses up in tables by the forms that virtual(5), canonical(5) and others promise, in their order:
/// `user+extension@domain`, `user@domain`, `user+extension` and `user` where the domain is ours, `@domain`.
///
/// Where nobody can say whether the domain is ours, and no form before that is found, the search fails for now.
public final class AddressSearch {

    /// Forms beside the whole address that are looked up.
    public enum Part {
        /// `user@domain` for `user+extension@domain`.
        WITHOUT_EXTENSION,
        /// `user+extension` and `user`, where the domain is ours.
        LOCAL_PART,
        /// `@domain`.
        AT_DOMAIN
    }

    /// What was found.
    ///
    /// @param lookup what the tables say
    /// @param unmatchedExtension the extension, with its delimiter, that was dropped to find the key; may be empty
    public record Match(Lookup lookup, String unmatchedExtension) {}

    /// @param counts whether the form is looked up; unknown where nobody can say whose the domain is
    private record Key(String text, Scope scope, String dropped, Membership counts) {

        Key(String text, Scope scope, String dropped) {
            this(text, scope, dropped, Membership.IN);
        }

        Lookup in(TableSearch tables) {
            return switch (counts) {
                case IN -> tables.find(text, scope);
                case OUT -> Lookup.NOT_FOUND;
                case UNKNOWN -> new Lookup.TemporaryFailure("mydestination lookup error");
            };
        }
    }

    private final LocalDomains localDomains;
    private final Extensions extensions;

    public AddressSearch(MainCf main, LocalDomains localDomains) {
        this.localDomains = localDomains;
        this.extensions = new Extensions(
                main.get(RewriteParameters.RECIPIENT_DELIMITER), main.get(RewriteParameters.OWNER_REQUEST_SPECIAL));
    }

    /// Searches by all forms.
    ///
    /// @param address internal form
    public Match find(TableSearch tables, String address) {
        return find(tables, address, List.of(Part.values()));
    }

    /// Searches by the whole address and some other forms.
    ///
    /// @param address internal form
    public Match find(TableSearch tables, String address, List<Part> parts) {
        if (tables.isEmpty() || address.isEmpty()) {
            return new Match(Lookup.NOT_FOUND, "");
        }
        for (var key : keys(address, parts)) {
            var lookup = key.in(tables);
            if (!(lookup instanceof Lookup.NotFound)) {
                return new Match(lookup, key.dropped);
            }
        }
        return new Match(Lookup.NOT_FOUND, "");
    }

    private List<Key> keys(String address, List<Part> parts) {
        int at = address.lastIndexOf('@');
        String local = at < 0 ? address : address.substring(0, at);
        String domain = at < 0 ? "" : address.substring(at);
        Optional<String> bare = extensions.strip(local);
        String extension = bare.map(user -> local.substring(user.length())).orElse("");
        var keys = new ArrayList<Key>();
        keys.add(new Key(address, Scope.ALL, ""));
        bare.filter(_ -> parts.contains(Part.WITHOUT_EXTENSION))
                .ifPresent(user -> keys.add(new Key(user + domain, Scope.FIXED_STRINGS_ONLY, extension)));
        if (at >= 0 && parts.contains(Part.LOCAL_PART)) {
            var ours = isOurs(domain.substring(1));
            keys.add(new Key(local, Scope.FIXED_STRINGS_ONLY, "", ours));
            bare.ifPresent(user -> keys.add(new Key(user, Scope.FIXED_STRINGS_ONLY, extension, ours)));
        }
        if (at >= 0 && parts.contains(Part.AT_DOMAIN)) {
            // The domain's entry stands for the local part as a whole: nothing of it is left over.
            keys.add(new Key(domain, Scope.FIXED_STRINGS_ONLY, ""));
        }
        return keys;
    }

    private Membership isOurs(String domain) {
        return domain.equalsIgnoreCase(localDomains.origin()) ? Membership.IN : localDomains.contains(domain);
    }
}
