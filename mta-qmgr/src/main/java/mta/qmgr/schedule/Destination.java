package mta.qmgr.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import mta.qmgr.destination.Window;
import mta.qmgr.destination.WindowLimits;

/// One destination of a transport: what waits for it, how much is under way, and what is believed of it.
final class Destination {

    /// Deliveries that end and start within this time are back to back.
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Route route;
    private final NavigableSet<Peer> peers = new TreeSet<>(Comparator.comparing(Peer::job, JobOrder.BY_POSITION));
    private Window window;
    private Instant pausedUntil = Instant.MIN;
    private boolean paused;
    private int waiting;
    private int busy;
    private Instant lastEnd = Instant.MIN;
    private Batch.Pace pace = Batch.Pace.SINGLE;

    /// When the next warning about it may be given.
    Instant quietUntil = Instant.MIN;

    Destination(Route route, WindowLimits limits) {
        this.route = route;
        this.window = Window.initial(limits);
    }

    Route route() {
        return route;
    }

    String name() {
        return route.destination();
    }

    int waiting() {
        return waiting;
    }

    int busy() {
        return busy;
    }

    Window window() {
        return window;
    }

    void window(Window believed) {
        window = believed;
    }

    /// Whether a delivery could start.
    boolean isReady() {
        return waiting > 0 && busy < window.size() && !paused;
    }

    /// Whether nothing would be lost by forgetting it.
    boolean isForgettable() {
        return waiting == 0 && busy == 0 && !paused && window instanceof Window.Open;
    }

    /// The job that is served next here; there must be one.
    Job next() {
        return peers.first().job();
    }

    void waits(Peer peer, Entry entry) {
        peer.waiting().add(entry);
        peers.add(peer);
        waiting++;
    }

    /// Takes out the delivery that is next.
    Entry start(Instant now) {
        var peer = peers.first();
        var entry = peer.waiting().remove();
        if (peer.waiting().isEmpty()) {
            leave(peer);
        }
        waiting--;
        busy++;
        judgePace(now);
        return entry;
    }

    /// Keeping connections pays once deliveries follow each other, and until they neither do nor run side by side.
    private void judgePace(Instant now) {
        boolean follows = lastEnd.isAfter(now.minus(SOON));
        pace = switch (pace) {
            case SINGLE -> follows ? Batch.Pace.BACK_TO_BACK : Batch.Pace.SINGLE;
            case BACK_TO_BACK -> follows || busy > 1 ? Batch.Pace.BACK_TO_BACK : Batch.Pace.SINGLE;
        };
    }

    Batch.Pace pace() {
        return pace;
    }

    void ended(Instant now) {
        busy--;
        lastEnd = now;
    }

    /// Takes out all that wait.
    List<Entry> withdraw() {
        var all = new ArrayList<Entry>(waiting);
        for (var peer : List.copyOf(peers)) {
            all.addAll(peer.waiting());
            peer.waiting().clear();
            leave(peer);
        }
        waiting = 0;
        return all;
    }

    private void leave(Peer peer) {
        peers.remove(peer);
        peer.job().forget(peer);
    }

    /// Takes a job's part out of the order, so that its position can change.
    void unsort(Peer peer) {
        peers.remove(peer);
    }

    /// Puts it back.
    void sort(Peer peer) {
        peers.add(peer);
    }

    void pauseUntil(Instant when) {
        paused = true;
        pausedUntil = when;
    }

    /// What the passing of time does.
    void wake(Instant now, WindowLimits limits) {
        if (paused && !now.isBefore(pausedUntil)) {
            paused = false;
        }
        window = window.at(now, busy, limits);
    }
}
