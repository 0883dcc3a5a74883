package mta.qmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mta.core.log.MailLog;
import mta.core.mail.QueueId;
import mta.core.rewrite.AddressResolver;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.scan.Recovery;
import mta.qmgr.scan.Scans;
import mta.qmgr.scan.Trigger;
import mta.qmgr.schedule.FeedbackLog;
import mta.qmgr.schedule.Schedule;
import mta.qmgr.schedule.WindowObserver;

/// The loop of qmgr(8): take what happened, start what can be started, admit a message, or else wait.
///
/// One thread owns all state; deliveries run on threads of their own and come back as events.
final class QueueManager {

    /// How long agents are kept connected without work.
    private static final Duration AGENT_PATIENCE = Duration.ofSeconds(5);

    /// How often it is looked whether more recipients of a large message should be read.
    private static final Duration REFILL_LOOK = Duration.ofSeconds(1);

    /// Runs something that takes long apart from the manager's thread.
    @FunctionalInterface
    interface Starter {
        void start(Runnable work);
    }

    private final Agents agents;
    private final MessageEnd messageEnd;
    private final Starter starter;
    private final MailLog log;
    private final InstantSource clock;
    private final Schedule schedule;
    private final ActiveQueue active;
    private final Deliveries deliveries;
    private final Recovery recovery;
    private final Scans scans;
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final Holdings holdings = new Holdings();
    private final Set<QueueId> heldByOthers = new HashSet<>();
    private final AtomicLong rounds = new AtomicLong();
    private volatile boolean ended;
    private boolean stopping;
    private int finishing;

    QueueManager(
            QmgrEnvironment environment,
            AddressResolver resolver,
            Agents agents,
            MessageEnd messageEnd,
            Starter starter) {
        this.agents = agents;
        this.messageEnd = messageEnd;
        this.starter = starter;
        this.log = environment.log();
        this.clock = environment.clock();
        var config = environment.config();
        WindowObserver observer = config.debugsFeedback()
                ? new FeedbackLog(Set.of(config.errorService(), config.retryService()), log::info)
                : WindowObserver.NOBODY;
        this.schedule = new Schedule(config.limits(), transport -> config.limitsOf(transport, log::warning), observer);
        var router = new Router(config, resolver, schedule);
        this.active = new ActiveQueue(environment, router, schedule, messageEnd, exit());
        this.deliveries = new Deliveries(environment, schedule, active, router, agents, this::apart);
        this.recovery = new Recovery(environment.spool(), log);
        this.scans = new Scans(environment.spool(), config.retries().queueRunDelay(), clock.instant());
    }

    /// Runs until asked to stop; then waits for the deliveries under way.
    ///
    /// @param predecessor what the queue manager before this one may still have in its hands
    /// @throws IOException if a queue cannot be read or changed: the process must end and be started again
    void run(Holdings predecessor) throws IOException, InterruptedException {
        begin(predecessor);
        while (!isOver()) {
            if (!work() && !isOver()) {
                waitForEvent();
            }
        }
        // What is left in memory is in active/, where the next queue manager finds it.
        agents.close();
        scans.close();
        ended = true;
    }

    /// Waits until it is known which messages are not ours, and looks for all others.
    void begin(Holdings predecessor) throws IOException, InterruptedException {
        heldByOthers.addAll(predecessor.inherit(id -> events.add(() -> released(id))));
        recover();
    }

    /// One round.
    ///
    /// @return whether there may be more to do at once
    boolean work() throws IOException {
        takeEvents();
        Instant now = clock.instant();
        rounds.incrementAndGet();
        agents.closeHanging();
        if (stopping) {
            return false;
        }
        deliveries.start(now);
        if (recovery.isDue(now)) {
            recover();
        }
        var reader = schedule.nextToRead(now);
        if (reader.isPresent()) {
            active.readOn(reader.get());
        }
        scans.look(now);
        return feed(now) || reader.isPresent() || !events.isEmpty();
    }

    /// Acts on the letters of a trigger. May be called from any thread.
    void triggered(byte[] requests) {
        events.add(() -> {
            var request = Trigger.of(requests);
            request.unknown().forEach(letter -> log.warning("unknown trigger request: " + letter));
            if (request.revives()) {
                schedule.reviveAll();
            }
            scans.request(request);
        });
    }

    /// Asks for an end; what is under way is finished. May be called from any thread.
    void stop() {
        events.add(() -> {
            if (stopping) {
                return;
            }
            stopping = true;
            var held = active.letGo();
            held.addAll(heldByOthers);
            holdings.publish(held);
        });
    }

    /// What it still has in its hands after it was told to end.
    Holdings holdings() {
        return holdings;
    }

    /// Whether it has ended; until then there is always the queue to look after. May be called from any thread.
    boolean isIdle() {
        return ended;
    }

    /// How often it had a look at things. May be called from any thread.
    long rounds() {
        return rounds.get();
    }

    /// Messages that an earlier queue manager had in memory are new again.
    private void recover() throws IOException {
        var notOurs = new HashSet<>(heldByOthers);
        notOurs.addAll(active.ids());
        recovery.run(notOurs, clock.instant());
        scans.request(Trigger.NEW_MAIL);
    }

    private boolean isOver() {
        return stopping && !isAtWork();
    }

    private boolean isAtWork() {
        return deliveries.underWay() > 0 || finishing > 0 || !heldByOthers.isEmpty();
    }

    private void takeEvents() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            event.run();
        }
    }

    private void waitForEvent() throws InterruptedException {
        Instant now = clock.instant();
        Instant until = scans.nextRun();
        until = earlier(until, now.plus(AGENT_PATIENCE));
        until = schedule.hasUnread() ? earlier(until, now.plus(REFILL_LOOK)) : until;
        until = earlier(until, schedule.nextAlarm(now).orElse(until));
        long wait = Math.max(1, Duration.between(now, until).toMillis());
        var event = events.poll(wait, TimeUnit.MILLISECONDS);
        if (event == null) {
            agents.closeIdle(AGENT_PATIENCE);
        } else {
            event.run();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// Admits a message if there is room.
    ///
    /// @return whether there may be more
    private boolean feed(Instant now) throws IOException {
        if (!active.hasRoom()) {
            scans.preferNewMail();
            return false;
        }
        var found = scans.next(now);
        if (found.isPresent() && heldByOthers.contains(found.get().id())) {
            log.info(found.get().id(), "skipped, still being delivered");
        } else if (found.isPresent()) {
            active.admit(found.get());
        }
        return scans.areWalking();
    }

    /// The queue manager before this one is done with a message: what is left of it is ours now, or our successor's.
    private void released(QueueId id) {
        heldByOthers.remove(id);
        if (stopping) {
            holdings.release(id);
            return;
        }
        try {
            recovery.one(id, clock.instant());
            scans.request(Trigger.NEW_MAIL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ActiveQueue.Exit exit() {
        return new ActiveQueue.Exit() {
            @Override
            public void done(ActiveMessage message) throws IOException {
                finish(message);
            }

            @Override
            public void left(ActiveMessage message) {
                QueueManager.this.left(message);
            }
        };
    }

    /// No delivery is left: the message leaves memory, and mostly the queue.
    private void finish(ActiveMessage message) throws IOException {
        if (messageEnd.isSimple(message)) {
            messageEnd.remove(message);
            left(message);
            return;
        }
        finishing++;
        message.deliveryStarted();
        starter.start(() -> {
            var outcome = messageEnd.finish(message);
            events.add(() -> {
                finishing--;
                message.deliveryReturned();
                left(message);
                outcome.ifPresent(problem -> {
                    throw new UncheckedIOException(problem);
                });
            });
        });
    }

    private void left(ActiveMessage message) {
        active.forget(message);
        if (stopping) {
            holdings.release(message.id());
        }
    }

    /// Does something on another thread, and the rest on the manager's.
    private <T> void apart(Supplier<T> work, Consumer<T> rest) {
        starter.start(() -> {
            T result = work.get();
            events.add(() -> rest.accept(result));
        });
    }
}
