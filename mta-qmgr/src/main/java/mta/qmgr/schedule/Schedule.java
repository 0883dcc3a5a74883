package mta.qmgr.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.Recipient;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.destination.Window;

/// All deliveries that wait or are under way. Says which is next; starts nothing itself, and knows no clock.
///
///     transport -> job, one for each message -> peer, one for each destination of it -> entries, one for each delivery
///               -> destination, with the window of what it takes at a time
///
/// Transports take turns. Within a transport the oldest message is first, as far as its destinations take more;
/// small messages may overtake large ones ([Overtaking]). What adding, starting and ending a delivery costs
/// does not depend on how many wait. Used by one thread.
public final class Schedule {

    /// What holds for all transports together.
    ///
    /// @param recipients how many recipients are in memory at most (`qmgr_message_recipient_limit`)
    /// @param recipientsOfEach how many of each message there may be in any case (`qmgr_message_recipient_minimum`)
    /// @param clog when to warn of a destination that takes too much
    public record Limits(int recipients, int recipientsOfEach, ClogWarning clog) {}

    /// So that reading does not keep everything else waiting.
    private static final int LARGEST_PORTION = 1000;

    private final Limits limits;
    private final Function<String, TransportLimits> limitsOf;
    private final WindowObserver observer;
    private final Map<String, TransportQueue> transports = new LinkedHashMap<>();
    private final List<TransportQueue> order = new ArrayList<>();
    private int turn;
    private int recipients;

    /// @param limitsOf what each transport takes, by its name
    /// @param observer hears of every change of a window
    public Schedule(Limits limits, Function<String, TransportLimits> limitsOf, WindowObserver observer) {
        this.limits = limits;
        this.limitsOf = limitsOf;
        this.observer = observer;
    }

    /// What a transport takes.
    public TransportLimits limits(String transport) {
        return queue(transport).limits();
    }

    /// Why mail for a destination must wait, where it must: the destination is dead, or its transport is.
    public Optional<Window.Closed> suspension(String transport, String destination, Instant now) {
        return queue(transport).suspension(destination, now);
    }

    /// Adds recipients of a message; how many deliveries that makes is counted by the message.
    ///
    /// @param active how many messages are active
    /// @return warnings to be logged
    public List<String> add(ActiveMessage message, Route route, List<Recipient> added, int active, Instant now) {
        var queue = queue(route.transport());
        int most = message.envelope().verp().isPresent() ? 1 : queue.limits().recipients();
        message.deliveriesAdded(queue.add(message, route, added, most));
        message.recipientsRead(added.size());
        recipients += added.size();
        if (queue.destinations() > 2 * limits.recipients()) {
            queue.forgetOneDead();
        }
        var situation = new ClogWarning.Situation(
                active, route.transport(), queue.limits().window(), queue.destinations());
        return queue.find(route.destination())
                .map(destination -> limits.clog.lines(destination, situation, now))
                .orElse(List.of());
    }

    /// Adds a delivery that was taken out elsewhere.
    public void add(Batch batch) {
        queue(batch.transport()).add(batch);
    }

    /// The next delivery, which counts as under way from now on; nothing where all that wait have to go on waiting.
    public Optional<Batch> start(Instant now) {
        for (int i = 0; i < order.size(); i++) {
            var transport = order.get(turn);
            turn = (turn + 1) % order.size();
            transport.wake(now);
            if (transport.canStart(now)) {
                return Optional.of(transport.start(now));
            }
        }
        return Optional.empty();
    }

    /// When something that waits may start although nothing else has happened until then.
    public Optional<Instant> nextAlarm(Instant now) {
        return order.stream()
                .flatMap(transport -> transport.nextAlarm(now).stream())
                .min(Instant::compareTo);
    }

    /// A delivery ended, and its destination works.
    public void succeeded(Batch batch, Instant now) {
        queue(batch.transport()).succeeded(batch, now);
        forget(batch);
    }

    /// A delivery ended, and its destination was not reached.
    ///
    /// @return the deliveries that waited for the same destination, taken out, where that counts as dead now
    public List<Batch> failed(Batch batch, EnhancedStatus status, String reason, Instant now) {
        var waiting = queue(batch.transport()).failed(batch, status, reason, now);
        forget(batch);
        return waiting;
    }

    /// A delivery could not be made because its transport does not work at all.
    ///
    /// @return that delivery, and those that waited for the same transport; they are taken out
    public List<Batch> suspend(Batch batch, Window.Closed why, Instant now) {
        var all = new ArrayList<Batch>();
        all.add(batch);
        all.addAll(queue(batch.transport()).suspend(batch, why, now));
        return all;
    }

    /// A delivery that was taken out is given up.
    public void forget(Batch batch) {
        batch.message().recipientsSettled(batch.recipients().size());
        recipients -= batch.recipients().size();
    }

    /// A message has no delivery left, and no recipient unread.
    public void forget(ActiveMessage message) {
        order.forEach(transport -> transport.forget(message));
    }

    /// More recipients of a message were read.
    public void noteUnread(ActiveMessage message) {
        order.forEach(transport ->
                transport.job(message).ifPresent(job -> transport.room().note(job)));
    }

    /// Takes all destinations and transports for alive, as an operator asked.
    public void reviveAll() {
        order.forEach(TransportQueue::revive);
    }

    /// Takes one destination for alive, and its transport.
    public void revive(String transport, String destination) {
        queue(transport).revive(destination);
    }

    /// How many recipients of a new message to read.
    public int firstPortion() {
        return Math.clamp(limits.recipients - recipients, limits.recipientsOfEach, portionLimit());
    }

    /// How many recipients of a message of which none is in memory any more to read.
    public int portionAtLeast(ActiveMessage message) {
        return Math.clamp(room(message), limits.recipientsOfEach, portionLimit());
    }

    /// Whether any message has recipients that were not read yet.
    public boolean hasUnread() {
        return order.stream()
                .anyMatch(transport -> transport.room().oldestUnread().isPresent());
    }

    /// The message of which more recipients should be read now, while others of it are being delivered.
    public Optional<ActiveMessage> nextToRead(Instant now) {
        return order.stream()
                .flatMap(transport -> transport.room().oldestUnread().stream())
                .map(Job::message)
                .filter(message -> isTimeToRead(message, now))
                .findFirst();
    }

    /// Whether more recipients of a message should be read, while others of it are being delivered.
    public boolean isTimeToRead(ActiveMessage message, Instant now) {
        if (!message.hasUnread() || !message.hasDeliveries()) {
            return false;
        }
        int room = room(message);
        return room > 0
                && jobsOf(message).anyMatch(transport -> transport.room().isWorthIt(room, message.lastRead(), now));
    }

    /// How many more recipients of a message may be in memory: a few in any case, and as many as its jobs have room
    /// for.
    private int room(ActiveMessage message) {
        int certain = limits.recipientsOfEach - message.recipientsInMemory();
        int ofJobs = jobsOf(message)
                .mapToInt(transport ->
                        transport.job(message).map(transport.room()::roomFor).orElse(0))
                .sum();
        return Math.max(certain, Math.min(ofJobs, limits.recipients - recipients));
    }

    private Stream<TransportQueue> jobsOf(ActiveMessage message) {
        return order.stream().filter(transport -> transport.job(message).isPresent());
    }

    private int portionLimit() {
        return Math.max(LARGEST_PORTION, limits.recipientsOfEach);
    }

    private TransportQueue queue(String transport) {
        var known = transports.get(transport);
        if (known == null) {
            known = new TransportQueue(transport, limitsOf.apply(transport), observer);
            transports.put(transport, known);
            order.add(known);
        }
        return known;
    }
}
