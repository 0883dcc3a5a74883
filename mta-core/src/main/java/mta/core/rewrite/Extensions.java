package mta.core.rewrite;

import java.util.Locale;
import java.util.Optional;

/// Address extensions: `user+extension`, by `recipient_delimiter`.
///
/// @param delimiters characters that separate an extension; the first that occurs counts; empty for none
/// @param ownerRequestSpecial whether `owner-list` and `list-request` are left whole where `-` is a delimiter
public record Extensions(String delimiters, boolean ownerRequestSpecial) {

    /// The local part without its extension, or nothing where it has none.
    public Optional<String> strip(String local) {
        if (delimiters.isEmpty() || isSpecial(local)) {
            return Optional.empty();
        }
        for (int i = 1; i < local.length(); i++) {
            if (delimiters.indexOf(local.charAt(i)) >= 0) {
                return Optional.of(local.substring(0, i));
            }
        }
        return Optional.empty();
    }

    private boolean isSpecial(String local) {
        String folded = local.toLowerCase(Locale.ROOT);
        if (folded.equals("postmaster") || folded.equals("mailer-daemon") || folded.equals("double-bounce")) {
            return true;
        }
        boolean dash = delimiters.indexOf('-') >= 0;
        return ownerRequestSpecial && dash && (folded.startsWith("owner-") || folded.endsWith("-request"));
    }
}
