package mta.cleanup;

import java.io.IOException;

/// The client closed the connection, or it broke, before the end of the message. Nothing is answered.
final class ClientGone extends IOException {

    ClientGone(String message) {
        super(message);
    }

    ClientGone(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
