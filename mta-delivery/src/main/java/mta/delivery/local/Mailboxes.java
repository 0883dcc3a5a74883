package mta.delivery.local;

import java.io.IOException;
import java.nio.file.Path;
import mta.core.log.MailLog;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.UnreadableMessageException;
import mta.delivery.mailbox.Heading;
import mta.delivery.mailbox.MailboxException;
import mta.delivery.mailbox.MailboxRights;
import mta.delivery.mailbox.Maildir;
import mta.delivery.mailbox.Mbox;

/// Puts a message into one mailbox, with the rights of its owner, and words the outcome.
///
/// @param maildirs writes maildirs
/// @param mboxes writes mbox files
/// @param sizeLimit the most bytes of a message in a maildir; 0 for no limit
/// @param log the mail log
record Mailboxes(Maildir maildirs, Mbox mboxes, long sizeLimit, NewMail newMail, MailLog log) {

    /// What kind of mailbox a path names.
    enum Kind {
        MAILDIR("maildir"),
        MBOX("mailbox");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// A path that ends in a slash is a maildir.
        static Kind of(String path) {
            return path.endsWith("/") ? MAILDIR : MBOX;
        }
    }

    Outcome deliver(DeliveryJob job, Path mailbox, Kind kind, Heading heading, MailboxRights rights) {
        if (job.isProbe()) {
            return Outcome.delivered("2.0.0", "delivers to " + kind.word);
        }
        String prefix = switch (kind) {
            case MAILDIR -> "maildir delivery failed: ";
            case MBOX ->
                "cannot update mailbox " + mailbox + " for user "
                        + rights.owner().name() + ". ";
        };
        return write(new Target(mailbox, kind, prefix, "delivered to " + kind.word, newMail), job, heading, rights);
    }

    /// Delivers to a file that an alias or a user names.
    Outcome deliverToFile(DeliveryJob job, String file, Heading heading, MailboxRights rights) {
        var kind = Kind.of(file);
        String prefix = switch (kind) {
            case MAILDIR -> "maildir delivery failed: ";
            case MBOX -> "cannot append message to file " + file + ": ";
        };
        Path path;
        try {
            path = SystemText.path(file);
        } catch (IOException e) {
            log.warning(job.request().id(), "file name: " + e.getMessage());
            return Outcome.deferred("4.3.5", prefix.replace('\0', '?') + "its name cannot be used");
        }
        var target = new Target(path, kind, prefix, "delivered to file: " + file, NewMail.UNTOLD);
        return write(target, job, heading, rights);
    }

    /// Where a message goes, and the words for what comes of it.
    private record Target(Path mailbox, Kind kind, String failure, String success, NewMail newMail) {}

    private Outcome write(Target target, DeliveryJob job, Heading heading, MailboxRights rights) {
        var owner = rights.owner();
        var mailbox = target.mailbox();
        var kind = target.kind();
        String prefix = target.failure();
        if (kind == Kind.MAILDIR && sizeLimit > 0 && job.request().contentSize() > sizeLimit) {
            return Outcome.bounced("5.2.2", prefix + "error writing message: File too large");
        }
        try {
            switch (kind) {
                case MAILDIR -> rights.inMailbox(() -> maildirs.deliver(mailbox, heading, job.message()));
                case MBOX -> {
                    long start = mboxes.deliver(mailbox, rights, heading, job.message());
                    target.newMail().arrived(owner.name(), start);
                }
            }
            return Outcome.delivered("2.0.0", target.success());
        } catch (MailboxException e) {
            if (e.getMessage().endsWith("not owned by recipient")) {
                log.warning("specify \"strict_mailbox_ownership = no\" to ignore mailbox ownership mismatch");
            }
            if (kind == Kind.MAILDIR && e.isAccessDenied()) {
                log.warning(kind.word + " access problem for UID/GID=" + owner.uid() + "/" + owner.gid() + ": "
                        + e.getMessage());
                log.warning("perhaps you need to create the maildirs in advance");
            }
            return e.outcome(prefix);
        } catch (UnreadableMessageException e) {
            log.warning(job.request().id(), "queue file: " + e.getMessage());
            return Outcome.deferred("4.3.0", "queue file read error");
        } catch (IOException e) {
            log.warning(job.request().id(), e.getMessage());
            return Outcome.deferred("4.3.0", "mail system error");
        }
    }
}
