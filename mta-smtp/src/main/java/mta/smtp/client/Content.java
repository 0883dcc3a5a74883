package mta.smtp.client;

import java.io.IOException;

/// A message that can be written to a server, from its first line to its last, as often as needed.
@FunctionalInterface
public interface Content {

    /// Writes the whole message.
    ///
    /// @throws UnreadableException if our own copy cannot be read; the server must not get its end then
    /// @throws IOException what the connection throws
    void writeTo(ContentWriter output) throws IOException, UnreadableException;

    /// Our own copy of a message cannot be read.
    final class UnreadableException extends Exception {
        public UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
