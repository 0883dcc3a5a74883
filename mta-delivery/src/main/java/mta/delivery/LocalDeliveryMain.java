package mta.delivery;

import java.util.Map;
import mta.delivery.local.LocalPrograms;
import mta.service.daemon.Host;
import mta.service.daemon.Program;

/// The host of local(8) and virtual(8).
///
/// Runs as root where master(8) does, and takes the rights of each recipient for all work in mailboxes; otherwise it
/// delivers as the user that it runs as.
public final class LocalDeliveryMain {

    private LocalDeliveryMain() {}

    public static void main(String[] args) {
        var programs = new LocalPrograms();
        Host.run("local", args, Map.<String, Program>of("local", programs::local, "virtual", programs::virtual));
    }
}
