package mta.delivery.mailbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import mta.core.mail.EnhancedStatus;
import mta.delivery.Outcome;

/// A mailbox did not take a message. The text is what the log says, without the words that the agent puts before it.
public final class MailboxException extends Exception {

    private static final EnhancedStatus FOR_NOW = EnhancedStatus.of("4.2.0");

    private final transient EnhancedStatus status;

    MailboxException(String message) {
        this(FOR_NOW, message);
    }

    MailboxException(String message, Throwable cause) {
        this(FOR_NOW, message, cause);
    }

    /// @param status where the text does not call for another one
    MailboxException(EnhancedStatus status, String message) {
        super(message);
        this.status = status;
    }

    /// @param status where the text does not call for another one
    MailboxException(EnhancedStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /// What this means for the recipient: a full mailbox is the sender's business, a full disk is ours to repair.
    ///
    /// @param prefix such as `maildir delivery failed: `
    public Outcome outcome(String prefix) {
        String text = prefix + getMessage();
        if (getMessage().endsWith("Disk quota exceeded") || getMessage().endsWith("File too large")) {
            return new Outcome.Bounced(EnhancedStatus.of("5.2.2"), text, Outcome.Remote.NONE);
        }
        if (getMessage().endsWith("No space left on device")) {
            return Outcome.deferred("4.3.0", text);
        }
        return Outcome.failed(status, text, Outcome.Remote.NONE);
    }

    /// Whether the rights do not suffice.
    public boolean isAccessDenied() {
        return getMessage().endsWith("Permission denied");
    }

    /// The system's own words for what went wrong.
    public static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException _ -> "No such file or directory";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
