package mta.qmgr.schedule;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;
import mta.qmgr.destination.Window;

/// What waits for one transport: its destinations take turns, each within its window.
final class TransportQueue {

    private final TransportLimits limits;
    private final Map<String, DestinationQueue> destinations = new HashMap<>();
    private final Deque<DestinationQueue> turns = new ArrayDeque<>();
    private Optional<Window.Closed> suspension = Optional.empty();
    private int busy;

    TransportQueue(TransportLimits limits) {
        this.limits = limits;
    }

    TransportLimits limits() {
        return limits;
    }

    /// Why mail for a destination must wait, where it must.
    Optional<Window.Closed> suspension(String destination, Instant now) {
        suspension = suspension.filter(closed -> now.isBefore(closed.until()));
        if (suspension.isPresent()) {
            return suspension;
        }
        var queue = destinations.get(destination);
        if (queue == null) {
            return Optional.empty();
        }
        queue.window = queue.window.at(now, limits.window());
        return queue.window instanceof Window.Closed closed ? Optional.of(closed) : Optional.empty();
    }

    void add(Batch batch) {
        var queue = destinations.computeIfAbsent(
                batch.destination(), _ -> new DestinationQueue(Window.initial(limits.window())));
        queue.waiting.add(batch);
        giveTurn(queue);
    }

    boolean canStart() {
        return !turns.isEmpty() && (limits.processes() == 0 || busy < limits.processes());
    }

    /// The next delivery; there must be one.
    Batch start() {
        var queue = turns.remove();
        queue.inTurn = false;
        var batch = queue.waiting.remove();
        queue.busy++;
        busy++;
        giveTurn(queue);
        return batch;
    }

    void succeeded(Batch batch) {
        var queue = ended(batch);
        queue.window = queue.window.afterSuccess(queue.busy + 1, limits.window());
        giveTurn(queue);
        forget(batch.destination(), queue);
    }

    /// @return what waited for a destination that is dead now
    List<Batch> failed(Batch batch, EnhancedStatus status, String reason, Instant now) {
        var queue = ended(batch);
        queue.window = queue.window.afterFailure(status, reason, now, limits.window());
        if (queue.window instanceof Window.Open) {
            giveTurn(queue);
            return List.of();
        }
        return drain(queue);
    }

    /// @return what waited for this transport
    List<Batch> suspend(Batch batch, Window.Closed why) {
        ended(batch);
        suspension = Optional.of(why);
        var all = new ArrayList<Batch>();
        destinations.values().forEach(queue -> all.addAll(drain(queue)));
        destinations.values().removeIf(DestinationQueue::isForgettable);
        return all;
    }

    /// Forgets what is dead.
    void revive() {
        suspension = Optional.empty();
        for (var queue : destinations.values()) {
            if (queue.window instanceof Window.Closed) {
                queue.window = Window.initial(limits.window());
            }
        }
        destinations.values().removeIf(DestinationQueue::isForgettable);
    }

    private DestinationQueue ended(Batch batch) {
        var queue = destinations.get(batch.destination());
        queue.busy--;
        busy--;
        return queue;
    }

    private List<Batch> drain(DestinationQueue queue) {
        var all = List.copyOf(queue.waiting);
        queue.waiting.clear();
        if (queue.inTurn) {
            turns.remove(queue);
            queue.inTurn = false;
        }
        return all;
    }

    private void giveTurn(DestinationQueue queue) {
        if (!queue.inTurn && queue.canStart()) {
            turns.add(queue);
            queue.inTurn = true;
        }
    }

    private void forget(String destination, DestinationQueue queue) {
        if (queue.isForgettable()) {
            destinations.remove(destination);
        }
    }
}
