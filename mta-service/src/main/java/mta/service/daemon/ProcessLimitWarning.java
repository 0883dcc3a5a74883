package mta.service.daemon;

import java.time.Duration;
import java.time.Instant;
import mta.core.config.CoreParameters;
import mta.core.config.ServiceEntry;
import mta.core.log.MailLog;

/// Tells the operator that a service has as many clients as it may, in the words of Postfix's master(8).
final class ProcessLimitWarning {

    private static final Duration QUIET = Duration.ofSeconds(10);

    private final ServiceContext context;
    private final MailLog log;
    private Instant next = Instant.MIN;

    ProcessLimitWarning(ServiceContext context) {
        this.context = context;
        this.log = context.log().tagged(context.main().get(CoreParameters.SYSLOG_NAME) + "/master");
    }

    /// The log under master's name.
    MailLog masterLog() {
        return log;
    }

    /// The last free slot was taken.
    synchronized void reached() {
        var now = context.clock().instant();
        if (context.entry().type() != ServiceEntry.Type.INET || now.isBefore(next)) {
            return;
        }
        next = now.plus(QUIET);
        String name = context.entry().name();
        log.warning("service \"" + name + "\" (" + name + ") has reached its process limit \""
                + context.entry().processLimit() + "\": new clients may experience noticeable delays");
        log.warning("to avoid this condition, increase the process count in master.cf or reduce the service time per"
                + " client");
        log.warning("see https://www.postfix.org/STRESS_README.html for examples of stress-adapting configuration"
                + " settings");
    }
}
