package mta.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mta.core.mail.ReversePath;
import mta.core.net.ChannelConnection;
import mta.service.client.CleanupClient;
import mta.service.client.CleanupFlag;
import mta.service.client.CleanupRecipient;
import mta.service.client.CleanupResult;
import mta.service.client.LocalService;
import mta.service.daemon.ServiceContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One connection to cleanup(8) carries one message after another, and nothing is lost where it cannot.
@Timeout(60)
class SeveralMessagesTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path queue;

    private LocalService client;

    @BeforeEach
    void connectTo() {
        client = new LocalService(queue.resolve("public/cleanup"), LONG, ChannelConnection::to, LONG, LONG);
    }

    @Test
    void messagesFollowEachOtherOnOneConnection() throws IOException {
        try (var server = server("0")) {
            for (int i = 0; i < 3; i++) {
                assertInstanceOf(CleanupResult.Queued.class, send("to" + i + "@example.com", "text"));
            }

            assertEquals(1, server.sessions());
        }
        assertEquals(3, queued());
    }

    /// Duplicates are left out of a message, not of a connection.
    @Test
    void aRecipientMayBeThatOfTheMessageBeforeToo() throws IOException {
        try (var server = server("0")) {
            for (int i = 0; i < 2; i++) {
                assertInstanceOf(CleanupResult.Queued.class, send("to@example.com", "text"));
            }

            assertEquals(1, server.sessions());
        }
        assertEquals(2, queued());
    }

    @Test
    void messagesUnderWayAtTheSameTimeHaveAConnectionEach() throws IOException {
        try (var server = server("0")) {
            try (var first = CleanupClient.open(client);
                    var second = CleanupClient.open(client)) {
                hand(first, "one@example.com", "text");
                hand(second, "two@example.com", "text");
            }
            assertInstanceOf(CleanupResult.Queued.class, send("three@example.com", "text"));

            assertEquals(2, server.sessions());
        }
        assertEquals(3, queued());
    }

    @Test
    void aServiceThatHungUpIsAskedAgain() throws IOException {
        try (var _ = server("0")) {
            send("before@example.com", "text");
        }
        Files.delete(queue.resolve("public/cleanup"));

        try (var server = server("0")) {
            assertInstanceOf(CleanupResult.Queued.class, send("after@example.com", "text"));

            assertEquals(1, server.sessions());
        }
        assertEquals(2, queued());
    }

    @Test
    void whereFewMayBeServedNobodyStaysWithoutAMessage() throws IOException {
        try (var server = server("1")) {
            send("one@example.com", "text");
            send("two@example.com", "text");

            assertEquals(2, server.sessions());
        }
        assertEquals(2, queued());
    }

    @Test
    void afterARefusalTheConnectionIsNotUsedAgain() throws IOException {
        try (var server = server("0")) {
            assertInstanceOf(CleanupResult.Refused.class, send("one@example.com", "x".repeat(5000)));
            assertInstanceOf(CleanupResult.Queued.class, send("two@example.com", "text"));

            assertEquals(2, server.sessions());
        }
        assertEquals(1, queued());
    }

    /// Symptom: a message that becomes too large with its last record is answered after `ipc_timeout`.
    @Test
    void aMessageThatIsAlmostTooLargeIsAnswered() throws IOException {
        try (var _ = server("0")) {
            int fits = 1;
            int tooMuch = 3000;
            while (tooMuch - fits > 1) {
                int size = (fits + tooMuch) / 2;
                if (send("to@example.com", "x".repeat(size)) instanceof CleanupResult.Queued) {
                    fits = size;
                } else {
                    tooMuch = size;
                }
            }
            for (int more = 0; more < 5; more++) {
                assertInstanceOf(CleanupResult.Refused.class, send("to@example.com", "x".repeat(tooMuch + more)));
            }
        }
    }

    @Test
    void aMessageGivenUpLeavesNothing() throws IOException {
        try (var _ = server("0")) {
            send("one@example.com", "text");
            try (var client = CleanupClient.open(this.client)) {
                client.begin(CleanupFlag.external(Set.of()));
            }
        }
        assertEquals(1, queued());
    }

    @Test
    void closingAClientTwiceLeavesItsConnectionToTheNext() throws IOException {
        try (var server = server("0")) {
            var first = CleanupClient.open(client);
            hand(first, "one@example.com", "text");
            first.close();
            try (var second = CleanupClient.open(client)) {
                first.close();
                assertInstanceOf(CleanupResult.Queued.class, hand(second, "two@example.com", "text"));
            }

            assertEquals(1, server.sessions());
        }
    }

    private LocalServer server(String limit) throws IOException {
        String settings = Cases.MAIN_CF + "message_size_limit = 3000\n";
        ServiceContext context = Cases.context(queue, settings, limit, new ArrayList<>());
        return LocalServer.start(queue.resolve("public/cleanup"), CleanupService.start(context), 0);
    }

    private CleanupResult send(String recipient, String line) throws IOException {
        try (var message = CleanupClient.open(client)) {
            return hand(message, recipient, line);
        }
    }

    private static CleanupResult hand(CleanupClient message, String recipient, String line) throws IOException {
        message.begin(CleanupFlag.external(Set.of()));
        message.arrival(Instant.now());
        message.attribute("rewrite_context", "local");
        message.sender(ReversePath.ofInternal("from@example.com"));
        message.recipient(CleanupRecipient.of(recipient));
        message.startContent();
        for (String text : List.of("Received: from a test", "Subject: one of several", "", line)) {
            message.line(text);
        }
        return message.finish();
    }

    private long queued() throws IOException {
        try (var files = Files.list(queue.resolve("incoming"))) {
            return files.count();
        }
    }
}
