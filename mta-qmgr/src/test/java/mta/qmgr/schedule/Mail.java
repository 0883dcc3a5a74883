package mta.qmgr.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.MailAddress;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.ReversePath;
import mta.qmgr.active.ActiveMessage;
import mta.qmgr.active.Envelope;
import mta.qmgr.active.EnvelopeReader.Unread;
import mta.qmgr.destination.Feedback;
import mta.qmgr.destination.WindowLimits;
import mta.queue.record.MessageSize;
import mta.queue.record.Segment;
import mta.service.client.ClientAttributes;

/// Messages, recipients and limits for tests of the schedule.
final class Mail {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /// As Postfix has them by default.
    static final SlotLimits SLOTS = new SlotLimits(5, 3, 50, 3);

    static final RecipientLimits MEMORY = new RecipientLimits(20_000, 1000, 100, Duration.ofSeconds(5));

    static final WindowLimits WINDOW =
            new WindowLimits(5, 20, Feedback.WHOLE, Feedback.WHOLE, 1, Duration.ofMinutes(5));

    static final TransportLimits TRANSPORT =
            new TransportLimits(WINDOW, 50, 100, TransportLimits.Pauses.NONE, SLOTS, MEMORY);

    static final Schedule.Limits LIMITS = new Schedule.Limits(20_000, 10, new ClogWarning(Duration.ZERO, 20_000));

    private Mail() {}

    static ActiveMessage message(long number, Instant since) {
        var envelope = new Envelope(
                new MessageSize(1, 1, 1, 0, 1, 0),
                since,
                since,
                ReversePath.Null.SENDER,
                "",
                Optional.empty(),
                "",
                ClientAttributes.NONE,
                "local",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        return new ActiveMessage(new QueueId("%012X".formatted(number)), envelope, since, number);
    }

    /// A message of which only some recipients were read.
    static ActiveMessage partlyRead(long number, Instant since, int unread) {
        var message = message(number, since);
        message.unread(Optional.of(new Unread(1, Segment.ENVELOPE, unread)), since);
        return message;
    }

    static List<Recipient> recipients(int count) {
        var all = new ArrayList<Recipient>();
        for (int i = 0; i < count; i++) {
            all.add(new Recipient(new MailAddress("r" + i + "@dest.example"), "", i, "", Set.of()));
        }
        return all;
    }

    static Route to(String destination) {
        return Route.to("smtp", destination);
    }
}
