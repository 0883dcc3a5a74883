package mta.qmgr.flush;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mta.core.mail.QueueId;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.qmgr.SampleContext;
import mta.qmgr.Serving;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.service.client.FlushClient;
import mta.service.client.FlushClient.Answer;
import mta.service.client.LocalService;
import mta.service.client.Trigger;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlushServiceTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(2));

    @TempDir
    Path queue;

    private final Network network = new Network(1);
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<String> triggers = Collections.synchronizedList(new ArrayList<>());
    private Spool spool;
    private FlushClient client;

    @BeforeEach
    void start() throws IOException {
        for (String name : List.of("active", "incoming", "deferred", "flush", "public")) {
            Files.createDirectories(queue.resolve(name));
        }
        var context = SampleContext.of(
                queue, "fast_flush_domains = relay.example\n", "flush unix n - n 1000? 0 flush\n", () -> NOW, log);
        spool = Spool.open(SpoolConfig.from(context.main()), () -> NOW);
        var service = FlushService.start(context);
        Path socket = queue.resolve("public/flush");
        network.listen(socket, Serving.by(service));
        network.listen(queue.resolve("public/qmgr"), Serving.by(this::noteTrigger));
        client = new FlushClient(new LocalService(socket, Duration.ofMinutes(1)));
    }

    private void noteTrigger(Connection connection) throws IOException {
        var bytes = new byte[10];
        int count = connection.read(bytes, 0, bytes.length);
        triggers.add(new String(bytes, 0, count, java.nio.charset.StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() {
        network.close();
        assertEquals(List.of(), log);
    }

    private QueueId deferred() throws IOException {
        try (var draft = spool.create(QueueName.INCOMING)) {
            draft.commit();
            spool.move(draft.id(), QueueName.INCOMING, QueueName.DEFERRED);
            spool.retryAt(QueueName.DEFERRED, draft.id(), LATER);
            return draft.id();
        }
    }

    private void assertDueAt(Instant when, QueueName where, QueueId id) throws IOException {
        assertEquals(when, spool.status(where, id).orElseThrow().modified());
    }

    @Test
    void aListHasPostfixsForm() throws IOException {
        var id = deferred();

        assertEquals(Answer.DONE, client.add("mail.relay.example", id));
        assertEquals(Answer.DONE, client.add("mail.relay.example", id));

        assertEquals(id + "\n" + id + "\n", Files.readString(queue.resolve("flush/mail_relay_example")));
    }

    @Test
    void whatWaitsForADestinationIsMovedAndItsListIsEmpty() throws IOException {
        var waiting = deferred();
        var other = deferred();
        client.add("relay.example", waiting);
        client.add("relay.example", waiting);
        client.add("relay.example", new QueueId("4ABCDEF0123"));

        assertEquals(Answer.DONE, client.sendSite("relay.example"));

        assertDueAt(NOW, QueueName.INCOMING, waiting);
        assertTrue(spool.status(QueueName.INCOMING, waiting).orElseThrow().isUnthrottled());
        assertDueAt(LATER, QueueName.DEFERRED, other);
        assertEquals("", Files.readString(queue.resolve("flush/relay_example")));
        await().until(() -> triggers.equals(List.of("I")));
    }

    @Test
    void whereNothingWaitsNobodyIsWokenUp() throws IOException {
        assertEquals(Answer.DONE, client.sendSite("relay.example"));
        assertEquals(List.of(), triggers);
    }

    @Test
    void otherDestinationsHaveNoList() throws IOException {
        assertEquals(Answer.NOT_CONFIGURED, client.add("other.example", deferred()));
        assertEquals(Answer.NOT_CONFIGURED, client.sendSite("other.example"));
        assertFalse(Files.exists(queue.resolve("flush/other_example")));
    }

    @Test
    void whatIsNoDestinationIsRefused() throws IOException {
        assertEquals(Answer.BAD_REQUEST, client.sendSite("../relay.example"));
        assertEquals(Answer.BAD_REQUEST, ask("request", "tell_me"));
        assertEquals(Answer.BAD_REQUEST, ask("site", "relay.example"));
    }

    @Test
    void oneMessageIsMoved() throws IOException {
        var id = deferred();

        assertEquals(Answer.DONE, client.sendFile(id.text()));

        assertDueAt(NOW, QueueName.INCOMING, id);
        await().until(() -> triggers.equals(List.of("I")));
    }

    @Test
    void aListThatNobodyAskedForIsUsedWhenWokenUp() throws IOException {
        var old = deferred();
        var recent = deferred();
        client.add("relay.example", old);
        client.add("mail.relay.example", recent);
        times("relay_example", NOW.minus(Duration.ofHours(13)));
        times("mail_relay_example", NOW.minus(Duration.ofHours(11)));

        new Trigger(queue.resolve("public/flush"), 'W').send();

        await().until(() -> triggers.equals(List.of("I")));
        assertDueAt(NOW, QueueName.INCOMING, old);
        assertFalse(spool.status(QueueName.INCOMING, old).orElseThrow().isUnthrottled());
        assertDueAt(LATER, QueueName.DEFERRED, recent);
    }

    /// The letter of a client that hangs up at once may be lost when our greeting finds nobody.
    @Test
    void whoHangsUpWithoutAWordWakesItUp() throws IOException {
        var old = deferred();
        client.add("relay.example", old);
        times("relay_example", NOW.minus(Duration.ofHours(13)));

        new Trigger(queue.resolve("public/flush"), "").send();

        await().until(() -> triggers.equals(List.of("I")));
        assertDueAt(NOW, QueueName.INCOMING, old);
    }

    @Test
    void purgeUsesAllLists() throws IOException {
        var recent = deferred();
        client.add("relay.example", recent);
        times("relay_example", NOW.minus(Duration.ofHours(1)));

        assertEquals(Answer.DONE, ask("request", "purge"));

        await().until(() -> triggers.equals(List.of("I")));
        assertDueAt(NOW, QueueName.INCOMING, recent);
    }

    @Test
    void emptyListsAreRemovedAfterAWhile() throws IOException {
        Files.createFile(queue.resolve("flush/old_example"));
        Files.createFile(queue.resolve("flush/recent_example"));
        times("old_example", NOW.minus(Duration.ofDays(8)));
        times("recent_example", NOW.minus(Duration.ofDays(6)));

        assertEquals(Answer.DONE, ask("request", "refresh"));

        await().until(() -> !Files.exists(queue.resolve("flush/old_example")));
        assertTrue(Files.exists(queue.resolve("flush/recent_example")));
    }

    private Answer ask(String name, String value) throws IOException {
        try (var connection = client.service().connect()) {
            connection.stream().receive();
            connection.stream().send(new Attributes().with(name, value));
            long status = connection.stream().receive().number("status");
            for (var answer : Answer.values()) {
                if (answer.number() == status) {
                    return answer;
                }
            }
            throw new AssertionError("status " + status);
        }
    }

    private void times(String list, Instant when) throws IOException {
        var time = FileTime.from(when);
        Files.getFileAttributeView(queue.resolve("flush").resolve(list), BasicFileAttributeView.class)
                .setTimes(time, time, null);
    }
}
