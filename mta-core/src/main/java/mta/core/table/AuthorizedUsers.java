package mta.core.table;

import java.util.regex.Pattern;
import mta.core.config.MainCf;
import mta.core.config.Parameter;
import mta.core.posix.Accounts;
import mta.core.posix.User;

/// Which users of this machine may do something, such as `authorized_flush_users`.
///
/// A list of login names and tables, searched from left to right; `!name` excludes, and `static:anything` is everybody.
/// Somebody with no login name is called `unknown`. Where a table cannot say, nobody is let in.
public final class AuthorizedUsers {

    private static final Pattern ALL = Pattern.compile("\\s*static:[^\\s,]+\\s*");

    private final MatchList names;

    private AuthorizedUsers(MatchList names) {
        this.names = names;
    }

    /// Reads a setting.
    ///
    /// @throws mta.core.config.ConfigException if it names a table that cannot be opened
    public static AuthorizedUsers of(MainCf main, Parameter<String> who, Tables tables) {
        return new AuthorizedUsers(MatchList.strings(main.get(who), tables));
    }

    /// Whether a setting lets everybody in, whoever that is, as the defaults do.
    public static boolean areAll(MainCf main, Parameter<String> who) {
        return ALL.matcher(main.get(who)).matches();
    }

    /// Whether a user may.
    public boolean allows(int uid) {
        return names.contains(nameOf(uid)) == Membership.IN;
    }

    /// The login name of a user.
    public static String nameOf(int uid) {
        return Accounts.user(uid).map(User::name).orElse("unknown");
    }
}
