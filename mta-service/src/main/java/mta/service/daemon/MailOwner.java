package mta.service.daemon;

import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.posix.Accounts;
import mta.core.posix.PosixException;
import mta.core.posix.User;

/// Whom the mail system runs as and whom its queue belongs to: `mail_owner` and `setgid_group`, checked,
/// because as root in their place it would have all rights.
public final class MailOwner {

    private MailOwner() {}

    /// The user that `mail_owner` names.
    ///
    /// @throws ConfigException in Postfix's words where there is none, or it is root, or in root's group
    public static User user(MainCf main) {
        String name = main.get(CoreParameters.MAIL_OWNER);
        String where = where(main, CoreParameters.MAIL_OWNER.name());
        var user = find(name, where).orElseThrow(() -> new ConfigException(where + "unknown user name value: " + name));
        if (user.uid() == 0) {
            throw new ConfigException(where + "user " + name + " has privileged user ID");
        }
        if (user.gid() == 0) {
            throw new ConfigException(where + "user " + name + " has privileged group ID");
        }
        return user;
    }

    private static Optional<User> find(String name, String where) {
        try {
            return Accounts.user(name);
        } catch (PosixException e) {
            throw new ConfigException(where + "user " + name + " cannot be looked up: " + e.getMessage(), e);
        }
    }

    /// The number of the group that `setgid_group` names.
    ///
    /// @throws ConfigException in Postfix's words where there is none, or it is root's or `mail_owner`'s
    public static int group(MainCf main) {
        String name = main.get(CoreParameters.SETGID_GROUP);
        String where = where(main, CoreParameters.SETGID_GROUP.name());
        int group = Accounts.group(name).orElseThrow(() -> new ConfigException(where + "unknown group name: " + name));
        if (group == 0) {
            throw new ConfigException(where + "group " + name + " has privileged group ID");
        }
        // Else whatever runs as mail_owner had the rights of set-gid commands.
        if (group == user(main).gid()) {
            throw new ConfigException("file " + main.directory().resolve("main.cf")
                    + ": parameters mail_owner and setgid_group: user " + main.get(CoreParameters.MAIL_OWNER)
                    + " and group " + name + " have the same group ID: " + group);
        }
        return group;
    }

    private static String where(MainCf main, String parameter) {
        return "file " + main.directory().resolve("main.cf") + ": parameter " + parameter + ": ";
    }
}
