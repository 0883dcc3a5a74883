package mta.cleanup;

import java.util.Map;
import mta.cleanup.pickup.PickupService;
import mta.cleanup.pickup.PostdropService;
import mta.cleanup.pickup.ScanTurn;
import mta.cleanup.rewrite.RewriteService;
import mta.cleanup.verify.VerifyService;
import mta.service.daemon.Host;

/// The host of cleanup(8), pickup(8), trivial-rewrite(8), verify(8) and the socket that local submissions come through.
public final class CleanupMain {

    private CleanupMain() {}

    public static void main(String[] args) {
        var turn = new ScanTurn();
        Host.run(
                "cleanup",
                args,
                Map.of(
                        "cleanup", CleanupService::start,
                        "pickup", context -> PickupService.start(context, turn),
                        "postdrop", PostdropService::start,
                        "trivial-rewrite", RewriteService::start,
                        "verify", VerifyService::start));
    }
}
