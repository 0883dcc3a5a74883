package mta.delivery.local;

import java.util.Set;
import mta.core.config.DeliveredHeaderUse;
import mta.core.config.LocalParameters;
import mta.core.config.MainCf;
import mta.core.mail.CaseFolding;
import mta.core.mail.Recipient;
import mta.delivery.mailbox.Heading;

/// Which address stands in `Delivered-To:`, by which a message that comes back is known.
///
/// @param frozen whether that is the recipient's, whatever it stands for: `frozen_delivered_to`
/// @param where what gets such a header: `prepend_delivered_header`
record DeliveredTo(boolean frozen, Set<DeliveredHeaderUse> where) {

    static DeliveredTo from(MainCf main) {
        return new DeliveredTo(
                main.get(LocalParameters.FROZEN_DELIVERED_TO), main.get(LocalParameters.PREPEND_DELIVERED_HEADER));
    }

    /// What stands before the message in a file, or before a command gets it.
    ///
    /// Whoever is on a list gets mail of its owner's, to nobody else in the first place.
    Heading heading(DeliveredHeaderUse place, Recipient recipient, Member member) {
        return new Heading(
                member.sender(),
                member.listed() ? "" : recipient.original(),
                where.contains(place) ? address(recipient, member.address()) : "");
    }

    /// The address for a message that is sent on; empty for none.
    String ofForwarded(Recipient recipient, Member member) {
        return where.contains(DeliveredHeaderUse.FORWARD) ? CaseFolding.fold(address(recipient, member.via())) : "";
    }

    private String address(Recipient recipient, String last) {
        return frozen ? recipient.address().text() : last;
    }
}
