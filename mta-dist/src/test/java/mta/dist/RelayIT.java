package mta.dist;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mta.testkit.net.FreePort;
import mta.testkit.net.MailSink;
import mta.testkit.process.MailSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail for others goes on to the next server, exactly once.
class RelayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 1000;
    private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-Id: (\\S+)");

    @TempDir
    private Path directory;

    @Test
    void whatSwaksSendsGoesOnToTheNextServer() throws IOException {
        try (var sink = MailSink.start();
                var system = Distribution.ours(directory)
                        .with("relayhost = " + sink.nexthop())
                        .start()) {
            Distribution.swaks(system, "c@out.example", "going on", "first\n.dot\nlast");

            await().atMost(PATIENCE).until(() -> sink.messages().size() == 1);
            String message = sink.messages().getFirst();
            assertTrue(message.startsWith("Received: from "), message);
            assertTrue(message.contains("\nSubject: going on\n"), message);
            assertTrue(message.contains("\nfirst\n..dot\nlast\n"), message);
            await().atMost(PATIENCE).until(() -> system.log().contains(": removed"));
            assertTrue(
                    Pattern.compile("to=<c@out.example>, relay=127.0.0.1\\[127.0.0.1]:\\d+, .*status=sent \\(250 Ok\\)")
                            .matcher(system.log())
                            .find(),
                    system.log());
        }
    }

    @Test
    void aThousandMessagesOverTwentySessionsAreRelayedOnceEach() throws IOException {
        Distribution.needs("smtp-source");
        Distribution.needs("smtp-sink");
        Path dumps = Files.createDirectory(directory.resolve("dumps"));
        int port = FreePort.find();
        var sink = sink(dumps, port);
        try (var system = Distribution.ours(directory)
                .with("relayhost = [127.0.0.1]:" + port)
                .start()) {
            await().atMost(PATIENCE).until(() -> listens(port));

            Distribution.source(system, "a@box.example", "c@out.example", MESSAGES);

            await().atMost(PATIENCE).until(() -> isEmpty(system));
            // What the sink has taken, it may be about to write.
            await().atMost(PATIENCE).untilAsserted(() -> {
                var ids = messageIds(dumps);
                assertEquals(MESSAGES, ids.size(), "messages");
                assertEquals(MESSAGES, new TreeSet<>(ids).size(), "different messages");
            });
        } finally {
            sink.destroy();
        }
    }

    /// The sink becomes another user where root starts it, and that user writes a file for each message.
    private static Process sink(Path dumps, int port) throws IOException {
        var line = new ArrayList<>(List.of("smtp-sink"));
        if (MailSystem.isRoot()) {
            MailSystem.run(Map.of(), "", "chown", Distribution.owner(), dumps.toString());
            line.addAll(List.of("-u", Distribution.owner()));
        }
        line.addAll(List.of("-d", dumps + "/", "127.0.0.1:" + port, "128"));
        return new ProcessBuilder(line).inheritIO().start();
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEmpty(MailSystem system) throws IOException {
        return system.queued("maildrop")
                        + system.queued("incoming")
                        + system.queued("active")
                        + system.queued("deferred")
                == 0;
    }

    private static List<String> messageIds(Path dumps) throws IOException {
        var ids = new ArrayList<String>();
        try (var files = Files.list(dumps)) {
            for (Path file : files.toList()) {
                var id = MESSAGE_ID.matcher(Files.readString(file));
                assertTrue(id.find(), file.toString());
                ids.add(id.group(1));
            }
        }
        return ids;
    }
}
