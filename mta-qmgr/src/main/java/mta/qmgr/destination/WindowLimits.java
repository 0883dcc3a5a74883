package mta.qmgr.destination;

import java.time.Duration;

/// How far the concurrency to one destination may go.
///
/// @param initial how many deliveries at a time at first (`initial_destination_concurrency`)
/// @param highest how many at most (`default_destination_concurrency_limit`); 0 for no limit
/// @param positive how much a success widens it
/// @param negative how much a failure narrows it
/// @param failedCohorts how many windows full of failures in a row mean that it is dead; 0 for never
/// @param pause how long a dead destination is left alone (`minimal_backoff_time`)
public record WindowLimits(
        int initial, int highest, Feedback positive, Feedback negative, int failedCohorts, Duration pause) {

    public WindowLimits {
        initial = highest == 0 ? initial : Math.min(initial, highest);
    }
}
