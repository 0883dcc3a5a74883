package mta.cleanup.pickup;

import java.io.IOException;
import mta.queue.Spool;
import mta.service.client.LocalService;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.ServiceContext;

/// pickup(8) on a spool that no configuration can name.
public final class OneScan {

    private OneScan() {}

    /// Scans `maildrop` once.
    public static void of(Spool spool, LocalService cleanup, ServiceContext context) throws IOException {
        var copier = new SubmissionCopier(cleanup, PickupConfig.from(context.main()), context.log(), context.clock());
        var callers = LocalCallers.whoMayFlush(context);
        new PickupService(spool, copier, callers, new ScanTurn(), context.log()).triggered(new byte[] {'W'});
    }
}
