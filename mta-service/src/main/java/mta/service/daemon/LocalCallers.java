package mta.service.daemon;

import java.util.OptionalInt;
import mta.core.config.CoreParameters;
import mta.core.config.Parameter;
import mta.core.log.MailLog;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.core.posix.Accounts;
import mta.core.posix.Processes;
import mta.core.table.AuthorizedUsers;
import mta.core.table.Tables;

/// Decides who may use a service below `public`, as its socket is open to everybody.
///
/// In Postfix nobody but the members of `setgid_group` reaches these sockets, which its set-gid commands are, and the
/// commands check who calls them. Ours have no privileges, so the service asks the kernel who is there and checks
/// `authorized_flush_users` or `authorized_mailq_users` itself. It takes the word of Postfix's set-gid commands,
/// and serves root and the mail system's own processes always.
public final class LocalCallers {

    private final AuthorizedUsers users;
    private final OptionalInt group;
    private final String what;
    private final MailLog log;

    private LocalCallers(AuthorizedUsers users, OptionalInt group, String what, MailLog log) {
        this.users = users;
        this.group = group;
        this.what = what;
        this.log = log;
    }

    /// Those who may flush the queue: `authorized_flush_users`.
    public static LocalCallers whoMayFlush(ServiceContext context) {
        return of(context, CoreParameters.AUTHORIZED_FLUSH_USERS, "flush the mail queue");
    }

    /// Those who may see the queue: `authorized_mailq_users`.
    public static LocalCallers whoMayList(ServiceContext context) {
        return of(context, CoreParameters.AUTHORIZED_MAILQ_USERS, "view the mail queue");
    }

    private static LocalCallers of(ServiceContext context, Parameter<String> who, String what) {
        var log = context.log();
        return new LocalCallers(
                AuthorizedUsers.of(context.main(), who, Tables.ofService(context.main(), log)),
                Accounts.group(context.main().get(CoreParameters.SETGID_GROUP)),
                what,
                log);
    }

    /// Whether the client of a connection may; where it may not, that is logged.
    public boolean allow(ClientConnection connection) {
        return switch (connection.peer()) {
            // Whoever puts such a service on a network says so in master.cf.
            case Endpoint.Inet _ -> true;
            case Endpoint.Local(var _, var uid, var gid) -> allow(uid, gid);
        };
    }

    /// Whether the client is a part of the mail system, or a command of Postfix's that checked its caller.
    public boolean isTrusted(ClientConnection connection) {
        return connection.peer() instanceof Endpoint.Local(var _, var uid, var gid) && isTrusted(uid, gid);
    }

    private boolean isTrusted(int uid, int gid) {
        return uid == 0 || uid == Processes.effectiveUser() || (group.isPresent() && group.getAsInt() == gid);
    }

    private boolean allow(int uid, int gid) {
        if (isTrusted(uid, gid) || users.allows(uid)) {
            return true;
        }
        log.warning("User " + AuthorizedUsers.nameOf(uid) + "(" + uid + ") is not allowed to " + what);
        return false;
    }
}
