package mta.qmgr.schedule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The destinations of a transport to which a delivery could start, by whose turn it is.
///
/// It is the turn of the destination for which the first of all jobs has something; where that goes to several, they
/// take turns.
final class ReadyDestinations {

    /// A destination's place. The job is kept as it was when the place was taken: a set must not be sorted by what
    /// changes behind its back.
    private record Place(Destination destination, Job job, long turn) {}

    private final TreeSet<Place> order =
            new TreeSet<>(Comparator.comparing(Place::job, JobOrder.BY_POSITION).thenComparingLong(Place::turn));
    private final Map<Destination, Place> places = new HashMap<>();
    private long turns;

    boolean isEmpty() {
        return order.isEmpty();
    }

    /// Whose turn it is; there must be one.
    Destination first() {
        return order.first().destination;
    }

    /// Is to be called before a change of what waits for a destination, or of its jobs' places.
    void suspend(Destination destination) {
        var place = places.remove(destination);
        if (place != null) {
            order.remove(place);
        }
    }

    /// Is to be called after a change; the destination is last among those that serve the same job.
    void consider(Destination destination) {
        suspend(destination);
        if (destination.isReady()) {
            var place = new Place(destination, destination.next(), turns++);
            places.put(destination, place);
            order.add(place);
        }
    }
}
