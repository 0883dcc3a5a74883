package mta.core.log;

import java.time.Duration;

/// Where the time of one delivery went; the four numbers after `delays=`.
///
/// @param beforeQueue from arrival to the queue manager
/// @param inQueue in the active queue
/// @param connection DNS, connecting, EHLO, TLS
/// @param transmission MAIL FROM to the final reply
public record Delays(Duration beforeQueue, Duration inQueue, Duration connection, Duration transmission) {

    /// The number after `delay=`.
    public Duration total() {
        return beforeQueue.plus(inQueue).plus(connection).plus(transmission);
    }
}
