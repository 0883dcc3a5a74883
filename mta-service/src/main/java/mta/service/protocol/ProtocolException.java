package mta.service.protocol;

import java.io.IOException;

/// The other program said something that this protocol does not know.
public final class ProtocolException extends IOException {

    public ProtocolException(String message) {
        super(message);
    }

    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
