package mta.qmgr.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mta.core.mail.EnhancedStatus;
import mta.qmgr.destination.Window;

/// All deliveries that wait or are under way. Says which is next; starts nothing itself.
///
/// Transports take turns, and within a transport its destinations do. Adding, starting and ending a delivery cost the
/// same however many wait. Used by one thread.
public final class Schedule {

    private final Function<String, TransportLimits> limitsOf;
    private final Map<String, TransportQueue> transports = new LinkedHashMap<>();
    private final List<TransportQueue> order = new ArrayList<>();
    private int turn;

    /// @param limitsOf what each transport takes, by its name
    public Schedule(Function<String, TransportLimits> limitsOf) {
        this.limitsOf = limitsOf;
    }

    /// What a transport takes.
    public TransportLimits limits(String transport) {
        return queue(transport).limits();
    }

    /// Why mail for a destination must wait, where it must: the destination is dead, or its transport is.
    public Optional<Window.Closed> suspension(String transport, String destination, Instant now) {
        return queue(transport).suspension(destination, now);
    }

    /// Adds a delivery.
    public void add(Batch batch) {
        queue(batch.transport()).add(batch);
    }

    /// The next delivery, which counts as under way from now on; nothing where all that wait have to go on waiting.
    public Optional<Batch> start() {
        for (int i = 0; i < order.size(); i++) {
            var transport = order.get(turn);
            turn = (turn + 1) % order.size();
            if (transport.canStart()) {
                return Optional.of(transport.start());
            }
        }
        return Optional.empty();
    }

    /// A delivery ended, and its destination works.
    public void succeeded(Batch batch) {
        queue(batch.transport()).succeeded(batch);
    }

    /// A delivery ended, and its destination was not reached.
    ///
    /// @return the deliveries that waited for the same destination, taken out, where that counts as dead now
    public List<Batch> failed(Batch batch, EnhancedStatus status, String reason, Instant now) {
        return queue(batch.transport()).failed(batch, status, reason, now);
    }

    /// A delivery ended because its transport does not work at all.
    ///
    /// @return the deliveries that waited for the same transport; they are taken out
    public List<Batch> suspend(Batch batch, Window.Closed why) {
        return queue(batch.transport()).suspend(batch, why);
    }

    /// Takes all destinations and transports for alive, as an operator asked.
    public void reviveAll() {
        transports.values().forEach(TransportQueue::revive);
    }

    private TransportQueue queue(String transport) {
        var known = transports.get(transport);
        if (known == null) {
            known = new TransportQueue(limitsOf.apply(transport));
            transports.put(transport, known);
            order.add(known);
        }
        return known;
    }
}
