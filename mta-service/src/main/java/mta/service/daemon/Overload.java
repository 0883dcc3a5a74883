package mta.service.daemon;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import mta.core.config.CoreParameters;
import mta.core.log.MailLog;

/// Notices that a service has as many clients as it may: tells the operator, in the words of Postfix's master(8), and
/// has clients that come from then on served under stress.
///
/// Only of services that other machines reach, and that may have more than one client at all.
final class Overload {

    /// How long it lasts after the limit was reached for the last time, and the warning is not repeated.
    private static final Duration DURATION = Duration.ofSeconds(1_000);

    private final ServiceContext context;
    private final Predicate<SocketAddress> isPublic;
    private final MailLog log;
    private Instant nextWarning = Instant.MIN;
    private Instant end = Instant.MIN;

    Overload(ServiceContext context) {
        this(context, Overload::isReachedByOthers);
    }

    /// @param isPublic whether other machines reach a listener
    Overload(ServiceContext context, Predicate<SocketAddress> isPublic) {
        this.context = context;
        this.isPublic = isPublic;
        this.log = context.log().tagged(context.main().get(CoreParameters.SYSLOG_NAME) + "/master");
    }

    /// The log under master's name.
    MailLog masterLog() {
        return log;
    }

    private static boolean isReachedByOthers(SocketAddress listener) {
        return listener instanceof InetSocketAddress inet && !inet.getAddress().isLoopbackAddress();
    }

    /// The last free slot was taken.
    ///
    /// @param listeners where the service listens
    synchronized void reached(List<SocketAddress> listeners) {
        if (context.entry().processLimit() <= 1) {
            return;
        }
        for (var listener : listeners) {
            if (isPublic.test(listener)) {
                begin(listener instanceof InetSocketAddress inet ? inet.getPort() : 0);
                return;
            }
        }
    }

    private void begin(int port) {
        var now = context.clock().instant();
        end = now.plus(DURATION);
        if (!now.isBefore(nextWarning)) {
            nextWarning = end;
            warn(port, context.entry().processLimit());
        }
    }

    /// Whether a client that comes now is served under stress: with `stress = yes`.
    synchronized boolean isUnderWay() {
        return context.clock().instant().isBefore(end);
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
