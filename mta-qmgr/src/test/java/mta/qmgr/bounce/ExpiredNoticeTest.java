package mta.qmgr.bounce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import mta.queue.record.MessageSize;
import mta.queue.record.RecordReader;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.LocalService;
import mta.service.client.RecipientStatus;
import mta.service.daemon.ServiceContext;
import mta.service.protocol.AttributeStream;
import mta.service.protocol.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A notice of a message that is too old, made from its defer log.
@Timeout(120)
class ExpiredNoticeTest {

    @TempDir
    private Path queue;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final List<Recipient> recipients = new ArrayList<>();

    /// Symptom: a sender hears that somebody did not get the message, who has got it.
    ///
    /// Cause: an agent deferred a recipient and was lost, and the next one delivered.
    @Test
    void whoWasDeliveredToAfterAllIsNotInIt() throws IOException {
        for (String name : List.of("active", "defer", "public", "private")) {
            Files.createDirectories(queue.resolve(name));
        }
        var spool = Spool.open(SpoolConfig.defaults(queue), InstantSource.system());
        var id = message(spool);
        try (var file = spool.openForUpdate(QueueName.ACTIVE, id).orElseThrow()) {
            file.markDone(recipients.getFirst().offset());
        }
        var service = BounceService.start(context());
        try (var network = new Network(1);
                var _ = network.listen(queue.resolve("public/cleanup"), Serving.by(this::take));
                var _ = network.listen(queue.resolve("private/defer"), Serving.by(service))) {
            var bounces = new BounceClient(
                    name -> new LocalService(queue.resolve("private").resolve(name), Duration.ofMinutes(1)));
            for (var recipient : recipients) {
                bounces.append(
                        BounceClient.Log.DEFER,
                        id,
                        RecipientStatus.local(recipient, EnhancedStatus.of("4.0.0"), "delayed", "later"));
            }
            bounces.send(
                    BounceClient.Notice.EXPIRED,
                    new BounceClient.Message(
                            "active",
                            id,
                            "7bit",
                            0,
                            ReversePath.ofInternal("s@src.example"),
                            "",
                            Optional.empty(),
                            Optional.empty()));
        }

        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().contains("<waits@dest.example>"));
        assertFalse(notices.getFirst().contains("<done@dest.example>"));
    }

    private QueueId message(Spool spool) throws IOException {
        try (var draft = spool.create(QueueName.ACTIVE)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
            records.put(RecordType.ARRIVAL_TIME, "1767225600 0");
            records.put(RecordType.SENDER, "s@src.example");
            for (String address : List.of("done@dest.example", "waits@dest.example")) {
                recipients.add(new Recipient(new MailAddress(address), "", records.position(), "", Set.of()));
                records.put(RecordType.RECIPIENT, address);
            }
            records.put(RecordType.MESSAGE_START, "");
            long start = records.position();
            records.put(RecordType.TEXT, "Subject: test");
            long end = records.position();
            records.put(RecordType.EXTRACTED_START, "");
            records.put(RecordType.END, "");
            draft.rewriteSize(new MessageSize(end - start, start, 2, 0, end - start, 0));
            draft.commit();
            return draft.id();
        }
    }

    private ServiceContext context() throws IOException {
        String settings = "myhostname = mail.example.com\ninet_interfaces = 127.0.0.1\n";
        String services = "defer unix - - n - 0 bounce\ncleanup unix n - n - 0 cleanup\n";
        return SampleContext.of(queue, settings, services, InstantSource.system(), new ArrayList<>());
    }

    /// cleanup(8), as far as a notice needs it.
    private void take(Connection client) throws IOException {
        var stream = AttributeStream.over(client);
        stream.send(new Attributes().with("queue_id", "9C8B7A6D5E4"));
        stream.receive();
        var text = new StringBuilder();
        var records = RecordReader.unchecked(stream.input());
        for (var record = records.next(); record.isPresent(); record = records.next()) {
            if (record.get().letter() == 'E') {
                break;
            }
            text.append(record.get().text()).append('\n');
        }
        notices.add(text.toString());
        stream.send(new Attributes().with("status", 0).with("reason", ""));
    }
}
