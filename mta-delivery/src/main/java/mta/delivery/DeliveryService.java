package mta.delivery;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mta.core.config.CoreParameters;
import mta.core.config.Parameter;
import mta.core.config.QmgrParameters;
import mta.core.log.ErrorText;
import mta.core.log.MailLog;
import mta.core.mail.Recipient;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.queue.DeliveryLock;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.QueueFileDamaged;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryExchange;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryReport.AgentFailed;
import mta.service.client.DeliveryReport.Done;
import mta.service.client.DeliveryReport.SomeLeft;
import mta.service.client.DeliveryRequest;
import mta.service.client.FlushRecorder;
import mta.service.client.VerifyRecorder;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;

/// The frame around every delivery agent: takes requests of qmgr(8) one after another, opens the message, lets the
/// agent deliver, and reports.
///
/// ## Diagnostics
/// A message that is not there, or damaged, or that a mistake in the agent stops, is reported as a failure of the
/// agent, and is left where it is: qmgr(8) owns the file and decides.
public final class DeliveryService implements Service {

    /// Requests come when mail comes: qmgr(8) keeps a connection as long as it may be useful.
    private static final Duration PATIENCE = Duration.ofDays(1);

    /// What a job needs to become fact.
    ///
    /// @param log the mail log
    /// @param bounces where failures are told
    /// @param flush where is told what mail waits
    /// @param verify where is told what became of address probes
    /// @param softBounce whether failures are tried again instead, `soft_bounce`
    /// @param filter what the administrator makes of outcomes
    /// @param timeLimit how long one delivery may wait for others, `daemon_timeout`
    /// @param clock what time it is
    public record Setting(
            MailLog log,
            BounceClient bounces,
            FlushRecorder flush,
            VerifyRecorder verify,
            boolean softBounce,
            UnaryOperator<Outcome> filter,
            Duration timeLimit,
            InstantSource clock) {

        /// As configured for a service.
        static Setting of(ServiceContext context, UnaryOperator<Outcome> filter) {
            var main = context.main();
            return new Setting(
                    context.log(),
                    BounceClient.of(main, context::service),
                    FlushRecorder.of(main, context::service, context.log()),
                    VerifyRecorder.of(main, context::service, context.log()),
                    main.get(QmgrParameters.SOFT_BOUNCE),
                    filter,
                    main.get(CoreParameters.DAEMON_TIMEOUT),
                    context.clock());
        }
    }

    private final Spool spool;
    private final Agent agent;
    private final Setting setting;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<Connection> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public DeliveryService(Spool spool, Agent agent, Setting setting) {
        this.spool = spool;
        this.agent = agent;
        this.setting = setting;
    }

    /// A service as configured, around an agent whose outcomes nobody changes.
    public static DeliveryService of(ServiceContext context, Agent agent) {
        return of(context, agent, UnaryOperator.identity());
    }

    /// A service as configured, around an agent whose outcomes can be changed.
    ///
    /// @param filter names the table for that, such as `smtp_delivery_status_filter`
    public static DeliveryService of(ServiceContext context, Agent agent, Parameter<String> filter) {
        return of(context, agent, StatusFilter.of(context, filter)::filter);
    }

    private static DeliveryService of(ServiceContext context, Agent agent, UnaryOperator<Outcome> filter) {
        var spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
        return new DeliveryService(spool, agent, Setting.of(context, filter));
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        connection.timeout(PATIENCE);
        var exchange = DeliveryExchange.open(AttributeStream.over(connection));
        for (var request = next(connection, exchange); request.isPresent(); request = next(connection, exchange)) {
            underWay.incrementAndGet();
            try {
                exchange.answer(answer(request.get()));
            } finally {
                underWay.decrementAndGet();
            }
        }
    }

    /// Waits for a request; nothing where the client is gone, or this service is to end.
    private Optional<DeliveryRequest> next(Connection connection, DeliveryExchange exchange) throws IOException {
        waiting.add(connection);
        try {
            return stopping ? Optional.empty() : exchange.next();
        } catch (IOException e) {
            if (stopping) {
                return Optional.empty();
            }
            throw e;
        } finally {
            waiting.remove(connection);
        }
    }

    @Override
    public void stop() {
        stopping = true;
        // qmgr(8) keeps connections for later; a request that is just arriving is sent again over a new one.
        waiting.forEach(Connection::close);
        agent.stop();
    }

    @Override
    public boolean isIdle() {
        return underWay.get() == 0;
    }

    private DeliveryReport answer(DeliveryRequest request) {
        try {
            return deliver(request);
        } catch (QueueFileDamaged e) {
            setting.log().warning(request.id(), "damaged queue file: " + e.getMessage());
            return new AgentFailed("damaged queue file");
        } catch (IOException e) {
            setting.log().warning(request.id(), "queue file: " + ErrorText.withFile(e));
            return new AgentFailed("queue file read error");
        } catch (RuntimeException | StackOverflowError e) {
            // Our mistake, about this message; another one may do.
            setting.log().panic(e);
            return new AgentFailed("delivery of message " + request.id() + " failed: " + e);
        }
    }

    private DeliveryReport deliver(DeliveryRequest request) throws IOException {
        var queue = QueueName.find(request.queueName());
        if (queue.isEmpty()) {
            return missing(request);
        }
        Optional<DeliveryLock> lock;
        try {
            lock = spool.lockForDelivery(queue.get(), request.id());
        } catch (NoSuchFileException e) {
            return missing(request);
        }
        return lock.isPresent() ? deliver(request, lock.get()) : new AgentFailed("queue file is locked");
    }

    private DeliveryReport missing(DeliveryRequest request) {
        setting.log().warning(request.id(), "no such file in queue " + request.queueName());
        return new AgentFailed("no such queue file");
    }

    private DeliveryReport deliver(DeliveryRequest request, DeliveryLock lock) throws IOException {
        try (lock;
                var message = new QueuedMessage(lock.open(), request.contentOffset())) {
            var waiting = new ArrayList<Recipient>();
            for (var recipient : request.recipients()) {
                if (message.isWaiting(recipient)) {
                    waiting.add(recipient);
                }
            }
            if (waiting.isEmpty()) {
                return new Done();
            }
            var job = new DeliveryJob(request, message, waiting, setting);
            return report(job, agent.deliver(job));
        }
    }

    private static DeliveryReport report(DeliveryJob job, Optional<DeliveryReport.DestinationFailed> failure) {
        if (failure.isPresent()) {
            return failure.get();
        }
        return job.isDone() ? new Done() : new SomeLeft();
    }
}
