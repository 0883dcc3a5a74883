package mta.delivery.mailbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import mta.core.mail.EnhancedStatus;
import mta.delivery.Outcome;

/// A mailbox did not take a message. The text is what the log says, without the words that the agent puts before it.
public final class MailboxException extends Exception {

    MailboxException(String message) {
        super(message);
    }

    MailboxException(String message, Throwable cause) {
        super(message, cause);
    }

    /// What this means for the recipient: a full mailbox is the sender's business, anything else is ours to repair.
    ///
    /// @param prefix such as `maildir delivery failed: `
    public Outcome outcome(String prefix) {
        String text = prefix + getMessage();
        if (getMessage().endsWith("Disk quota exceeded") || getMessage().endsWith("File too large")) {
            return new Outcome.Bounced(EnhancedStatus.of("5.2.2"), text, Outcome.Remote.NONE);
        }
        return Outcome.deferred(getMessage().endsWith("No space left on device") ? "4.3.0" : "4.2.0", text);
    }

    /// Whether the rights do not suffice.
    public boolean isAccessDenied() {
        return getMessage().endsWith("Permission denied");
    }

    /// The system's own words for what went wrong.
    static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException _ -> "No such file or directory";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
