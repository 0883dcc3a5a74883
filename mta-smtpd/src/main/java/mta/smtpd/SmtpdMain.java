package mta.smtpd;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import mta.service.daemon.Host;

/// The host of the services that listen to the network.
public final class SmtpdMain {

    private SmtpdMain() {}

    public static void main(String[] args) {
        var anvil = new Anvil(InstantSource.system(), ZoneId.systemDefault(), Thread::startVirtualThread);
        Host.run("smtpd", args, Map.of("smtpd", context -> SmtpdProgram.start(context, anvil)));
    }
}
