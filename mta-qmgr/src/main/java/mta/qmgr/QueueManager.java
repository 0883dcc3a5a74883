package mta.qmgr;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.QueueId;
import mta.core.rewrite.AddressResolver;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.EnvelopeReader;
import mta.qmgr.destination.Window;
import mta.qmgr.scan.QueueFeed;
import mta.qmgr.scan.Recovery;
import mta.qmgr.schedule.Batch;
import mta.qmgr.schedule.Schedule;
import mta.queue.FileStatus;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.QueueFileDamaged;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;

/// The loop of qmgr(8): take what happened, start what can be started, admit a message or two, or else wait.
///
/// One thread owns all state; deliveries run on threads of their own and come back as events.
final class QueueManager {

    /// How long agents are kept connected without work.
    private static final Duration AGENT_PATIENCE = Duration.ofSeconds(5);

    private static final EnhancedStatus UNAVAILABLE = EnhancedStatus.of("4.3.0");

    /// Runs a delivery apart from the manager's thread.
    @FunctionalInterface
    interface Starter {
        void start(Runnable delivery);
    }

    /// Whoever delivers.
    @FunctionalInterface
    interface Agents {

        /// Hands over a request and waits for its end.
        Attempt deliver(String transport, DeliveryRequest request);

        /// Ends connections that were not used for a while.
        default void closeIdle(Duration patience) {}

        /// Ends connections whose agent does not come to an end. Is called all the time.
        default void closeHanging() {}
    }

    private final QmgrConfig config;
    private final Spool spool;
    private final Agents agents;
    private final MessageEnd messageEnd;
    private final Starter starter;
    private final MailLog log;
    private final InstantSource clock;
    private final Schedule schedule;
    private final Router router;
    private final Recovery recovery;
    private final QueueFeed incoming;
    private final QueueFeed deferred;
    private final Map<QueueId, ActiveMessage> active = new HashMap<>();
    private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private QueueName turn = QueueName.INCOMING;
    private Instant nextRun;
    private volatile boolean stopping;
    private volatile boolean ended;
    private int underWay;

    QueueManager(
            QmgrConfig config,
            Spool spool,
            AddressResolver resolver,
            Agents agents,
            MessageEnd messageEnd,
            Starter starter,
            MailLog log,
            InstantSource clock) {
        this.config = config;
        this.spool = spool;
        this.agents = agents;
        this.messageEnd = messageEnd;
        this.starter = starter;
        this.log = log;
        this.clock = clock;
        this.schedule = new Schedule(config::limitsOf);
        this.router = new Router(config, resolver, schedule);
        this.recovery = new Recovery(spool, log);
        this.incoming = new QueueFeed(spool, QueueName.INCOMING);
        this.deferred = new QueueFeed(spool, QueueName.DEFERRED);
        this.nextRun = clock.instant();
    }

    /// Runs until asked to stop; then waits for the deliveries under way.
    ///
    /// @throws IOException if a queue cannot be read or changed: the process must end and be started again
    void run() throws IOException, InterruptedException {
        try {
            recover();
            while (!stopping || underWay > 0) {
                if (!work()) {
                    waitForEvent();
                }
            }
        } finally {
            // What is left in memory is in active/, where the next queue manager finds it.
            ended = true;
        }
    }

    /// One round.
    ///
    /// @return whether there may be more to do at once
    boolean work() throws IOException {
        takeEvents();
        agents.closeHanging();
        if (stopping) {
            return false;
        }
        startDeliveries();
        if (recovery.isDue(clock.instant())) {
            recover();
        }
        runDeferred();
        return (active.size() < config.activeLimit() && feed()) || !events.isEmpty();
    }

    /// Acts on the letters of a trigger. May be called from any thread.
    void triggered(byte[] requests) {
        events.add(() -> {
            var due = QueueFeed.Due.BY_TIME;
            for (byte request : requests) {
                if (request == 'A') {
                    due = QueueFeed.Due.ALL;
                }
            }
            for (byte request : requests) {
                switch (request) {
                    case 'I' -> incoming.request(due);
                    case 'W' -> incoming.request(due);
                    case 'D' -> deferred.request(due);
                    case 'F' -> schedule.reviveAll();
                    case 'A' -> {}
                    default -> log.warning("unknown trigger request: " + (char) request);
                }
            }
        });
    }

    /// Asks for an end; what is under way is finished. May be called from any thread.
    void stop() {
        stopping = true;
        events.add(() -> {});
    }

    /// Messages that an earlier process had in memory are new again.
    void recover() throws IOException {
        recovery.run(active.keySet(), clock.instant());
        incoming.request(QueueFeed.Due.BY_TIME);
    }

    private void takeEvents() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            event.run();
        }
    }

    private void waitForEvent() throws InterruptedException {
        long wait = Math.max(1, Duration.between(clock.instant(), nextRun).toMillis());
        long most = AGENT_PATIENCE.toMillis();
        var event = events.poll(Math.min(wait, most), TimeUnit.MILLISECONDS);
        if (event == null) {
            agents.closeIdle(AGENT_PATIENCE);
        } else {
            event.run();
        }
    }

    private void runDeferred() {
        Instant now = clock.instant();
        if (!now.isBefore(nextRun)) {
            deferred.request(QueueFeed.Due.BY_TIME);
            nextRun = now.plus(config.queueRunDelay());
        }
    }

    /// Admits a message, from the two queues in turn.
    ///
    /// @return whether there may be more
    private boolean feed() throws IOException {
        turn = turn == QueueName.INCOMING ? QueueName.DEFERRED : QueueName.INCOMING;
        var feed = turn == QueueName.INCOMING ? incoming : deferred;
        var found = feed.next(clock.instant());
        if (found.isPresent()) {
            admit(found.get().id(), turn, found.get().status());
        }
        return incoming.isWalking() || deferred.isWalking();
    }

    private void admit(QueueId id, QueueName from, FileStatus status) throws IOException {
        if (active.containsKey(id)) {
            log.info(id, "skipped, still being delivered");
            return;
        }
        if (!spool.move(id, from, QueueName.ACTIVE)) {
            return;
        }
        var contents = read(id, 0);
        if (contents.isEmpty()) {
            return;
        }
        var envelope = contents.get().envelope();
        var message = new ActiveMessage(id, envelope, clock.instant());
        if (from == QueueName.DEFERRED) {
            messageEnd.forgetDelays(id);
        }
        if (status.isForceExpired() || status.isUnthrottled()) {
            message.ask(status);
            spool.clearRequests(QueueName.ACTIVE, id);
        }
        active.put(id, message);
        log.queueActive(
                id,
                envelope.sender(),
                envelope.size().contentSize(),
                envelope.size().recipients());
        schedule(message, contents.get());
    }

    private Optional<EnvelopeReader.Contents> read(QueueId id, long startAt) throws IOException {
        try (var file = spool.open(QueueName.ACTIVE, id).orElse(null)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(EnvelopeReader.read(file, config.recipientLimit(), startAt));
        } catch (QueueFileDamaged e) {
            log.warning(id, e.getMessage());
            log.warning("saving corrupt file \"" + id + "\" from queue \"active\" to queue \"corrupt\"");
            spool.setAside(QueueName.ACTIVE, id);
            return Optional.empty();
        }
    }

    private void schedule(ActiveMessage message, EnvelopeReader.Contents contents) throws IOException {
        message.unreadFrom(contents.unreadFrom());
        if (message.isUnthrottling()) {
            schedule.reviveAll();
        }
        for (var batch : router.route(message, contents.recipients(), clock.instant())) {
            message.deliveryAdded();
            schedule.add(batch);
        }
        if (!message.isUnderWay()) {
            end(message);
        }
    }

    private void startDeliveries() {
        for (var batch = schedule.start(); batch.isPresent(); batch = schedule.start()) {
            var started = batch.get();
            underWay++;
            starter.start(() -> {
                var attempt = agents.deliver(started.transport(), request(started));
                events.add(() -> ended(started, attempt));
            });
        }
    }

    private void ended(Batch batch, Attempt attempt) {
        underWay--;
        switch (attempt) {
            case Attempt.Answered(DeliveryReport.Done _) -> schedule.succeeded(batch);
            case Attempt.Answered(DeliveryReport.SomeLeft _) -> {
                schedule.succeeded(batch);
                batch.message().leaveSome();
            }
            case Attempt.Answered(DeliveryReport.DestinationFailed(var status, var reason)) -> {
                batch.message().leaveSome();
                postpone(
                        schedule.failed(batch, status, reason, clock.instant()),
                        status + " delivery temporarily suspended: " + reason);
            }
            case Attempt.Answered(DeliveryReport.AgentFailed(var reason)) -> agentFailed(batch, reason);
            case Attempt.NoAgent(var problem) -> transportFailed(batch, List.of(problem), "mail transport unavailable");
            case Attempt.AgentLost(var problems) -> transportFailed(batch, problems, "unknown mail transport error");
        }
        deliveryEnded(batch.message());
    }

    /// An agent that cannot read the message looks at a damaged file, or at one that is gone.
    private void agentFailed(Batch batch, String reason) {
        log.warning(batch.message().id(), "transport " + batch.transport() + ": " + reason);
        schedule.succeeded(batch);
        batch.message().leaveSome();
    }

    private void transportFailed(Batch batch, List<String> problems, String reason) {
        problems.forEach(log::warning);
        Instant until = clock.instant().plus(config.transportRetry());
        var waiting = schedule.suspend(batch, new Window.Closed(until, UNAVAILABLE, reason));
        if (batch.transport().equals(config.retryService())) {
            // Nobody is left to say why; the message is deferred all the same.
            batch.message().leaveSome();
            waiting.forEach(other -> {
                other.message().leaveSome();
                deliveryEnded(other.message());
            });
            return;
        }
        batch.message().deliveryAdded();
        schedule.add(batch.by(config.retryService(), UNAVAILABLE + " " + reason));
        postpone(waiting, UNAVAILABLE + " " + reason);
    }

    private void postpone(List<Batch> batches, String why) {
        for (var batch : batches) {
            schedule.add(batch.by(config.retryService(), why));
        }
    }

    private void deliveryEnded(ActiveMessage message) {
        if (!message.deliveryEnded()) {
            return;
        }
        try {
            if (message.unreadFrom() == 0) {
                end(message);
            } else {
                readOn(message);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void readOn(ActiveMessage message) throws IOException {
        var more = read(message.id(), message.unreadFrom());
        if (more.isPresent()) {
            schedule(message, more.get());
        } else {
            active.remove(message.id());
        }
    }

    /// No delivery is left: the message leaves memory, and mostly the queue.
    private void end(ActiveMessage message) throws IOException {
        if (messageEnd.isSimple(message)) {
            messageEnd.remove(message);
            active.remove(message.id());
            return;
        }
        underWay++;
        starter.start(() -> {
            var outcome = messageEnd.finish(message);
            events.add(() -> {
                underWay--;
                active.remove(message.id());
                outcome.ifPresent(problem -> {
                    throw new java.io.UncheckedIOException(problem);
                });
            });
        });
    }

    private static DeliveryRequest request(Batch batch) {
        var message = batch.message();
        var envelope = message.envelope();
        return new DeliveryRequest(
                envelope.flags(),
                QueueName.ACTIVE.directory(),
                message.id(),
                envelope.size().dataOffset(),
                envelope.size().contentSize(),
                batch.nexthop(),
                envelope.encoding(),
                envelope.size().sendOptions(),
                envelope.sender(),
                envelope.envelopeId(),
                envelope.ret(),
                new DeliveryRequest.Times(envelope.arrival(), message.activeSince()),
                envelope.client(),
                envelope.rewriteContext(),
                batch.recipients());
    }

    /// Whether it has ended; until then there is always the queue to look after. May be called from any thread.
    boolean isIdle() {
        return ended;
    }
}
