package mta.qmgr.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.Recipient;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.destination.Window;

/// What waits for one transport.
///
/// Jobs are served in [JobOrder], each as far as the windows of its destinations allow: a job that can start nothing
/// is passed over, and costs nothing until one of its destinations can take more.
final class TransportQueue {

    private record Alarm(Instant when, Destination destination) {}

    private final String name;
    private final TransportLimits limits;
    private final WindowObserver observer;
    private final Map<String, Destination> destinations = new HashMap<>();
    private final Map<ActiveMessage, Job> jobs = new HashMap<>();
    private final JobOrder order = new JobOrder();
    private final ReadyDestinations ready = new ReadyDestinations();
    private final RecipientRoom room;
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::when));
    private Optional<Window.Closed> suspension = Optional.empty();
    private Instant pausedUntil = Instant.MIN;
    private int busy;

    TransportQueue(String name, TransportLimits limits, WindowObserver observer) {
        this.name = name;
        this.limits = limits;
        this.observer = observer;
        this.room = new RecipientRoom(limits.memory());
    }

    TransportLimits limits() {
        return limits;
    }

    RecipientRoom room() {
        return room;
    }

    Optional<Job> job(ActiveMessage message) {
        return Optional.ofNullable(jobs.get(message));
    }

    Optional<Destination> find(String destination) {
        return Optional.ofNullable(destinations.get(destination));
    }

    int destinations() {
        return destinations.size();
    }

    /// Why mail for a destination must wait, where it must.
    Optional<Window.Closed> suspension(String destination, Instant now) {
        suspension = suspension.filter(closed -> now.isBefore(closed.until()));
        if (suspension.isPresent()) {
            return suspension;
        }
        var found = destinations.get(destination);
        if (found == null) {
            return Optional.empty();
        }
        wake(found, now);
        return found.window() instanceof Window.Closed closed ? Optional.of(closed) : Optional.empty();
    }

    /// Adds recipients; those that fit join deliveries of the same message that wait for the same destination.
    ///
    /// @param most how many recipients a delivery of this message carries; 0 for no limit
    /// @return how many deliveries that makes more
    int add(ActiveMessage message, Route route, List<Recipient> recipients, int most) {
        var job = jobFor(message);
        var destination = destinationOf(route);
        ready.suspend(destination);
        var peer = job.peerFor(destination);
        var entry = peer.waiting().peekLast();
        int added = 0;
        for (var recipient : recipients) {
            if (entry == null || (most != 0 && entry.size() >= most)) {
                entry = new Entry(peer);
                destination.waits(peer, entry);
                job.entryAdded();
                added++;
            }
            entry.add(recipient);
        }
        room.taken(job, recipients.size());
        ready.consider(destination);
        return added;
    }

    /// Adds a delivery as it is.
    void add(Batch batch) {
        var job = jobFor(batch.message());
        var destination = destinationOf(batch.route());
        ready.suspend(destination);
        var peer = job.peerFor(destination);
        var entry = new Entry(peer);
        batch.recipients().forEach(entry::add);
        destination.waits(peer, entry);
        job.entryAdded();
        room.taken(job, batch.recipients().size());
        ready.consider(destination);
    }

    private Job jobFor(ActiveMessage message) {
        var job = jobs.computeIfAbsent(message, Job::new);
        if (!job.inOrder) {
            order.add(job);
        }
        room.note(job);
        return job;
    }

    private Destination destinationOf(Route route) {
        return destinations.computeIfAbsent(route.destination(), _ -> new Destination(route, limits.window()));
    }

    boolean canStart(Instant now) {
        return !ready.isEmpty() && (limits.processes() == 0 || busy < limits.processes()) && !now.isBefore(pausedUntil);
    }

    /// The next delivery; there must be one.
    Batch start(Instant now) {
        var current = ready.first().next();
        Overtaking.candidate(current, order.behind(current), limits.slots(), now)
                .ifPresent(job -> overtake(job, current));
        var destination = ready.first();
        var job = destination.next();
        ready.suspend(destination);
        var entry = destination.start(now);
        job.entryStarted();
        ready.consider(destination);
        retireIfIdle(job);
        busy++;
        if (!limits.pauses().transport().isZero()) {
            pausedUntil = now.plus(limits.pauses().transport());
        }
        return entry.batch(destination.pace());
    }

    private void overtake(Job job, Job other) {
        job.stopOvertaking(limits.slots());
        for (var peer : job.peers()) {
            ready.suspend(peer.destination());
            peer.destination().unsort(peer);
        }
        order.putBefore(job, other);
        for (var peer : job.peers()) {
            peer.destination().sort(peer);
            ready.consider(peer.destination());
        }
        job.overtake(other, limits.slots());
    }

    /// A job of which nothing waits is in nobody's way; it comes back when more of its recipients are read.
    private void retireIfIdle(Job job) {
        if (!job.isWaiting() && job.inOrder) {
            job.stopOvertaking(limits.slots());
            order.remove(job);
        }
    }

    void succeeded(Batch batch, Instant now) {
        var destination = destinations.get(batch.route().destination());
        believe(
                destination,
                WindowObserver.Event.SUCCESS,
                destination.window().afterSuccess(destination.busy(), limits.window()));
        suspension = Optional.empty();
        ended(destination, batch, now);
    }

    /// @return what waited for a destination that is dead now
    List<Batch> failed(Batch batch, EnhancedStatus status, String reason, Instant now) {
        var destination = destinations.get(batch.route().destination());
        suspension = Optional.empty();
        var waiting = new ArrayList<Batch>();
        if (destination.window() instanceof Window.Open open) {
            believe(destination, WindowObserver.Event.FAILURE, open.afterFailure(status, reason, now, limits.window()));
            if (destination.window() instanceof Window.Closed closed) {
                waiting.addAll(withdraw(destination));
                alarms.add(new Alarm(closed.until(), destination));
            }
        }
        ended(destination, batch, now);
        return waiting;
    }

    private void believe(Destination destination, WindowObserver.Event event, Window window) {
        var before = destination.window();
        destination.window(window);
        observer.changed(name, destination.name(), event, limits.window(), before, window);
    }

    /// @return what waited for this transport
    List<Batch> suspend(Batch batch, Window.Closed why, Instant now) {
        ended(destinations.get(batch.route().destination()), batch, now);
        suspension = Optional.of(why);
        var all = new ArrayList<Batch>();
        List.copyOf(destinations.values()).forEach(destination -> {
            all.addAll(withdraw(destination));
            forgetIfPossible(destination);
        });
        return all;
    }

    private void ended(Destination destination, Batch batch, Instant now) {
        ready.suspend(destination);
        destination.ended(now);
        busy--;
        job(batch.message()).ifPresent(job -> room.freed(job, batch.recipients().size()));
        var pause = limits.pauses().destination();
        if (!pause.isZero() && destination.window() instanceof Window.Open) {
            destination.pauseUntil(now.plus(pause));
            alarms.add(new Alarm(now.plus(pause), destination));
        }
        ready.consider(destination);
        forgetIfPossible(destination);
    }

    private List<Batch> withdraw(Destination destination) {
        ready.suspend(destination);
        var batches = new ArrayList<Batch>();
        for (var entry : destination.withdraw()) {
            var job = entry.peer().job();
            job.entryWithdrawn();
            room.freed(job, entry.size());
            retireIfIdle(job);
            batches.add(entry.batch(Batch.Pace.SINGLE));
        }
        return batches;
    }

    /// What the passing of time does.
    void wake(Instant now) {
        while (!alarms.isEmpty() && !now.isBefore(alarms.peek().when)) {
            wake(alarms.remove().destination, now);
        }
    }

    private void wake(Destination destination, Instant now) {
        var before = destination.window();
        ready.suspend(destination);
        destination.wake(now, limits.window());
        ready.consider(destination);
        if (!before.equals(destination.window())) {
            var event = WindowObserver.Event.ANOTHER_CHANCE;
            observer.changed(name, destination.name(), event, limits.window(), before, destination.window());
        }
        forgetIfPossible(destination);
    }

    /// When [#wake] is to be called next, where something waits for it.
    Optional<Instant> nextAlarm(Instant now) {
        var alarm = Optional.ofNullable(alarms.peek()).map(Alarm::when);
        return !ready.isEmpty() && pausedUntil.isAfter(now)
                ? Optional.of(alarm.filter(pausedUntil::isAfter).orElse(pausedUntil))
                : alarm;
    }

    /// Takes a destination, and this transport, for alive.
    void revive(String destination) {
        suspension = Optional.empty();
        find(destination).ifPresent(this::revive);
    }

    /// Takes everything for alive.
    void revive() {
        suspension = Optional.empty();
        List.copyOf(destinations.values()).forEach(this::revive);
    }

    private void revive(Destination destination) {
        if (destination.window() instanceof Window.Closed closed) {
            wake(destination, closed.until());
        }
    }

    /// A message has nothing more to do here.
    void forget(ActiveMessage message) {
        var job = jobs.remove(message);
        if (job != null) {
            room.forget(job);
        }
    }

    /// Forgets the dead destination that comes to life next, so that their number is bounded.
    void forgetOneDead() {
        for (var alarm : alarms) {
            if (alarm.destination.window() instanceof Window.Closed && alarm.destination.busy() == 0) {
                revive(alarm.destination);
                return;
            }
        }
    }

    private void forgetIfPossible(Destination destination) {
        if (destination.isForgettable()) {
            destinations.remove(destination.name(), destination);
        }
    }
}
