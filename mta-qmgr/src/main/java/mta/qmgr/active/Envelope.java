package mta.qmgr.active;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.QueueId;
import mta.core.mail.ReversePath;
import mta.queue.record.MessageSize;
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
/// @param ret 0, or what the sender wants returned: 1 full, 2 headers
/// @param encoding `7bit`, `8bit`, or empty
/// @param client where it came from
/// @param rewriteContext `local` or `remote`
/// @param filter `transport:nexthop` to which it goes instead of to its recipients' destinations
/// @param redirect the one address to which it goes instead of to its recipients
/// @param flags what is special about its deliveries
public record Envelope(
        MessageSize size,
        Instant arrival,
        Instant created,
        ReversePath sender,
        String envelopeId,
        int ret,
        String encoding,
        ClientAttributes client,
        String rewriteContext,
        Optional<String> filter,
        Optional<String> redirect,
        Set<Flag> flags) {

    /// What bounce(8) needs to know to send a notice.
    public BounceClient.Message forNotice(String queueName, QueueId id) {
        return new BounceClient.Message(queueName, id, encoding, size.sendOptions(), sender, envelopeId, ret);
    }
}
