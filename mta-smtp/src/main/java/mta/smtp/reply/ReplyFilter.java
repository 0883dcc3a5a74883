package mta.smtp.reply;

import java.io.IOException;

/// Changes a line of a reply before anybody looks at it, to get along with servers that say odd things.
@FunctionalInterface
public interface ReplyFilter {

    /// Takes every line as it came.
    ReplyFilter NONE = line -> line;

    /// The line that counts.
    ///
    /// @throws UnavailableException if that cannot be said now
    String filter(String line) throws UnavailableException;

    /// Thrown where the filter does not work. Whoever decides without it might take an answer for its contrary.
    final class UnavailableException extends IOException {

        public UnavailableException(String message) {
            super(message);
        }
    }
}
