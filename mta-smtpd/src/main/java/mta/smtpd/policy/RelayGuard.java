package mta.smtpd.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import mta.core.config.ConfigException;
import mta.core.table.ListText;

/// Sees to it that no configuration relays for everybody: somewhere a recipient must be refused.
///
/// Looks at restriction lists as Postfix does: what only warns does not count, nor what stands after `permit`, and a
/// restriction class counts with what is in it.
final class RelayGuard {

    private static final Set<String> REFUSING = Set.of(
            "reject_unauth_destination",
            "defer_unauth_destination",
            "reject",
            "defer",
            "defer_if_permit",
            "check_relay_domains");

    private final Set<String> classes;
    private final Function<String, String> settings;

    /// @param classes the names of restriction classes
    /// @param settings what is in each
    RelayGuard(Set<String> classes, Function<String, String> settings) {
        this.classes = classes;
        this.settings = settings;
    }

    /// Checks that one of the lists refuses.
    ///
    /// @throws ConfigException if none does
    void require(String... lists) {
        for (String list : lists) {
            if (refuses(list, Set.of())) {
                return;
            }
        }
        throw new ConfigException("in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify"
                + " at least one working instance of: reject_unauth_destination, defer_unauth_destination, reject,"
                + " defer, defer_if_permit or check_relay_domains");
    }

    private boolean refuses(String list, Set<String> within) {
        List<String> words = ListText.split(list);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.toLowerCase(Locale.ROOT);
            if (name.equals("warn_if_reject") && i + 1 < words.size()) {
                i++;
            } else if (name.equals("permit")) {
                return false;
            } else if (REFUSING.contains(name) || classRefuses(word, within)) {
                return true;
            }
        }
        return false;
    }

    private boolean classRefuses(String word, Set<String> within) {
        if (!classes.contains(word) || within.contains(word)) {
            return false;
        }
        var inside = new HashSet<>(within);
        inside.add(word);
        return refuses(settings.apply(word), inside);
    }
}
