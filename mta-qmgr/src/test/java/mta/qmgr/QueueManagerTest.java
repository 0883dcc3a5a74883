package mta.qmgr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.QueueId;
import mta.core.rewrite.AddressResolver;
import mta.core.table.Tables;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;
import mta.service.client.LocalService;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loop with a queue on disk, agents that are functions, and time that stands still unless told.
class QueueManagerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path top;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<DeliveryRequest> requests = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private Function<DeliveryRequest, Attempt> agent = _ -> new Attempt.Answered(new DeliveryReport.Done());
    private Spool spool;
    private QmgrConfig config;
    private QueueManager manager;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(top.resolve("main.cf"), """
                compatibility_level = 3.11
                queue_directory = %s
                myhostname = mail.example.org
                mydestination =
                inet_interfaces = 127.0.0.1
                relayhost = [relay.example]
                """.formatted(top));
        Files.writeString(top.resolve("master.cf"), """
                smtp unix - - n - 10 smtp
                retry unix - - n - - error
                error unix - - n - - error
                """);
        for (var queue : QueueName.values()) {
            Files.createDirectory(top.resolve(queue.directory()));
        }
        var main = MainCf.read(top);
        config = QmgrConfig.from(main, MasterCf.read(top, main));
        spool = Spool.open(SpoolConfig.defaults(top), clock);
        manager = newManager();
    }

    private QueueManager newManager() {
        var mailLog = new PostfixMailLog((severity, _, text) -> log.add(severity.word() + text), "postfix/qmgr");
        var bounces = new BounceClient(_ -> new LocalService(top.resolve("nobody-listens"), PATIENCE));
        return new QueueManager(
                config,
                spool,
                new AddressResolver(config.main(), new Tables(log::add), log::add),
                (_, request) -> {
                    requests.add(request);
                    return agent.apply(request);
                },
                new MessageEnd(config.retries(), spool, bounces::send, mailLog, clock),
                Runnable::run,
                mailLog,
                clock);
    }

    @Test
    void aMessageIsHandedToItsTransportAndRemoved() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example", "b@dest.example");

        run();

        assertEquals(1, requests.size());
        assertEquals("[relay.example]", requests.getFirst().nexthop());
        assertEquals(2, requests.getFirst().recipients().size());
        assertEquals(List.of(id + ": from=<s@src.example>, size=4, nrcpt=2 (queue active)", id + ": removed"), log);
        assertTrue(spool.status(QueueName.ACTIVE, id).isEmpty());
    }

    @Test
    void recipientsThatAreLeftKeepTheMessageForLater() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        agent = _ -> new Attempt.Answered(new DeliveryReport.SomeLeft());

        run();

        var status = spool.status(QueueName.DEFERRED, id).orElseThrow();
        assertEquals(now.plusSeconds(300), status.modified());
    }

    @Test
    void theTimeBetweenAttemptsGrowsWithTheAgeOfTheMessage() {
        var retries = config.retries();
        assertEquals(Duration.ofMinutes(5), retries.backoff(Duration.ofSeconds(1)));
        assertEquals(Duration.ofSeconds(1000), retries.backoff(Duration.ofSeconds(1000)));
        assertEquals(Duration.ofSeconds(4000), retries.backoff(Duration.ofDays(1)));
    }

    @Test
    void aTransportThatDoesNotListenIsSaidAndItsMailGoesToRetry() throws Exception {
        queue(QueueName.INCOMING, "a@dest.example");
        agent = request -> request.nexthop().startsWith("4.3.0")
                ? new Attempt.Answered(new DeliveryReport.SomeLeft())
                : new Attempt.NoAgent("connect to transport private/smtp: No such file or directory");

        run();

        assertEquals("4.3.0 mail transport unavailable", requests.get(1).nexthop());
        assertTrue(log.contains("warning: connect to transport private/smtp: No such file or directory"));
    }

    @Test
    void mailForADeadDestinationIsNotTriedButSaidWhy() throws Exception {
        agent = request -> request.nexthop().startsWith("4.4.1")
                ? new Attempt.Answered(new DeliveryReport.SomeLeft())
                : new Attempt.Answered(new DeliveryReport.DestinationFailed(EnhancedStatus.of("4.4.1"), "refused"));
        for (int i = 0; i < 9; i++) {
            queue(QueueName.INCOMING, "a@dest.example");
        }

        run();

        long tried = requests.stream()
                .filter(request -> request.nexthop().equals("[relay.example]"))
                .count();
        // The first is alone, so that nothing is remembered of it; the next three fill a window with failures.
        assertEquals(4, tried);
        assertEquals(
                "4.4.1 delivery temporarily suspended: refused",
                requests.getLast().nexthop());
    }

    @Test
    void mailThatAnEarlierProcessHadInMemoryIsFoundAgain() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        spool.move(id, QueueName.INCOMING, QueueName.ACTIVE);

        run();

        assertEquals(1, requests.size());
    }

    @Test
    void aRecipientThatWasDoneIsNotTriedAgain() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example", "b@dest.example");
        agent = request -> {
            try (var file = spool.openForUpdate(QueueName.ACTIVE, id).orElseThrow()) {
                file.markDone(request.recipients().getFirst().offset());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return new Attempt.Answered(new DeliveryReport.SomeLeft());
        };
        run();
        requests.clear();
        now = now.plusSeconds(300);
        manager = newManager();

        run();

        assertEquals(
                List.of("b@dest.example"),
                requests.getFirst().recipients().stream()
                        .map(recipient -> recipient.address().text())
                        .toList());
    }

    @Test
    void aReportThatCannotBeSentIsTriedAgainLater() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        Files.writeString(spool.path(QueueName.TRACE, id), "recipient=a@dest.example\n\n");

        run();

        assertTrue(spool.status(QueueName.DEFERRED, id).isPresent());
        assertTrue(spool.status(QueueName.TRACE, id).isPresent());
    }

    @Test
    void aReportThatCannotBeSentKeepsNoMessageForever() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        Files.writeString(spool.path(QueueName.TRACE, id), "recipient=a@dest.example\n\n");
        now = now.plus(Duration.ofDays(5));

        run();

        assertTrue(spool.status(QueueName.ACTIVE, id).isEmpty());
        assertTrue(spool.status(QueueName.DEFERRED, id).isEmpty());
        assertTrue(spool.status(QueueName.TRACE, id).isEmpty());
        assertEquals(id + ": removed", log.getLast());
    }

    @Test
    void aFailureThatNobodyWasToldOfIsNeverForgotten() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        Files.writeString(spool.path(QueueName.BOUNCE, id), "recipient=a@dest.example\n\n");
        now = now.plus(Duration.ofDays(5));

        run();

        assertTrue(spool.status(QueueName.DEFERRED, id).isPresent());
    }

    /// bounce(8) has nothing to say about a message whose defer log is empty, and says that all went well.
    @Test
    void anOldMessageIsKeptWhenNobodyCouldSayWhyItWaits() throws Exception {
        agent = _ -> new Attempt.NoAgent("connect to transport private/smtp: No such file or directory");
        try (var _ = bounceServiceThatAlwaysSaysYes()) {
            var id = queue(QueueName.INCOMING, "a@dest.example");
            now = now.plus(Duration.ofDays(6));

            run();

            assertTrue(spool.status(QueueName.DEFERRED, id).isPresent());
        }
    }

    @Test
    void anOldMessageGoesWhenItsDeferLogSaysWhy() throws Exception {
        try (var _ = bounceServiceThatAlwaysSaysYes()) {
            var id = queue(QueueName.INCOMING, "a@dest.example");
            agent = request -> {
                long offset = request.recipients().getFirst().offset();
                try {
                    spool.makeDirectory(QueueName.DEFER, id);
                    Files.writeString(
                            spool.path(QueueName.DEFER, id), "recipient=a@dest.example\noffset=" + offset + "\n\n");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return new Attempt.Answered(new DeliveryReport.SomeLeft());
            };
            now = now.plus(Duration.ofDays(6));

            run();

            assertEquals(id + ": removed", log.getLast());
        }
    }

    private ServerSocketChannel bounceServiceThatAlwaysSaysYes() throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(top.resolve("nobody-listens")));
        Thread.ofVirtual().start(() -> {
            while (server.isOpen()) {
                try (var client = server.accept()) {
                    var stream = new AttributeStream(Channels.newInputStream(client), Channels.newOutputStream(client));
                    stream.send(new Attributes().with("protocol", "delivery_status_protocol"));
                    stream.receive();
                    stream.send(new Attributes().with("status", 0));
                } catch (IOException _) {
                    // The test is over.
                }
            }
        });
        return server;
    }

    @Test
    void aDamagedFileIsPutAside() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        Files.write(spool.path(QueueName.INCOMING, id), new byte[] {'C', 3, 'x', 'y', 'z'});
        Files.setLastModifiedTime(spool.path(QueueName.INCOMING, id), FileTime.from(now));

        run();

        assertEquals(0, requests.size());
        assertTrue(Files.exists(spool.path(QueueName.CORRUPT, id)));
        assertTrue(
                log.contains("warning: saving corrupt file \"" + id + "\" from queue \"active\" to queue \"corrupt\""));
    }

    @Test
    void anAddressThatCannotBeWrittenGoesToErrorWithPostfixsWords() throws Exception {
        queue(QueueName.INCOMING, "a@dest..example");

        run();

        assertEquals("5.1.3 bad address syntax", requests.getFirst().nexthop());
    }

    @Test
    void whatAnAgentOfAnEarlierProcessStillDeliversWaits() throws Exception {
        var id = queue(QueueName.INCOMING, "a@dest.example");
        var other = queue(QueueName.INCOMING, "b@dest.example");
        spool.move(id, QueueName.INCOMING, QueueName.ACTIVE);
        spool.move(other, QueueName.INCOMING, QueueName.ACTIVE);

        try (var _ = spool.lockForDelivery(QueueName.ACTIVE, id).orElseThrow()) {
            run();
            assertEquals(
                    List.of(other), requests.stream().map(DeliveryRequest::id).toList());
            assertEquals(id + ": skipped, still being delivered", log.getFirst());
        }
        manager.work();
        assertEquals(1, requests.size(), "not before it is time");

        now = now.plusSeconds(60);
        while (manager.work()) {
            // until everything is done
        }
        assertEquals(
                List.of(other, id), requests.stream().map(DeliveryRequest::id).toList());
    }

    /// Runs until everything is done. Deliveries run within the loop, so it never waits for one.
    private void run() throws Exception {
        manager.recover();
        manager.triggered(new byte[] {'I'});
        manager.triggered(new byte[] {'D'});
        while (manager.work()) {
            // Deliveries end within the round that starts them.
        }
    }

    private QueueId queue(QueueName queue, String... recipients) throws IOException {
        try (var draft = spool.create(queue)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
            records.put(RecordType.ARRIVAL_TIME, now.getEpochSecond() + " 0");
            records.put(RecordType.SENDER, "s@src.example");
            for (String recipient : recipients) {
                records.put(RecordType.RECIPIENT, recipient);
            }
            records.put(RecordType.MESSAGE_START, "");
            long start = records.position();
            records.put(RecordType.TEXT, "Body");
            long end = records.position();
            records.put(RecordType.EXTRACTED_START, "");
            records.put(RecordType.END, "");
            draft.rewriteSize(new MessageSize(end - start, start, recipients.length, 0, 4, 0));
            draft.commit();
            Files.setLastModifiedTime(spool.path(queue, draft.id()), FileTime.from(now));
            return draft.id();
        }
    }
}
