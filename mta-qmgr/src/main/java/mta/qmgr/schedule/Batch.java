package mta.qmgr.schedule;

import java.util.List;
import mta.core.mail.Recipient;
import mta.qmgr.active.ActiveMessage;

/// One delivery to be made: recipients of one message that share transport and next hop.
///
/// @param message whose recipients
/// @param transport who delivers
/// @param nexthop where that sends to
/// @param destination whose window counts; the next hop, or a single recipient
/// @param recipients at least one, and no more than the transport takes at a time
public record Batch(
        ActiveMessage message, String transport, String nexthop, String destination, List<Recipient> recipients) {

    /// The same recipients, by another way.
    public Batch by(String otherTransport, String otherNexthop) {
        return new Batch(message, otherTransport, otherNexthop, otherNexthop, recipients);
    }
}
