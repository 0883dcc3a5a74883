package mta.delivery;

import java.util.Optional;
import mta.service.client.DeliveryReport;

/// Delivers: what one program of this module knows that the others do not.
@FunctionalInterface
public interface Agent {

    /// Tries to deliver to every recipient of a job, and settles each with [DeliveryJob#settle] as soon as its outcome
    /// is certain. A recipient that is not settled counts as deferred.
    ///
    /// @return why other mail for the same next hop need not be tried now, if that is so
    Optional<DeliveryReport.DestinationFailed> deliver(DeliveryJob job);

    /// Ends what is kept between jobs, such as open connections.
    default void stop() {}
}
