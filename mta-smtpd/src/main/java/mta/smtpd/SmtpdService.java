package mta.smtpd;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mta.core.net.ClientConnection;
import mta.core.net.Endpoint;
import mta.service.daemon.Service;
import mta.smtpd.SmtpdConfig.Option;
import mta.smtpd.session.SmtpdSession;

/// Serves one line of `master.cf` that runs smtpd(8): a session for each connection.
public final class SmtpdService implements Service {

    /// A greeting must come while people still wait for it, whatever the name servers do.
    private static final Duration GREETING_PATIENCE = Duration.ofMillis(1500);

    /// How long a restriction that needs the name waits for it.
    private static final Duration NAME_PATIENCE = Duration.ofSeconds(10);

    private final Environment environment;
    private final Set<SmtpdSession> sessions = ConcurrentHashMap.newKeySet();

    public SmtpdService(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void serve(ClientConnection connection) {
        Peer unnamed = unnamed(connection);
        var lookup = environment.config().has(Option.PEERNAME_LOOKUP)
                ? PeerLookup.start(unnamed, environment.hosts(), environment.log())
                : PeerLookup.none(unnamed);
        var session = new SmtpdSession(
                environment, connection, lookup.await(GREETING_PATIENCE), () -> lookup.await(NAME_PATIENCE));
        sessions.add(session);
        try {
            session.run();
        } finally {
            sessions.remove(session);
        }
    }

    @Override
    public void stop() {
        sessions.forEach(SmtpdSession::stop);
    }

    private static Peer unnamed(ClientConnection connection) {
        return switch (connection.peer()) {
            case Endpoint.Inet(var address, var port) -> {
                var server = connection.local();
                yield server instanceof Endpoint.Inet(var serverAddress, var serverPort)
                        ? Peer.unnamed(address, port, serverAddress, serverPort)
                        : Peer.unnamed(address, port, address, 0);
            }
            // A client on this machine, by a unix socket, counts as localhost.
            case Endpoint.Local _ ->
                Peer.unnamed(InetAddress.getLoopbackAddress(), 0, InetAddress.getLoopbackAddress(), 0);
        };
    }
}
