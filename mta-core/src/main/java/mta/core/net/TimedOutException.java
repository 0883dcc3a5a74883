package mta.core.net;

import java.io.IOException;

/// The peer was silent for longer than it may be.
public final class TimedOutException extends IOException {

    public TimedOutException(String message) {
        super(message);
    }
}
