package mta.delivery.local;

import java.util.Optional;
import mta.core.posix.User;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.mailbox.Heading;

/// Delivers to files that aliases and users name.
///
/// @param mailboxes writes them
/// @param rights takes the rights of others
/// @param nobody whose rights count where nobody's do, `default_privs`
record FileTargets(Mailboxes mailboxes, RecipientRights rights, User nobody) {

    /// Where mail goes that nobody wants.
    private static final String NOWHERE = "/dev/null";

    /// Appends a message; or writes a file into a maildir, where the name ends in a slash.
    ///
    /// @param owner whose rights count, but never root's
    Outcome deliver(DeliveryJob job, String path, Heading heading, Optional<User> owner) {
        if (job.isProbe()) {
            return Outcome.delivered("2.0.0", "delivers to file: " + path);
        }
        if (path.equals(NOWHERE)) {
            return Outcome.delivered("2.0.0", "delivered to file: " + path);
        }
        return mailboxes.deliverToFile(
                job,
                path,
                heading,
                rights.of(owner.filter(user -> user.uid() != 0).orElse(nobody)));
    }
}
