package mta.delivery.local;

import mta.core.posix.User;
import mta.delivery.Outcome;

/// What remains to be done for one address that the expansion of a recipient came to.
sealed interface Step {

    /// The last address on the way here, and what the way means.
    Member member();

    /// Whom the log and notices name.
    default String address() {
        return member().address();
    }

    /// The mailbox of an account.
    record Mailbox(Member member, User user) implements Step {}

    /// An account that does not exist.
    ///
    /// @param name the login name
    record Unknown(Member member, String name) implements Step {}

    /// A file.
    record File(Member member, String path) implements Step {}

    /// A command.
    record Command(Member member, String line) implements Step {}

    /// A message of its own.
    record Forward(Member member) implements Step {}

    /// Nothing: this is what became of it.
    record Settled(Member member, Outcome outcome) implements Step {}
}
