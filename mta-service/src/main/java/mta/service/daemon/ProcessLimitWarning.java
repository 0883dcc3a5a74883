package mta.service.daemon;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mta.core.config.CoreParameters;
import mta.core.log.MailLog;

/// Tells the operator that a service has as many clients as it may, in the words of Postfix's master(8).
///
/// Only of services that other machines reach, and that may have more than one client at all.
final class ProcessLimitWarning {

    private static final Duration QUIET = Duration.ofSeconds(1_000);

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
    ///
    /// @param listeners where the service listens
    synchronized void reached(List<SocketAddress> listeners) {
        var now = context.clock().instant();
        int limit = context.entry().processLimit();
        if (limit <= 1 || now.isBefore(next)) {
            return;
        }
        for (var listener : listeners) {
            if (listener instanceof InetSocketAddress inet && !inet.getAddress().isLoopbackAddress()) {
                next = now.plus(QUIET);
                warn(inet.getPort(), limit);
                return;
            }
        }
    }

    private void warn(int port, int limit) {
        String name = context.entry().name();
        log.warning("service \"" + name + "\" (" + endpoint(name, port) + ") has reached its process limit \"" + limit
                + "\": new clients may experience noticeable delays");
        log.warning("to avoid this condition, increase the process count in master.cf or reduce the service time per"
                + " client");
        log.warning("see https://www.postfix.org/STRESS_README.html for examples of stress-adapting configuration"
                + " settings");
    }

    /// `25` for `smtp`, `[192.0.2.1]:587` for `192.0.2.1:submission`.
    private static String endpoint(String name, int port) {
        String host = name.substring(0, Math.max(0, name.lastIndexOf(':')));
        if (host.isEmpty()) {
            return Integer.toString(port);
        }
        return (host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
    }
}
