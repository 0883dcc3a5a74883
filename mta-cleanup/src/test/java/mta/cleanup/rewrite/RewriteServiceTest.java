package mta.cleanup.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.net.ChannelConnection;
import mta.core.net.ClientConnection;
import mta.core.net.Network;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The bytes of trivial-rewrite(8); what it answers is compared with Postfix's by `RewriteIT`.
class RewriteServiceTest {

    private static final String GREETING = "protocol|trivial_rewrite_protocol||";

    private final Network network = new Network(1);
    private final List<String> log = new CopyOnWriteArrayList<>();

    /// The queue directory; its name must be short, as it holds sockets.
    private Path queue;

    private Service service;

    @BeforeEach
    void start() throws IOException {
        queue = Files.createTempDirectory("rwr");
        Files.writeString(queue.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mx.example.com
                relay_domains = relay.example
                sender_dependent_default_transport_maps = fail:broken
                """);
        Files.writeString(queue.resolve("master.cf"), "rewrite unix - - n - - trivial-rewrite\n");
        var main = MainCf.read(queue);
        var master = MasterCf.read(queue, main);
        service = RewriteService.start(new ServiceContext(
                master.services().getFirst(),
                main,
                master,
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/trivial-rewrite"),
                queue,
                InstantSource.system(),
                ChannelConnection::to));
        network.listen(
                queue.resolve("rewrite"), connection -> Thread.ofVirtual().start(() -> serve(connection)));
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private void serve(ClientConnection connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            log.add("failed: " + e);
        }
    }

    /// All that the service says before it hangs up; NUL is shown as `|`.
    private String ask(String request) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(queue.resolve("rewrite")));
            Channels.newOutputStream(channel).write(request.replace('|', '\0').getBytes(StandardCharsets.ISO_8859_1));
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace('\0', '|');
        }
    }

    @Test
    void addressesAreRewrittenByTheRuleThatIsAskedFor() throws IOException {
        assertEquals(
                GREETING + "flags|0|address|foo@mx.example.com||" + "flags|0|address|foo||",
                ask("request|rewrite|rule|local|address|foo||" + "request|rewrite|rule|remote|address|foo||"));
    }

    @Test
    void flagsAreThereTwice() throws IOException {
        assertEquals(
                GREETING + "flags|0|transport|relay|nexthop|relay.example|recipient|foo@relay.example|flags|2048||",
                ask("request|resolve|sender||address|foo@relay.example||"));
    }

    @Test
    void malformedAddressesGoToError() throws IOException {
        assertEquals(
                GREETING + "flags|0|transport|error|nexthop|5.1.3 bad address syntax|recipient|x@bad..dom|flags|4||",
                ask("request|resolve|sender||address|x@bad..dom||"));
    }

    @Test
    void whatCannotBeToldNowGoesToRetry() throws IOException {
        assertEquals(
                GREETING
                        + "flags|0|transport|retry|nexthop|4.3.0 sender_dependent_default_transport_maps lookup failure|recipient||flags|8||",
                ask("request|resolve|sender||address|x@out.example||"));
    }

    @Test
    void anUnknownRequestIsWarnedAboutAndNotAnswered() throws IOException {
        assertEquals(GREETING, ask("request|guess|address|a||"));
        assertEquals(List.of("warning: bad command guess"), log);
    }

    /// Symptom: after `postfix reload`, a client that keeps its connection is answered by the former settings for ever;
    /// `postfix stop` waits for it.
    @Test
    @Timeout(60)
    void aStoppedServiceHangsUpOnThoseItHasAndThoseWhoStillCome() throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(queue.resolve("rewrite")));
            var in = Channels.newInputStream(channel);
            assertEquals(GREETING.length(), in.readNBytes(GREETING.length()).length);

            service.stop();

            assertEquals(-1, in.read());
        }
        assertEquals("", ask(""));
        assertEquals(List.of(), log);
    }
}
