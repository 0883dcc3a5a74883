package mta.qmgr.bounce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.core.net.Connection;
import mta.core.net.Network;
import mta.qmgr.SampleContext;
import mta.qmgr.Serving;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.SpoolConfig;
import mta.queue.record.RecordReader;
import mta.service.client.BounceClient;
import mta.service.client.LocalService;
import mta.service.client.RecipientStatus;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two notices of one bounce: what becomes of the first when the second fails.
@Timeout(60)
class PostmasterCopyTest {

    private static final QueueId ID = new QueueId("4F2A0B1C2D3");
    private static final String NOTICE = "9C8B7A6D5E4";

    @TempDir
    private Path queue;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();

    /// Symptom: a sender is told again and again while the copy to the postmaster cannot be queued.
    @Test
    void theSenderIsToldOnce() throws IOException {
        for (String name : List.of("active", "bounce", "public", "private")) {
            Files.createDirectories(queue.resolve(name));
        }
        var service = BounceService.start(context());
        try (var network = new Network(1);
                var _ = network.listen(queue.resolve("public/cleanup"), Serving.by(this::takeTheFirst));
                var _ = network.listen(queue.resolve("private/bounce"), Serving.by(service))) {
            var bounces = new BounceClient(
                    name -> new LocalService(queue.resolve("private").resolve(name), Duration.ofSeconds(20)));
            bounces.append(BounceClient.Log.BOUNCE, ID, failure());

            bounces.send(
                    BounceClient.Notice.NON_DELIVERY,
                    new BounceClient.Message(
                            "active",
                            ID,
                            "7bit",
                            0,
                            ReversePath.ofInternal("from@example.com"),
                            "",
                            Optional.empty(),
                            Optional.empty()));
        }
        var kept =
                Spool.open(SpoolConfig.defaults(queue), InstantSource.system()).path(QueueName.BOUNCE, ID);
        assertFalse(Files.exists(kept));
        assertEquals(2, asked.get());
        assertEquals(
                List.of(
                        ID + ": sender non-delivery notification: " + NOTICE,
                        "warning: " + ID + ": postmaster notice failed while bouncing to from@example.com: "),
                log.stream()
                        .map(line -> line.replaceFirst("(bouncing to \\S+: ).*", "$1"))
                        .toList());
    }

    private static RecipientStatus failure() {
        var recipient = new Recipient(new MailAddress("to@example.net"), "", 1, "", Set.of());
        return RecipientStatus.local(recipient, EnhancedStatus.of("5.1.1"), "failed", "unknown user");
    }

    private ServiceContext context() throws IOException {
        String settings = "myhostname = mail.example.com\ninet_interfaces = 127.0.0.1\nnotify_classes = bounce\n";
        String services = "bounce unix - - n - 0 bounce\ncleanup unix n - n - 0 cleanup\n";
        return SampleContext.of(queue, settings, services, InstantSource.system(), log);
    }

    /// cleanup(8), which breaks down after one message.
    private void takeTheFirst(Connection client) throws IOException {
        if (asked.incrementAndGet() == 1) {
            take(AttributeStream.over(client));
        }
    }

    private static void take(AttributeStream stream) throws IOException {
        stream.send(new Attributes().with("queue_id", NOTICE));
        stream.receive();
        var records = RecordReader.unchecked(stream.input());
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            if (record.get().letter() == 'E') {
                break;
            }
        }
        stream.send(new Attributes().with("status", 0).with("reason", ""));
    }
}
