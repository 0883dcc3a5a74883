package mta.cli.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.service.client.LocalService;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughSocketTest {

    @TempDir
    Path directory;

    /// Symptom: a program that writes its mail slowly takes a place at the socket all the time, and is hung up on
    /// after an hour.
    @Test
    void nobodyIsConnectedToWhileAMessageIsBeingWritten() throws Exception {
        Path socket = directory.resolve("postdrop");
        try (var drop = new Drop.ThroughSocket(new LocalService(socket, Duration.ofMinutes(1)))) {
            var records = drop.records();
            records.put(RecordType.SENDER, "me");
            records.put(RecordType.RECIPIENT, "you");
            try (var server = listen(socket)) {
                var received = CompletableFuture.supplyAsync(() -> serve(server));
                records.put(RecordType.END);

                assertEquals(new Drop.Answer(0, ""), drop.finish());
                assertEquals("S me, R you, E ", received.join());
            }
        }
    }

    @Test
    void whatIsTooLargeForMemoryIsPassedOn() throws Exception {
        Path socket = directory.resolve("postdrop");
        try (var server = listen(socket);
                var drop = new Drop.ThroughSocket(new LocalService(socket, Duration.ofMinutes(1)))) {
            var received = CompletableFuture.supplyAsync(() -> serve(server));
            var records = drop.records();
            String line = "x".repeat(1 << 19);
            for (int i = 0; i < 4; i++) {
                records.put(RecordType.TEXT, i + line);
            }
            records.put(RecordType.END);
            drop.finish();

            assertEquals("N 0" + line + ", N 1" + line + ", N 2" + line + ", N 3" + line + ", E ", received.join());
        }
    }

    @Test
    void aMailSystemThatIsDownIsNamedAtTheEnd() throws IOException {
        try (var drop = new Drop.ThroughSocket(new LocalService(directory.resolve("none"), Duration.ofMinutes(1)))) {
            drop.records().put(RecordType.END);

            var failure = assertThrows(Drop.Unavailable.class, drop::finish).failure();
            assertEquals(75, failure.status());
            assertEquals(
                    "mail system is down -- cannot submit mail: connect to " + directory
                            + "/none: No such file or directory",
                    failure.getMessage());
        }
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return server;
    }

    /// One client, and what it sent.
    private static String serve(ServerSocketChannel server) {
        try (var client = server.accept()) {
            var stream = new AttributeStream(Channels.newInputStream(client), Channels.newOutputStream(client));
            stream.send(new Attributes().with("protocol", "postdrop_protocol").with("queue_id", "ABCDEF0"));
            var records = RecordReader.unchecked(stream.input());
            var received = new StringBuilder();
            while (true) {
                var record = records.next().orElseThrow();
                received.append(record.letter()).append(' ').append(record.text());
                if (record.type() == RecordType.END) {
                    break;
                }
                received.append(", ");
            }
            stream.send(new Attributes().with("status", 0).with("reason", ""));
            return received.toString();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
