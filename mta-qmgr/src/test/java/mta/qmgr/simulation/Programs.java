package mta.qmgr.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.Recipient;
import mta.qmgr.simulation.World.Fate;
import mta.queue.QueueFile;
import mta.queue.QueueName;
import mta.queue.Spool;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.queue.record.Segment;
import mta.queue.status.StatusEntry;
import mta.queue.status.StatusLog;
import mta.queue.status.StatusLog.OldForm;
import mta.service.client.BounceClient;
import mta.service.client.DeliveryReport;
import mta.service.client.DeliveryRequest;

/// The programs around the queue manager, each with the steps of the real one in their order: cleanup(8) commits
/// before anybody says so, agents record before they mark, bounce(8) sends before it forgets.
final class Programs {

    private final Spool spool;
    private final World world;
    private final InstantSource clock;
    private final StatusLog bounced;
    private final StatusLog deferred;
    private final StatusLog traced;

    Programs(Spool spool, World world, InstantSource clock) {
        this.spool = spool;
        this.world = world;
        this.clock = clock;
        this.bounced = new StatusLog(spool, QueueName.BOUNCE, OldForm.LEFT_OUT);
        this.deferred = new StatusLog(spool, QueueName.DEFER, OldForm.LEFT_OUT);
        this.traced = new StatusLog(spool, QueueName.TRACE, OldForm.LEFT_OUT);
    }

    /// cleanup(8): when this returns, the message is in the queue.
    ///
    /// @param about what the content says: recipients that a notice is about
    void accept(String sender, List<String> recipients, List<String> about) throws IOException {
        try (var draft = spool.create(QueueName.INCOMING)) {
            var records = draft.records();
            records.put(RecordType.MESSAGE_SIZE, MessageSize.NOT_YET.text());
            records.put(RecordType.ARRIVAL_TIME, clock.instant().getEpochSecond() + " 0");
            records.put(RecordType.SENDER, sender);
            for (String recipient : recipients) {
                records.put(RecordType.RECIPIENT, recipient);
            }
            records.put(RecordType.MESSAGE_START, "");
            long start = records.position();
            for (String line : about) {
                records.put(RecordType.TEXT, line);
            }
            records.put(RecordType.TEXT, "Text");
            long end = records.position();
            records.put(RecordType.EXTRACTED_START, "");
            records.put(RecordType.END, "");
            draft.rewriteSize(new MessageSize(end - start, start, recipients.size(), 0, end - start, 0));
            draft.commit();
        }
    }

    /// bounce(8).
    void send(BounceClient.Notice notice, BounceClient.Message message) throws IOException {
        var log = switch (notice) {
            case NON_DELIVERY -> bounced;
            case EXPIRED, DELAY -> deferred;
            case DELIVERY_STATUS, VERIFICATION -> traced;
        };
        var about = new ArrayList<String>();
        try (var reader = log.open(message.id()).orElse(null)) {
            for (var entry = reader == null ? java.util.Optional.<StatusEntry>empty() : reader.next();
                    entry.isPresent();
                    entry = reader.next()) {
                about.add(entry.get().recipient().address().text());
            }
        }
        if (!about.isEmpty()) {
            accept("", List.of(message.sender().text()), about);
        }
        if (notice != BounceClient.Notice.DELAY) {
            log.remove(message.id());
        }
    }

    /// A delivery agent.
    DeliveryReport deliver(DeliveryRequest request) {
        try (var file = spool.openForUpdate(QueueName.ACTIVE, request.id()).orElse(null)) {
            if (file == null) {
                return new DeliveryReport.AgentFailed("no such queue file");
            }
            boolean anyLeft = false;
            var waiting = waiting(file);
            for (var recipient : request.recipients()) {
                if (waiting.contains(recipient.offset())) {
                    anyLeft |= !settle(request, file, recipient);
                }
            }
            return anyLeft ? left(request) : new DeliveryReport.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Long> waiting(QueueFile file) throws IOException {
        var offsets = new HashSet<Long>();
        var records = file.records();
        for (var record = records.next();
                record.isPresent() && record.get().type() != RecordType.MESSAGE_START;
                record = records.next()) {
            if (record.get().type() == RecordType.RECIPIENT) {
                offsets.add(record.get().offset());
            }
        }
        return offsets;
    }

    private DeliveryReport left(DeliveryRequest request) {
        return request.nexthop().equals("never.example")
                ? new DeliveryReport.DestinationFailed(EnhancedStatus.of("4.4.1"), "Connection timed out")
                : new DeliveryReport.SomeLeft();
    }

    private boolean settle(DeliveryRequest request, QueueFile file, Recipient recipient) throws IOException {
        String address = recipient.address().text();
        var fate = request.nexthop().startsWith("4.") ? Fate.NEVER : Fate.of(address);
        if (fate == Fate.NEVER || (fate == Fate.LATE && !world.isLateOver())) {
            deferred.append(request.id(), entry(recipient, "4.4.1", "delayed"));
            return false;
        }
        if (fate == Fate.REFUSED) {
            bounced.append(request.id(), entry(recipient, "5.1.1", "failed"));
        } else if (address.endsWith("@src.example")) {
            read(request, file);
        } else {
            world.deliver(address);
        }
        file.markDone(recipient.offset());
        world.done(address);
        return true;
    }

    /// The sender reads a notice.
    private void read(DeliveryRequest request, QueueFile file) throws IOException {
        var records = file.records();
        records.seek(request.contentOffset(), Segment.CONTENT);
        for (var record = records.next();
                record.isPresent() && record.get().type() == RecordType.TEXT;
                record = records.next()) {
            world.tell(record.get().text());
        }
    }

    private static StatusEntry entry(Recipient recipient, String status, String action) {
        return new StatusEntry(recipient, EnhancedStatus.of(status), action, "", "", "", "", "because");
    }
}
