package mta.delivery;

/// The queue file of a message cannot be read; the message is the operator's.
public final class UnreadableMessageException extends Exception {

    public UnreadableMessageException(String message) {
        super(message);
    }

    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
