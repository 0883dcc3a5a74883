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
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `postfix stop` ends the mail system without force, whoever is connected and whatever it was doing.
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
                var stopped = system.command("postfix", "stop");

                assertEquals(0, stopped.exit(), stopped.toString());
                assertFalse(stopped.err().contains("with force"), stopped.toString());
                assertFalse(system.log().contains("with force"), system.log());
            }
        }
    }

    /// Processes that have not started yet, when the order comes, must hear it, too.
    @Test
    void aStartThatIsStoppedAtOnceLeavesNothingBehind() throws IOException {
        var system = Distribution.ours(directory);
        for (int i = 0; i < 3; i++) {
            system.start();
            var stopped = system.command("postfix", "stop");

            assertEquals(0, stopped.exit(), stopped.toString());
            assertFalse(stopped.err().contains("with force"), stopped.toString());
            assertEquals(1, system.command("postfix", "status").exit());
        }
    }

    private static SocketChannel connect(MailSystem system, String service) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(
                UnixDomainSocketAddress.of(system.spool().resolve("public").resolve(service)));
        return channel;
    }
}
