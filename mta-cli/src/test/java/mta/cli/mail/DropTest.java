package mta.cli.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mta.cli.CommandFailed;
import mta.core.config.MainCf;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.service.client.LocalService;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Submission through `public/postdrop`, which stands at the other end of a socket here.
class DropTest {

    private static final int UID = 4711;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path top;

    /// Symptom: what a cron job of more than an hour, or one during a restart, had to say was lost. Cause: the message
    /// was handed over while it was written, and the other end waited for an hour only.
    @Test
    void theMailSystemIsNeededOnlyAtTheEnd() throws Exception {
        try (var drop = new Drop.ThroughSocket(service(), UID)) {
            var records = drop.records();
            records.put(RecordType.SENDER, "me");
            records.put(RecordType.RECIPIENT, "you");
            records.put(RecordType.END);

            try (var server = listen()) {
                var received = serveOne(server);

                assertEquals(new Drop.Answer(0, ""), drop.finish());
                assertEquals("S me\nR you\nE \n", received.get());
            }
        }
    }

    @Test
    void withoutTheMailSystemThereIsNoEnd() throws Exception {
        try (var drop = new Drop.ThroughSocket(service(), UID)) {
            drop.records().put(RecordType.END);

            var failure = assertThrows(CommandFailed.class, drop::finish);
            assertEquals(75, failure.status());
            assertEquals(
                    "mail system is down -- cannot submit mail: connect to " + top.resolve("postdrop")
                            + ": No such file or directory",
                    failure.getMessage());
        }
    }

    @Test
    void recordsOfOthersAreHandedOver() throws Exception {
        try (var server = listen();
                var drop = new Drop.ThroughSocket(service(), UID)) {
            var received = serveOne(server);

            assertEquals("0123456789", drop.queueId());
            assertEquals(new Drop.Answer(0, ""), drop.copy(input("S\u0002meR\u0003youE\0 and more")));
            assertEquals("C 0\nS me\nR you\nE \n", received.get());
        }
    }

    /// Symptom: `postdrop` of an ordinary user ended with a Java exception.
    @Test
    void aRecordOfNoKindIsRefused() throws Exception {
        try (var server = listen()) {
            var received = serveOne(server);
            try (var drop = new Drop.ThroughSocket(service(), UID)) {
                assertEquals("0123456789", drop.queueId());
                assertEquals(
                        new Drop.Answer(1, "uid=4711: unexpected record type: 90"), drop.copy(input("S\u0002meZ\0")));
            }
            assertEquals("", received.get());
        }
    }

    @Test
    void recordsWithoutAnEndAreTakenBack() throws Exception {
        try (var server = listen()) {
            var received = serveOne(server);
            try (var drop = new Drop.ThroughSocket(service(), UID)) {
                assertEquals("0123456789", drop.queueId());
                assertEquals(Drop.Answer.CANCELLED, drop.copy(input("S\u0002me")));
            }
            assertEquals("", received.get());
        }
    }

    /// Symptom: each `sendmail` that was ended with Ctrl-C left a file in `maildrop`.
    @Test
    void aSignalTakesBackWhatIsNotCommitted() throws Exception {
        Path maildrop = Files.createDirectories(top.resolve("maildrop"));
        Files.writeString(top.resolve("main.cf"), "queue_directory = " + top + "\n");
        var user = new LoginUser(UID, "me", Optional.empty());
        try (var drop = new Drop.ByHand(MainCf.read(top), top, user, InstantSource.system(), _ -> {})) {
            drop.records().put(RecordType.SENDER, "me");
            drop.takeBack();

            assertThrows(IOException.class, drop::finish);
        }
        try (var files = Files.list(maildrop)) {
            assertEquals(0, files.count());
        }
        try (var drop = new Drop.ByHand(MainCf.read(top), top, user, InstantSource.system(), _ -> {})) {
            drop.records().put(RecordType.SENDER, "me");
            drop.finish();
            drop.takeBack();
        }
        try (var files = Files.list(maildrop)) {
            assertEquals(1, files.count());
        }
    }

    private static ByteArrayInputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private LocalService service() {
        return new LocalService(top.resolve("postdrop"), PATIENCE);
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(top.resolve("postdrop")));
    }

    /// Takes one message.
    ///
    /// @return its records, a line each; nothing of one without an end
    private static CompletableFuture<String> serveOne(ServerSocketChannel server) {
        var received = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var client = server.accept()) {
                var stream = new AttributeStream(Channels.newInputStream(client), Channels.newOutputStream(client));
                stream.send(
                        new Attributes().with("protocol", "postdrop_protocol").with("queue_id", "0123456789"));
                var text = new StringBuilder();
                var records = RecordReader.unchecked(stream.input());
                for (var next = records.next(); next.isPresent(); next = records.next()) {
                    text.append(next.get().letter())
                            .append(' ')
                            .append(next.get().text())
                            .append('\n');
                    if (next.get().type() == RecordType.END) {
                        received.complete(text.toString());
                        stream.send(new Attributes().with("status", 0).with("reason", ""));
                        return;
                    }
                }
                received.complete("");
            } catch (IOException | RuntimeException e) {
                received.completeExceptionally(e);
            }
        });
        return received;
    }
}
