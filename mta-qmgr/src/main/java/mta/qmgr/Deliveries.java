package mta.qmgr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mta.core.log.MailLog;
import mta.core.mail.EnhancedStatus;
import mta.qmgr.destination.Window;
import mta.qmgr.schedule.Batch;
import mta.qmgr.schedule.Route;
import mta.qmgr.schedule.Schedule;
import mta.queue.QueueName;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;
import mta.service.client.DeliveryRequest.Flag;

/// Hands deliveries to agents as the schedule says, and tells the schedule how they ended.
///
/// Used by the thread of the queue manager alone.
final class Deliveries {

    private static final EnhancedStatus UNAVAILABLE = EnhancedStatus.of("4.3.0");

    /// Does something on another thread, and the rest on the manager's.
    @FunctionalInterface
    interface Apart {
        void run(Supplier<Attempt> work, Consumer<Attempt> rest);
    }

    private final QmgrConfig config;
    private final Schedule schedule;
    private final ActiveQueue active;
    private final Router router;
    private final Agents agents;
    private final Apart apart;
    private final MailLog log;
    private final InstantSource clock;
    private int underWay;

    Deliveries(
            QmgrEnvironment environment,
            Schedule schedule,
            ActiveQueue active,
            Router router,
            Agents agents,
            Apart apart) {
        this.config = environment.config();
        this.schedule = schedule;
        this.active = active;
        this.router = router;
        this.agents = agents;
        this.apart = apart;
        this.log = environment.log();
        this.clock = environment.clock();
    }

    /// How many deliveries agents are at work on.
    int underWay() {
        return underWay;
    }

    /// Starts all that can be started.
    void start(Instant now) {
        for (var batch = schedule.start(now); batch.isPresent(); batch = schedule.start(now)) {
            var started = batch.get();
            underWay++;
            started.message().deliveryStarted();
            apart.run(() -> attempt(started), attempt -> ended(started, attempt));
        }
    }

    /// Whatever goes wrong with one message must come back, or its place at its transport stays taken.
    private Attempt attempt(Batch batch) {
        try {
            return agents.deliver(batch.transport(), request(batch));
        } catch (RuntimeException | Error e) {
            log.panic(e);
            return new Attempt.Answered(new DeliveryReport.AgentFailed("it cannot be asked: " + e.getMessage()));
        }
    }

    private void ended(Batch batch, Attempt attempt) {
        underWay--;
        batch.message().deliveryReturned();
        Instant now = clock.instant();
        switch (attempt) {
            case Attempt.Answered(DeliveryReport report) -> answered(batch, report, now);
            case Attempt.NoAgent(var problem) ->
                transportFailed(batch, List.of(problem), "mail transport unavailable", now);
            case Attempt.AgentLost(var problems) ->
                transportFailed(batch, problems, "unknown mail transport error", now);
        }
    }

    private void answered(Batch batch, DeliveryReport report, Instant now) {
        switch (report) {
            case DeliveryReport.Done _ -> schedule.succeeded(batch, now);
            case DeliveryReport.SomeLeft _ -> {
                batch.message().leaveSome();
                schedule.succeeded(batch, now);
            }
            case DeliveryReport.DestinationFailed(var status, var reason) -> {
                batch.message().leaveSome();
                String why = "delivery temporarily suspended: " + reason;
                postpone(schedule.failed(batch, status, why, now), Route.to(config.retryService(), status + " " + why));
            }
            case DeliveryReport.AgentFailed(var reason) -> {
                // It looks at a damaged file, or at one that is gone.
                log.warning(batch.message().id(), "transport " + batch.transport() + ": " + reason);
                batch.message().leaveSome();
                schedule.succeeded(batch, now);
            }
        }
        deliveryEnded(batch);
    }

    private void transportFailed(Batch batch, Collection<String> problems, String reason, Instant now) {
        if (active.isLettingGo()) {
            // Agents are ending, too, which is no trouble; and no other is started any more that could say why it
            // waits.
            active.handBack(batch.message());
            return;
        }
        problems.forEach(log::warning);
        var why = new Window.Closed(now.plus(config.retries().transport()), UNAVAILABLE, reason);
        var waiting = schedule.suspend(batch, why, now);
        if (batch.transport().equals(config.retryService())) {
            // Nobody is left to say why; the messages are deferred all the same.
            for (var other : waiting) {
                other.message().leaveSome();
                schedule.forget(other);
                deliveryEnded(other);
            }
            return;
        }
        postpone(waiting, router.retry(why));
    }

    private void postpone(List<Batch> batches, Route retry) {
        batches.forEach(batch -> schedule.add(batch.by(retry)));
    }

    private void deliveryEnded(Batch batch) {
        try {
            active.deliveryEnded(batch.message());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DeliveryRequest request(Batch batch) {
        var message = batch.message();
        var envelope = message.envelope();
        return new DeliveryRequest(
                flags(batch),
                QueueName.ACTIVE.directory(),
                message.id(),
                envelope.size().dataOffset(),
                envelope.size().contentSize(),
                batch.route().nexthop(),
                envelope.encoding(),
                envelope.size().sendOptions(),
                envelope.senderFor(batch.recipients().getFirst()),
                envelope.envelopeId(),
                envelope.ret(),
                new DeliveryRequest.Times(envelope.arrival(), message.activeSince()),
                envelope.client(),
                envelope.rewriteContext(),
                batch.recipients());
    }

    private Set<Flag> flags(Batch batch) {
        var envelope = batch.message().envelope();
        boolean told = config.retries().confirmsDelayCleared()
                && envelope.warning().filter(warning -> warning.isSent()).isPresent();
        if (batch.pace() == Batch.Pace.SINGLE && !told) {
            return envelope.flags();
        }
        var flags = EnumSet.noneOf(Flag.class);
        flags.addAll(envelope.flags());
        if (batch.pace() == Batch.Pace.BACK_TO_BACK) {
            flags.add(Flag.CONNECTION_REUSE);
        }
        if (told) {
            flags.add(Flag.DELAY_CLEARED);
        }
        return flags;
    }
}
