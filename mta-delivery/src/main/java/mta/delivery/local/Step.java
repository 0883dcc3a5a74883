package mta.delivery.local;

import java.util.Optional;
import mta.core.mail.ReversePath;
import mta.core.posix.User;
import mta.delivery.Outcome;

/// What remains to be done for one address that the expansion of a recipient came to.
sealed interface Step {

    /// Whom the log and notices name: the last address on the way here.
    String address();

    /// The mailbox of an account.
    record Mailbox(String address, User user) implements Step {}

    /// An account that does not exist.
    ///
    /// @param name the login name
    record Unknown(String address, String name) implements Step {}

    /// A file.
    ///
    /// @param rights whose rights; nobody's in particular where the default counts
    record File(String address, String path, Optional<User> rights) implements Step {}

    /// A command.
    ///
    /// @param local the address without its domain
    /// @param rights whose rights; nobody's in particular where the default counts
    record Command(String address, String local, String line, Optional<User> rights) implements Step {}

    /// A message of its own to this address.
    ///
    /// @param sender to whom it is returned
    record Forward(String address, ReversePath sender) implements Step {}

    /// Nothing: this is what became of it.
    record Settled(String address, Outcome outcome) implements Step {}
}
