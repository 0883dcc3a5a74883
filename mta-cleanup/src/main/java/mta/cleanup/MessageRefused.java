package mta.cleanup;

import java.io.IOException;
import mta.service.client.CleanupResult.Cause;

/// A message is not taken. What was written of it is removed, and the client is told.
final class MessageRefused extends IOException {

    private final transient Cause cause;
    private final String reason;

    /// @param cause why, in the protocol's words
    /// @param reason the text for the sender; may be empty
    MessageRefused(Cause cause, String reason) {
        super(cause + " " + reason);
        this.cause = cause;
        this.reason = reason;
    }

    /// The client broke the protocol.
    static MessageRefused malformed() {
        return new MessageRefused(Cause.BAD, "");
    }

    Cause why() {
        return cause;
    }

    String reason() {
        return reason;
    }
}
