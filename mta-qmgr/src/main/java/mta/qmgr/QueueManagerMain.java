package mta.qmgr;

import java.util.Map;
import mta.core.config.CoreParameters;
import mta.core.config.ServiceParameters;
import mta.core.rewrite.AddressResolver;
import mta.core.table.Tables;
import mta.qmgr.bounce.BounceService;
import mta.qmgr.flush.FlushService;
import mta.qmgr.show.ShowService;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.service.client.BounceClient;
import mta.service.daemon.Host;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.Program;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;

/// qmgr(8) — queue manager; and beside it bounce(8), flush(8) and showq(8), which live off the same queue.
///
/// ## Description
/// Waits for new mail in `incoming`, retries mail in `deferred`, and hands both to delivery agents. Of each transport
/// the oldest mail goes first, as far as its destinations take more; small messages may overtake large ones. A
/// destination that cannot be reached is left alone for a while, and keeps nobody else waiting.
/// ## Files
/// Moves `incoming/*` and `deferred/*` to `active/*`; unreadable files go to `corrupt/*`, never away.
/// ## Diagnostics
/// A full disk or a read-only queue is fatal: the process ends and master(8) starts it again after a pause.
public final class QueueManagerMain {

    private Holdings predecessor = Holdings.none();

    private QueueManagerMain() {}

    public static void main(String[] args) {
        var main = new QueueManagerMain();
        Host.run(
                "qmgr",
                args,
                Map.<String, Program>of(
                        "qmgr", main::queueManager,
                        "bounce", BounceService::start,
                        "flush", FlushService::start,
                        "showq", ShowService::start));
    }

    private synchronized Service queueManager(ServiceContext context) {
        var main = context.main();
        var log = context.log();
        var config = QmgrConfig.from(main, context.master());
        var spool = Spool.open(SpoolConfig.from(main), context.clock());
        var resolver = new AddressResolver(main, Tables.ofService(main, log), log::warning);
        var bounces = BounceClient.of(main, context::service);
        var manager = new QueueManager(
                new QmgrEnvironment(config, spool, log, context.clock()),
                resolver,
                new DeliveryAgents(
                        context::socketOf,
                        context.connector(),
                        main.get(CoreParameters.DAEMON_TIMEOUT).plus(main.get(ServiceParameters.IPC_TIMEOUT)),
                        context.clock()),
                new MessageEnd(config.retries(), spool, bounces::send, log, context.clock()),
                work -> Thread.ofVirtual().name("delivery").start(work));
        var service = QueueManagerService.start(
                manager, LocalCallers.whoMayFlush(context), predecessor, config.watchdog(), log, () -> System.exit(1));
        predecessor = manager.holdings();
        return service;
    }
}
