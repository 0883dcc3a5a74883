package mta.qmgr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import mta.core.log.PostfixMailLog;
import mta.core.rewrite.AddressResolver;
import mta.core.table.Tables;
import mta.queue.Spool;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;

/// A real queue manager for simulations: no threads, no sockets, and the time that it is told.
public final class SimulatedManager {

    /// Sends notices.
    public interface Notices {
        void send(BounceClient.Notice notice, BounceClient.Message message) throws IOException;
    }

    private final QueueManager manager;

    /// @param agent delivers
    /// @param later takes work that is to be done apart
    /// @param log takes log lines
    public SimulatedManager(
            QmgrConfig config,
            Spool spool,
            Function<DeliveryRequest, DeliveryReport> agent,
            Notices notices,
            Consumer<Runnable> later,
            Consumer<String> log,
            InstantSource clock) {
        var mailLog = new PostfixMailLog((severity, _, text) -> log.accept(severity.word() + text), "postfix/qmgr");
        manager = new QueueManager(
                new QmgrEnvironment(config, spool, mailLog, clock),
                new AddressResolver(config.main(), new Tables(log), log),
                (_, request) -> new Attempt.Answered(agent.apply(request)),
                new MessageEnd(config.retries(), spool, notices::send, mailLog, clock),
                later::accept);
    }

    /// Begins, as after the start of the process.
    public void begin() throws IOException, InterruptedException {
        manager.begin(Holdings.none());
    }

    /// One round.
    ///
    /// @return whether there may be more to do at once
    public boolean work() throws IOException {
        return manager.work();
    }

    /// Sends it letters.
    public void trigger(String letters) {
        manager.triggered(letters.getBytes(StandardCharsets.US_ASCII));
    }
}
