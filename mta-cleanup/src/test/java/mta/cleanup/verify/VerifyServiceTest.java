package mta.cleanup.verify;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mta.core.config.ConfigException;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.net.ChannelConnection;
import mta.core.net.ClientConnection;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.core.table.IndexedFile;
import mta.queue.record.RecordReader;
import mta.service.client.LocalService;
import mta.service.client.VerifyClient;
import mta.service.client.VerifyClient.Answer;
import mta.service.client.VerifyClient.Standing;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// verify(8) with a clock that is told what time it is, and a cleanup(8) that remembers its probes.
class VerifyServiceTest {

    private static final String IN_PROGRESS = "Address verification in progress";
    private static final String GOOD = "250 2.1.5 Ok";
    private static final String BAD = "host mx.dest.example[192.0.2.1] said: 550 5.1.1 no such user";

    /// The queue directory; its name must be short, as it holds sockets.
    private Path queue;

    @TempDir
    private Path data;

    private final Network network = new Network(1);
    private final List<String> probes = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Service service;
    private volatile Instant now = Instant.ofEpochSecond(1_800_000_000);

    @BeforeEach
    void makeQueue() throws IOException {
        queue = Files.createTempDirectory("vfy");
        Files.createDirectories(queue.resolve("public"));
        Files.createDirectories(queue.resolve("etc"));
        network.listen(
                queue.resolve("public/cleanup"),
                connection -> Thread.ofVirtual().start(() -> takeProbe(connection)));
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private VerifyClient start(String... settings) throws IOException {
        Files.writeString(
                queue.resolve("etc/main.cf"),
                "compatibility_level = 3.6\nmyhostname = mx.example\nqueue_directory = " + queue + "\ndata_directory = "
                        + data + "\n" + String.join("\n", settings) + "\n");
        Files.writeString(queue.resolve("etc/master.cf"), "verify unix - - n - 1 verify\n");
        var main = MainCf.read(queue.resolve("etc"));
        var master = MasterCf.read(queue.resolve("etc"), main);
        service = VerifyService.start(new ServiceContext(
                master.services().getFirst(),
                main,
                master,
                new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/verify"),
                queue,
                () -> now,
                ChannelConnection::to));
        var started = service;
        Path socket = Files.createTempDirectory(queue, "s").resolve("verify");
        network.listen(socket, connection -> Thread.ofVirtual().start(() -> serve(started, connection)));
        return new VerifyClient(new LocalService(socket, Duration.ofMinutes(1)));
    }

    private static void serve(Service service, ClientConnection connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void takeProbe(Connection connection) {
        try (connection) {
            var stream = AttributeStream.over(connection);
            stream.send(new Attributes().with("protocol", "cleanup_protocol").with("queue_id", "3C0000ABC"));
            stream.receive();
            var records = RecordReader.unchecked(stream.input(), 100_000);
            var probe = new StringBuilder();
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                char letter = record.get().letter();
                if (letter == 'S' || letter == 'R' || record.get().text().startsWith("trace_flags=")) {
                    probe.append(letter).append(record.get().text()).append(' ');
                }
                if (letter == 'E') {
                    break;
                }
            }
            stream.send(new Attributes().with("status", 0).with("reason", ""));
            probes.add(probe.toString().strip());
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void awaitProbes(int count) {
        await().until(() -> probes.size() >= count);
        assertEquals(count, probes.size());
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void whatIsOnlyInMemoryKeepsTheProcess() throws IOException {
        var client = start("address_verify_map =");
        assertFalse(service.mustStay());

        client.update("a@dest.example", VerifyClient.Standing.DELIVERABLE, GOOD);

        assertTrue(service.mustStay());
        start().update("a@dest.example", VerifyClient.Standing.DELIVERABLE, GOOD);
        assertFalse(service.mustStay(), "in a file");
    }

    @Test
    void anUnknownAddressIsProbedOnce() throws IOException {
        var client = start();

        assertEquals(new Answer(Standing.IN_PROGRESS, IN_PROGRESS), client.query("a@dest.example"));
        assertEquals(new Answer(Standing.IN_PROGRESS, IN_PROGRESS), client.query("a@dest.example"));
        awaitProbes(1);
        assertEquals("Atrace_flags=256 Sdouble-bounce@mx.example Ra@dest.example", probes.getFirst());
        client.update("a@dest.example", Standing.DELIVERABLE, GOOD);
        assertEquals(new Answer(Standing.DELIVERABLE, GOOD), client.query("a@dest.example"));
    }

    /// A probe may get lost; after a while another one is sent.
    @Test
    void aProbeWithoutAnAnswerIsRepeated() throws IOException {
        var client = start();
        client.query("a@dest.example");
        awaitProbes(1);

        pass(Duration.ofSeconds(1001));
        client.query("a@dest.example");

        awaitProbes(2);
    }

    @Test
    void anOldResultCountsWhileItIsRenewed() throws IOException {
        var client = start();
        client.update("a@dest.example", Standing.DELIVERABLE, GOOD);
        client.update("b@dest.example", Standing.UNDELIVERABLE, BAD);

        pass(Duration.ofHours(4));
        assertEquals(Standing.DELIVERABLE, client.query("a@dest.example").standing());
        assertEquals(new Answer(Standing.UNDELIVERABLE, BAD), client.query("b@dest.example"));
        awaitProbes(1);
        assertEquals("Atrace_flags=256 Sdouble-bounce@mx.example Rb@dest.example", probes.getFirst());

        pass(Duration.ofDays(4));
        assertEquals(Standing.IN_PROGRESS, client.query("b@dest.example").standing());
        pass(Duration.ofDays(4));
        assertEquals(Standing.DELIVERABLE, client.query("a@dest.example").standing());
        awaitProbes(3);
        pass(Duration.ofDays(24));
        assertEquals(Standing.IN_PROGRESS, client.query("a@dest.example").standing());
    }

    @Test
    void aFailureDoesNotReplaceASuccessThatCounts() throws IOException {
        var client = start();
        client.update("a@dest.example", Standing.DELIVERABLE, GOOD);

        client.update("a@dest.example", Standing.UNDELIVERABLE, BAD);
        assertEquals(Standing.DELIVERABLE, client.query("a@dest.example").standing());

        pass(Duration.ofDays(32));
        client.update("a@dest.example", Standing.UNDELIVERABLE, BAD);
        assertEquals(Standing.UNDELIVERABLE, client.query("a@dest.example").standing());
    }

    @Test
    void failuresAreForgottenWhereThatIsWanted() throws IOException {
        var client = start("address_verify_negative_cache = no");
        client.query("b@dest.example");
        client.query("b@dest.example");
        awaitProbes(1);

        client.update("b@dest.example", Standing.UNDELIVERABLE, BAD);

        assertEquals(Standing.IN_PROGRESS, client.query("b@dest.example").standing());
        awaitProbes(2);
    }

    /// As Postfix 3.7 writes it.
    @Test
    void theFileIsPostfixs() throws IOException {
        var client = start("address_verify_map = lmdb:$data_directory/cache");
        client.update("b@dest.example", Standing.UNDELIVERABLE, BAD);
        client.update("user@[IPv6:2001:db8::1]", Standing.DEFERRED, "busy");

        var file = IndexedFile.read(data.resolve("cache.lmdb"));
        assertEquals("2:0:1800000000:" + BAD, file.get("b@dest.example").orElseThrow());
        assertEquals("1:0:1800000000:busy", file.get("user@[IPv6_2001_db8__1]").orElseThrow());
    }

    @Test
    void whatDoesNotCountAnyMoreIsRemoved() throws IOException {
        var client = start();
        client.update("a@dest.example", Standing.DELIVERABLE, GOOD);
        client.update("b@dest.example", Standing.UNDELIVERABLE, BAD);

        pass(Duration.ofDays(4));
        client.query("a@dest.example");

        String cache = "cache btree:" + data + "/verify_cache full cleanup: ";
        assertEquals(
                List.of(cache + "retained=0 dropped=0 entries", cache + "retained=1 dropped=1 entries"),
                List.copyOf(log));
        assertEquals(
                true,
                IndexedFile.read(data.resolve("verify_cache.lmdb"))
                        .get("b@dest.example")
                        .isEmpty());
    }

    @Test
    void withoutATableResultsAreInMemory() throws IOException {
        var client = start("address_verify_map =");
        client.update("a@dest.example", Standing.DELIVERABLE, GOOD);

        assertEquals(Standing.DELIVERABLE, client.query("a@dest.example").standing());
    }

    @Test
    void whatIsNoAddressIsNotProbed() throws IOException {
        var client = start();

        assertThrows(IOException.class, () -> client.query("x".repeat(501)));
    }

    @Test
    void aTableThatCannotBeChangedIsRefused() {
        assertThrows(ConfigException.class, () -> start("address_verify_map = texthash:/some/file"));
    }
}
