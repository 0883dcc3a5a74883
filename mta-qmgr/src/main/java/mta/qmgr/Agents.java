package mta.qmgr;

import java.time.Duration;
import mta.service.client.DeliveryRequest;

/// Whoever delivers.
@FunctionalInterface
interface Agents {

    /// Hands over a request and waits for its end.
    Attempt deliver(String transport, DeliveryRequest request);

    /// Ends connections that were not used for a while.
    default void closeIdle(Duration patience) {}

    /// Ends connections whose agent does not come to an end. Is called all the time.
    default void closeHanging() {}

    /// Ends all connections; nothing is under way any more.
    default void close() {}
}
