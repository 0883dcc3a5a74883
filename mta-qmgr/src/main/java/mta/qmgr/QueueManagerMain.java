package mta.qmgr;

import java.util.Map;
import mta.core.config.CoreParameters;
import mta.core.rewrite.AddressResolver;
import mta.core.table.Tables;
import mta.qmgr.bounce.BounceService;
import mta.qmgr.show.ShowService;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.service.client.BounceClient;
import mta.service.daemon.Host;
import mta.service.daemon.Program;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;

/// qmgr(8) — queue manager; and beside it bounce(8) and showq(8), which live off the same queue.
///
/// ## Description
/// Waits for new mail in `incoming`, retries mail in `deferred`, and hands both to delivery agents.
/// ## Files
/// Moves `incoming/*` and `deferred/*` to `active/*`; unreadable files go to `corrupt/*`, never away.
/// ## Diagnostics
/// A full disk or a read-only queue is fatal: the process ends and master(8) starts it again after a pause.
/// ## Bugs
/// Messages are taken in the order in which they come; a large one is not overtaken by small ones (Postfix's preemptive
/// scheduler is not built). Feedback other than Postfix's default, rate delays and VERP are not built either.
public final class QueueManagerMain {

    private QueueManagerMain() {}

    public static void main(String[] args) {
        Host.run(
                "qmgr",
                args,
                Map.<String, Program>of(
                        "qmgr", QueueManagerMain::queueManager,
                        "bounce", BounceService::start,
                        "showq", ShowService::start));
    }

    private static Service queueManager(ServiceContext context) {
        var main = context.main();
        var log = context.log();
        var config = QmgrConfig.from(main, context.master());
        var spool = Spool.open(SpoolConfig.from(main), context.clock());
        var resolver = new AddressResolver(main, new Tables(log::warning), log::warning);
        var bounces = BounceClient.of(main, context::service);
        var manager = new QueueManager(
                config,
                spool,
                resolver,
                new DeliveryAgents(context::socketOf, main.get(CoreParameters.DAEMON_TIMEOUT), context.clock()),
                new MessageEnd(config, spool, bounces, log, context.clock()),
                delivery -> Thread.ofVirtual().name("delivery").start(delivery),
                log,
                context.clock());
        return QueueManagerService.start(manager, log);
    }
}
