package mta.smtpd;

import java.util.Map;
import mta.service.daemon.Host;

/// The host of the services that listen to the network.
public final class SmtpdMain {

    private SmtpdMain() {}

    public static void main(String[] args) {
        Host.run("smtpd", args, Map.of("smtpd", SmtpdProgram::start));
    }
}
