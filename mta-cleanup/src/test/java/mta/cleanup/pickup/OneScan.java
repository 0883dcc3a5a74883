package mta.cleanup.pickup;

import java.io.IOException;
import java.util.Optional;
import mta.queue.Spool;
import mta.service.client.LocalService;
import mta.service.daemon.LocalCallers;
import mta.service.daemon.ServiceContext;

/// pickup(8) on a spool that no configuration can name.
public final class OneScan {

    private OneScan() {}

    /// Scans `maildrop` once, which need not be on a real disk.
    public static void of(Spool spool, LocalService cleanup, ServiceContext context) throws IOException {
        scan(spool, _ -> Optional.of(() -> {}), cleanup, context);
    }

    /// Scans `maildrop` once, as another process might do at the same time.
    public static void besideOthers(Spool spool, LocalService cleanup, ServiceContext context) throws IOException {
        scan(spool, FileClaim::take, cleanup, context);
    }

    private static void scan(Spool spool, FileClaim.Taking claims, LocalService cleanup, ServiceContext context)
            throws IOException {
        var copier = new SubmissionCopier(cleanup, PickupConfig.from(context.main()), context.log(), context.clock());
        var callers = LocalCallers.whoMayFlush(context);
        new PickupService(spool, copier, claims, callers, new ScanTurn(), context.log()).triggered(new byte[] {'W'});
    }
}
