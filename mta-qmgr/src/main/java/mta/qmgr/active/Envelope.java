package mta.qmgr.active;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.QueueId;
import mta.core.mail.Recipient;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import mta.queue.QueueFile;
import mta.queue.record.MessageSize;
import mta.queue.record.RecordType;
import mta.service.client.BounceClient;
import mta.service.client.ClientAttributes;
import mta.service.client.DeliveryRequest.Flag;

/// What a queue file says about a message, besides its recipients and content.
///
/// @param size the size record
/// @param arrival when we received it
/// @param created when it first entered a queue of ours; what its age is counted from
/// @param sender who it is from
/// @param envelopeId `ENVID=`; may be empty
/// @param ret what the sender wants returned, where he said so
/// @param encoding `7bit`, `8bit`, or empty
/// @param client where it came from
/// @param rewriteContext `local` or `remote`
/// @param filter `transport:nexthop` to which it goes instead of to its recipients' destinations
/// @param redirect the one address to which it goes instead of to its recipients
/// @param verp where each recipient gets a copy of its own, from a sender that it is part of
/// @param warning when its sender is to be told that it is late, if ever
/// @param flags what is special about its deliveries
public record Envelope(
        MessageSize size,
        Instant arrival,
        Instant created,
        ReversePath sender,
        String envelopeId,
        Optional<Returned> ret,
        String encoding,
        ClientAttributes client,
        String rewriteContext,
        Optional<String> filter,
        Optional<String> redirect,
        Optional<Verp> verp,
        Optional<Warning> warning,
        Set<Flag> flags) {

    /// What the file says of a notice that the message is late.
    ///
    /// @param offset where that record starts
    /// @param due when the notice is due; before 1970 where it was sent, 1970 where it need not be
    public record Warning(long offset, Instant due) {

        /// Whether the notice has been sent, and the sender wants to hear when the message got through after all.
        public boolean isSent() {
            return due.isBefore(Instant.EPOCH);
        }

        /// Notes in the file that it was sent.
        public void markSent(QueueFile file) throws IOException {
            file.overwrite(offset, RecordType.WARNING_TIME, "%15d".formatted(-due.getEpochSecond()));
        }

        /// Whether it is time to send it.
        public boolean isDue(Instant now) {
            return due.isAfter(Instant.EPOCH) && !now.isBefore(due);
        }
    }

    /// The size of the content, as it is logged. Files of old Postfix versions do not know it exactly.
    public long contentLength() {
        return size.contentLength() == 0 ? size.contentSize() : size.contentLength();
    }

    /// The sender as a recipient sees him.
    public ReversePath senderFor(Recipient recipient) {
        return verp.map(wanted -> wanted.sender(sender, recipient)).orElse(sender);
    }

    /// What bounce(8) needs to know to send a notice.
    ///
    /// @param each whether, with VERP, each failed recipient gets a notice of its own
    public BounceClient.Message forNotice(String queueName, QueueId id, boolean each) {
        return new BounceClient.Message(
                queueName, id, encoding, size.sendOptions(), sender, envelopeId, ret, each ? verp : Optional.empty());
    }
}
