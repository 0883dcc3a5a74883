package mta.qmgr.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.Recipient;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.EnvelopeReader.Unread;
import mta.queue.record.Segment;

/// A schedule with everything around it made up: mail that comes in, agents, destinations, and time.
final class SimulatedMail {

    /// How a destination behaves.
    private enum Nature {
        FAST,
        SLOW,
        /// Refuses everything during the second half hour.
        OUT_OF_ORDER,
        DEAD
    }

    private record Site(String name, Nature nature) {

        boolean works(Instant now) {
            long minutes = Duration.between(Mail.NOW, now).toMinutes();
            return switch (nature) {
                case FAST, SLOW -> true;
                case OUT_OF_ORDER -> minutes < 30 || minutes >= 60;
                case DEAD -> false;
            };
        }
    }

    private record Event(Instant when, long order, Runnable what) {}

    /// A message as the queue file has it.
    private static final class Stored {

        final Map<Recipient, Site> left = new LinkedHashMap<>();
        final Instant arrived;
        final boolean isLetter;

        Stored(Instant arrived, boolean isLetter) {
            this.arrived = arrived;
            this.isLetter = isLetter;
        }
    }

    private static final EnhancedStatus REFUSED = EnhancedStatus.of("4.4.1");
    private static final int HUGE = 50_000;
    private static final Duration BACKOFF = Duration.ofMinutes(10);

    private final Random random;
    private final Schedule schedule;
    private final List<Site> sites = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::when).thenComparingLong(Event::order));
    private final Map<ActiveMessage, Stored> active = new HashMap<>();
    private final Map<ActiveMessage, List<Recipient>> unread = new HashMap<>();
    private final Set<Stored> deferred = new HashSet<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Set<Recipient> delivered = new HashSet<>();
    private final Set<Recipient> repeated = new HashSet<>();
    private final List<String> history = new ArrayList<>();
    private Instant now = Mail.NOW;
    private Instant alarm = Instant.MIN;
    private long order;
    private long number;
    private int recipients;
    private int expected;
    private int inMemory;
    private int mostRecipients;
    private int mostMessages;
    private int mostUnderWay;
    private Duration longestWait = Duration.ZERO;

    SimulatedMail(long seed, int messages) {
        random = new Random(seed);
        var memory = new RecipientLimits(500, 50, 100, Duration.ofSeconds(5));
        schedule = new Schedule(
                new Schedule.Limits(900, 10, new ClogWarning(Duration.ZERO, 20_000)),
                _ -> new TransportLimits(Mail.WINDOW, 5, 100, TransportLimits.Pauses.NONE, Mail.SLOTS, memory),
                WindowObserver.NOBODY);
        for (int i = 0; i < 100; i++) {
            var nature = i < 70 ? Nature.FAST : i < 80 ? Nature.SLOW : i < 90 ? Nature.OUT_OF_ORDER : Nature.DEAD;
            sites.add(new Site("site" + i, nature));
        }
        for (int i = 0; i < messages; i++) {
            at(Mail.NOW.plusMillis(random.nextInt(3_600_000)), this::receiveAny);
        }
        at(Mail.NOW.plus(Duration.ofMinutes(15)), () -> receive(HUGE));
    }

    private void at(Instant when, Runnable what) {
        events.add(new Event(when, order++, what));
    }

    private void receiveAny() {
        receive(random.nextInt(100) == 0 ? 50 + random.nextInt(1000) : 1);
    }

    private void receive(int count) {
        var message = new Stored(now, count == 1);
        for (int i = 0; i < count; i++) {
            var site = sites.get(random.nextInt(sites.size()));
            var address = new MailAddress("r" + recipients + "@" + site.name);
            message.left.put(new Recipient(address, "", recipients++, "", Set.of()), site);
            expected += site.nature == Nature.DEAD ? 0 : 1;
        }
        admit(message);
    }

    private void admit(Stored stored) {
        deferred.remove(stored);
        var message = Mail.message(number++, now);
        active.put(message, stored);
        unread.put(message, new ArrayList<>(stored.left.keySet()));
        mostMessages = Math.max(mostMessages, active.size());
        read(message, schedule.firstPortion());
    }

    private void read(ActiveMessage message, int count) {
        var rest = unread.get(message);
        var portion = new ArrayList<>(rest.subList(0, Math.min(count, rest.size())));
        rest.subList(0, portion.size()).clear();
        message.unread(
                rest.isEmpty() ? Optional.empty() : Optional.of(new Unread(1, Segment.ENVELOPE, rest.size())), now);
        inMemory += portion.size();
        mostRecipients = Math.max(mostRecipients, inMemory);
        var groups = new LinkedHashMap<Route, List<Recipient>>();
        for (var recipient : portion) {
            groups.computeIfAbsent(route(active.get(message).left.get(recipient)), _ -> new ArrayList<>())
                    .add(recipient);
        }
        groups.forEach((route, members) -> schedule.add(message, route, members, active.size(), now));
        schedule.noteUnread(message);
    }

    private Route route(Site site) {
        String transport = site.nature == Nature.SLOW ? "slow" : "smtp";
        return schedule.suspension(transport, site.name, now).isPresent()
                ? Route.to("retry", "suspended")
                : Route.to(transport, site.name);
    }

    /// Runs for that long after the last of the new mail, or until nothing is left to do.
    void run(Duration limit) {
        var end = now.plus(limit);
        while (!events.isEmpty() && events.peek().when.isBefore(end)) {
            var event = events.remove();
            now = event.when;
            event.what.run();
            schedule.nextToRead(now).ifPresent(message -> read(message, schedule.portionAtLeast(message)));
            startAll();
        }
    }

    private void startAll() {
        for (var batch = schedule.start(now); batch.isPresent(); batch = schedule.start(now)) {
            var started = batch.get();
            String destination = started.transport() + "/" + started.route().destination();
            int busy = underWay.merge(destination, 1, Integer::sum);
            if (!started.transport().equals("retry")) {
                mostUnderWay = Math.max(mostUnderWay, busy);
            }
            noteWait(started);
            history.add(now + " " + destination + " " + started.message().number());
            at(now.plusMillis(timeOf(started)), () -> ended(started, destination));
        }
        schedule.nextAlarm(now).filter(when -> when.isAfter(now)).ifPresent(this::wakeUpAt);
    }

    private void wakeUpAt(Instant when) {
        if (!alarm.isAfter(now) || when.isBefore(alarm)) {
            alarm = when;
            at(when, () -> {});
        }
    }

    private void noteWait(Batch batch) {
        var stored = active.get(batch.message());
        var site = stored.left.get(batch.recipients().getFirst());
        if (stored.isLetter && site.nature == Nature.FAST) {
            var waited = Duration.between(stored.arrived, now);
            longestWait = waited.compareTo(longestWait) > 0 ? waited : longestWait;
        }
    }

    private int timeOf(Batch batch) {
        if (batch.transport().equals("retry")) {
            return 1;
        }
        var site = active.get(batch.message()).left.get(batch.recipients().getFirst());
        return switch (site.nature) {
            case FAST -> 200 + random.nextInt(2000);
            case SLOW -> 5000 + random.nextInt(20_000);
            // A server that does not answer takes the longest.
            case OUT_OF_ORDER, DEAD -> site.works(now) ? 500 : 30_000;
        };
    }

    private void ended(Batch batch, String destination) {
        underWay.merge(destination, -1, Integer::sum);
        inMemory -= batch.recipients().size();
        var stored = active.get(batch.message());
        var site = stored.left.get(batch.recipients().getFirst());
        if (batch.transport().equals("retry")) {
            schedule.succeeded(batch, now);
        } else if (site.works(now)) {
            for (var recipient : batch.recipients()) {
                if (!delivered.add(recipient)) {
                    repeated.add(recipient);
                }
                stored.left.remove(recipient);
            }
            schedule.succeeded(batch, now);
        } else {
            schedule.failed(batch, REFUSED, "refused", now)
                    .forEach(other -> schedule.add(other.by(Route.to("retry", "suspended"))));
        }
        deliveryEnded(batch.message(), stored);
    }

    private void deliveryEnded(ActiveMessage message, Stored stored) {
        if (!message.deliveryEnded()) {
            if (schedule.isTimeToRead(message, now)) {
                read(message, schedule.portionAtLeast(message));
            }
            return;
        }
        if (message.hasUnread()) {
            read(message, schedule.portionAtLeast(message));
            return;
        }
        active.remove(message);
        unread.remove(message);
        schedule.forget(message);
        // Whoever is dead is given up after a while.
        if (!stored.left.isEmpty() && Duration.between(stored.arrived, now).compareTo(Duration.ofHours(1)) < 0) {
            deferred.add(stored);
            at(now.plus(BACKOFF), () -> admit(stored));
        }
    }

    Schedule schedule() {
        return schedule;
    }

    int expected() {
        return expected;
    }

    int delivered() {
        return delivered.size();
    }

    Set<Recipient> repeated() {
        return repeated;
    }

    /// Messages that were neither finished nor given up.
    int left() {
        return active.size() + deferred.size();
    }

    Duration longestWaitForGoodDestination() {
        return longestWait;
    }

    int mostRecipients() {
        return mostRecipients;
    }

    int mostMessages() {
        return mostMessages;
    }

    int mostUnderWay() {
        return mostUnderWay;
    }

    List<String> history() {
        return history;
    }
}
