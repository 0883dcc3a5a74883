package mta.smtpd;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import mta.core.config.MainCf;
import mta.core.log.LogOutput;
import mta.core.log.PostfixMailLog;
import mta.core.net.ClientConnection;
import mta.core.net.Network;
import mta.core.table.Tables;
import mta.service.client.LocalService;
import mta.service.client.SessionReport;
import mta.smtp.dns.HostLookup;
import mta.smtp.dns.Resolver;
import mta.smtpd.policy.RestrictedAccess;

/// smtpd(8) on a port of the loopback interface, without master(8); for tests and for trying things out.
final class LoopbackServer implements Closeable {

    private final Network network = new Network(1);
    private final SmtpdService service;
    private final Network.Acceptor acceptor;

    /// @param main its settings
    /// @param cleanup the socket of a cleanup(8), real or not
    /// @param port 0 for any
    LoopbackServer(MainCf main, Path cleanup, int port, LogOutput output) throws IOException {
        var log = new PostfixMailLog(output, "postfix/smtpd");
        var cleanupService = new LocalService(cleanup, Duration.ofHours(1));
        this.service = new SmtpdService(new Environment(
                SmtpdConfig.from(main, new Tables(log::warning)),
                new RestrictedAccess(
                        main,
                        log,
                        Resolver.system(),
                        _ -> {},
                        new LocalService(cleanup.resolveSibling("verify"), Duration.ofHours(1))),
                new ClientCounts(main, "smtp", new Tables(log::warning), anvil(), log),
                HostLookup.system(),
                cleanupService,
                new SessionReport(main, cleanupService, InstantSource.system(), log),
                new LocalService(cleanup.resolveSibling("flush"), Duration.ofHours(1)),
                cleanup.getParent(),
                log,
                InstantSource.system(),
                _ -> {}));
        this.acceptor = network.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                connection -> Thread.ofVirtual().start(() -> serve(connection)));
    }

    private static Anvil anvil() {
        return new Anvil(InstantSource.system(), ZoneOffset.UTC, _ -> {});
    }

    private void serve(ClientConnection connection) {
        try (connection) {
            service.serve(connection);
        }
    }

    int port() {
        return ((InetSocketAddress) acceptor.address()).getPort();
    }

    @Override
    public void close() {
        acceptor.close();
        service.stop();
        network.close();
    }

    /// `LoopbackServer CONFIG-DIRECTORY CLEANUP-SOCKET PORT`: serves until it is killed.
    public static void main(String[] args) throws Exception {
        var server = new LoopbackServer(
                MainCf.read(Path.of(args[0])),
                Path.of(args[1]),
                Integer.parseInt(args[2]),
                (severity, tag, text) -> System.err.println(tag + ": " + severity.word() + text));
        System.err.println("listening on " + server.port());
        Thread.sleep(Long.MAX_VALUE);
    }
}
