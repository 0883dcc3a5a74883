package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The signal that `postfix stop` sends ends the mail system without force, whoever is connected and whatever it
/// was doing.
class StopIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// More than the buffers of a socket hold, with the reason for each.
    private static final int MANY = 3000;

    @TempDir
    Path directory;

    /// Symptom: while somebody looks at a long listing with a pager, the mail system has to be ended with force.
    @Test
    void neitherAnOpenListingNorASilentClientHoldsItUp() throws IOException {
        String reason = "x".repeat(200);
        try (var system = Distribution.ours(directory)
                .with("transport_maps = inline:{ { elsewhere.example = retry:4.2.1 " + reason + " } }")
                .start()) {
            var arguments = new ArrayList<>(List.of("-f", "sender@box.example"));
            for (int i = 0; i < MANY; i++) {
                arguments.add("recipient" + i + "@elsewhere.example");
            }
            system.commandWithInput("Subject: many\n\nx\n", "sendmail", arguments.toArray(String[]::new));
            await().atMost(PATIENCE).until(() -> system.queued("deferred") == 1 && system.queued("active") == 0);

            try (var listing = connect(system, "showq");
                    var _ = connect(system, "qmgr");
                    var _ = connect(system, "pickup");
                    var _ = connect(system, "flush");
                    var _ = connect(system, "postdrop")) {
                assertTrue(listing.read(ByteBuffer.allocate(10)) > 0);
                stop(system);
            }
        }
    }

    /// Symptom: under load, stopping takes four seconds and more, or force. Cause: qmgr(8) waits for an agent whose
    /// service takes nobody any more, as master(8) still listens for it.
    @Test
    void aDeliveryThatNoAgentHasTakenDoesNotHoldItUp() throws IOException {
        try (var system = Distribution.ours(directory)
                .withService("nobody unix - n n - - virtual -o virtual_mailbox_limit=1")
                .with("transport_maps = inline:{ { elsewhere.example = nobody: } }")
                .start()) {
            system.commandWithInput("Subject: one\n\nx\n", "sendmail", "-f", "a@box.example", "b@elsewhere.example");
            await().atMost(PATIENCE).until(() -> system.log().contains("service nobody: bad command startup"));

            var stopped = system.command("postfix", "stop");

            assertEquals(0, stopped.exit(), stopped.toString());
            assertFalse(system.log().contains("had finished"), system.log());
            assertEquals(1, system.queued("active"), "it is still there");
        }
    }

    /// Processes that have not started yet, when the order comes, must hear it, too.
    @Test
    void aStartThatIsStoppedAtOnceLeavesNothingBehind() throws IOException {
        var system = Distribution.ours(directory);
        for (int i = 0; i < 3; i++) {
            system.start();
            stop(system);
        }
    }

    /// `postfix stop` uses force after five seconds, in which processes of a busy machine may not even have started;
    /// master(8) itself after fifteen, and then says so.
    private static void stop(MailSystem system) throws IOException {
        String master = Long.toString(system.masterPid());
        var sent = MailSystem.run(Map.of(), "", "kill", "-TERM", master);
        assertEquals(0, sent.exit(), sent.toString());
        await().atMost(PATIENCE).until(() -> system.command("postfix", "status").exit() == 1);
        assertFalse(system.log().contains("with force"), system.log());
    }

    private static SocketChannel connect(MailSystem system, String service) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(
                UnixDomainSocketAddress.of(system.spool().resolve("public").resolve(service)));
        return channel;
    }
}
