package mta.queue.submission;

import java.util.Arrays;
import java.util.List;
import mta.core.config.ConfigException;
import mta.core.posix.Accounts;
import mta.core.posix.User;

/// Who may submit mail with `sendmail`: `authorized_submit_users`.
///
/// A list of login names, searched from left to right; `!name` excludes, and `static:anything` is everybody. Other
/// tables are not implemented here, and say so. Somebody with no login name is called `unknown`.
public final class SubmitAccess {

    private final List<String> patterns;

    private SubmitAccess(List<String> patterns) {
        this.patterns = patterns;
    }

    /// Reads the setting.
    ///
    /// @throws ConfigException if it names a table of another type
    public static SubmitAccess parse(String setting) {
        var patterns = Arrays.stream(setting.split("[ \\t\\r\\n,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        for (String pattern : patterns) {
            String name = pattern.startsWith("!") ? pattern.substring(1) : pattern;
            if (name.startsWith("/") || (name.indexOf(':') >= 0 && !name.startsWith("static:"))) {
                throw new ConfigException("authorized_submit_users: " + name + ": tables are not implemented");
            }
        }
        return new SubmitAccess(patterns);
    }

    /// Whether a user may submit mail.
    public boolean allows(int uid) {
        if (patterns.size() == 1 && patterns.getFirst().startsWith("static:")) {
            return true;
        }
        String user = nameOf(uid);
        for (String pattern : patterns) {
            boolean isExcluded = pattern.startsWith("!");
            String name = isExcluded ? pattern.substring(1) : pattern;
            if (name.startsWith("static:") || name.equalsIgnoreCase(user)) {
                return !isExcluded;
            }
        }
        return false;
    }

    /// The login name of a user.
    public String nameOf(int uid) {
        return Accounts.user(uid).map(User::name).orElse("unknown");
    }
}
