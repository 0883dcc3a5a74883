package mta.master;

import java.io.IOException;
import java.util.Optional;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.ServiceEntry;
import mta.core.posix.Accounts;
import mta.core.posix.Descriptor;
import mta.core.posix.Rights;
import mta.core.posix.User;

/// Who may connect to a local service: the owner and mode of its socket.
///
/// `private` is closed to all but the mail system, so its sockets are open. `public` is not: Postfix lets only
/// members of `setgid_group` in, which its set-gid commands are. Ours have no privileges, so everybody may reach the
/// sockets of services that ask the kernel who is there and decide themselves; the others are left to the
/// group, or to the owner alone where there is no such group to give them to.
///
/// @param owner `mail_owner`, with `setgid_group` as the group, whom the sockets belong to; nobody in particular where
///     this process may not give them away
record SocketAccess(Optional<User> owner) {

    /// For sockets below `private`, and those that check their clients.
    static final int OPEN = 0666;

    private static final int GROUP_ONLY = 0660;

    private static final int OWNER_ONLY = 0600;

    /// As the settings have it.
    static SocketAccess of(MainCf main, Optional<User> owner) {
        return new SocketAccess(owner.map(user -> inGroup(user, main)));
    }

    private static User inGroup(User user, MainCf main) {
        int gid = Accounts.group(main.get(CoreParameters.SETGID_GROUP)).orElse(user.gid());
        return new User(user.name(), user.uid(), gid, user.fullName(), user.home(), user.shell());
    }

    /// Opens a socket with the owner's rights.
    ///
    /// The directories belong to `mail_owner`, and whoever has taken over that account could put a link there just
    /// when root is about to set the mode or the owner of a socket.
    Descriptor open(Rights.Work<Descriptor> socket) throws IOException {
        return owner.isPresent() ? Rights.as(owner.get(), socket) : socket.run();
    }

    /// The mode of a service's socket.
    int mode(ServiceEntry entry) {
        if (entry.isPrivate() || checksItsClients(entry)) {
            return OPEN;
        }
        // Where it cannot be given to `setgid_group`, its group is that of whoever started master(8).
        return owner.isPresent() ? GROUP_ONLY : OWNER_ONLY;
    }

    private static boolean checksItsClients(ServiceEntry entry) {
        return switch (entry.command()) {
            case "postdrop", "showq", "qmgr", "pickup", "flush" -> true;
            default -> false;
        };
    }
}
