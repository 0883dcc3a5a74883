package mta.cleanup;

import java.io.IOException;
import mta.cleanup.map.AddressMapper;
import mta.core.config.BounceParameters;
import mta.core.config.QmgrParameters;
import mta.core.config.ServiceParameters;
import mta.core.net.ClientConnection;
import mta.core.table.Tables;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.service.client.BounceClient;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;

/// cleanup(8) — makes messages complete and queues them.
///
/// ## Description
/// Takes messages from smtpd(8), pickup(8) and others, one after another on each connection to
/// `public/cleanup`. Rewrites and maps addresses, adds missing headers, and writes the result to `incoming`;
/// then tells qmgr(8).
///
/// Not implemented: header and body checks, Milters, MIME processing below the first header.
/// ## Files
/// Writes `incoming/ID` with mode 0600. When it is complete, it gets mode 0700, in `hold` where it is put on hold,
/// and is synced before the client hears of it.
/// ## Diagnostics
/// A refusal is answered to the client and logged; local mail, which has no client to be told, is returned to its
/// sender by bounce(8). A full disk is a refusal, too, and leaves no file.
public final class CleanupService implements Service {

    private final CleanupEnvironment environment;
    private final WaitingClients waiting;

    private CleanupService(CleanupEnvironment environment, WaitingClients waiting) {
        this.environment = environment;
        this.waiting = waiting;
    }

    /// Builds the service of one line of `master.cf`.
    public static CleanupService start(ServiceContext context) {
        var spool = Spool.open(SpoolConfig.from(context.main()), context.clock());
        var environment = new CleanupEnvironment(
                spool,
                new AddressMapper(
                        context.main(), Tables.ofService(context.main(), context.log()), context.log()::warning),
                new QueueManagerTrigger(
                        context.socketOf(context.main().get(ServiceParameters.QUEUE_SERVICE_NAME)), context.log()),
                new ReturnToSender(
                        spool,
                        BounceClient.of(context.main(), context::service),
                        context.main().get(QmgrParameters.SOFT_BOUNCE),
                        !context.main().get(BounceParameters.DISABLE_VERP_BOUNCES),
                        context.log(),
                        context.clock()),
                CleanupConfig.from(context.main()),
                context.log(),
                context.clock());
        return new CleanupService(environment, WaitingClients.of(context));
    }

    @Override
    public void serve(ClientConnection connection) throws IOException {
        new CleanupSession(connection, environment, waiting).run();
    }

    @Override
    public void stop() {
        waiting.stop();
        environment.queueManager().stop();
    }

    /// Mail that qmgr(8) has not been told of is work, which takes a moment.
    @Override
    public boolean isIdle() {
        return environment.queueManager().isIdle();
    }
}
