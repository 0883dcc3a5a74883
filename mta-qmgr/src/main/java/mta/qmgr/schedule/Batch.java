package mta.qmgr.schedule;

import java.util.List;
import mta.core.mail.Recipient;
import mta.qmgr.active.ActiveMessage;

/// One delivery: recipients of one message that go the same way together.
///
/// @param message whose recipients
/// @param route which way
/// @param recipients at least one, and no more than the transport takes at a time
/// @param pace whether more mail for the destination is to be expected soon
public record Batch(ActiveMessage message, Route route, List<Recipient> recipients, Pace pace) {

    /// How mail for a destination comes along.
    public enum Pace {
        /// Now and then.
        SINGLE,
        /// One delivery after another: it is worth keeping the connection.
        BACK_TO_BACK
    }

    /// The same recipients, by another way.
    public Batch by(Route other) {
        return new Batch(message, other, recipients, Pace.SINGLE);
    }

    /// Who delivers.
    public String transport() {
        return route.transport();
    }
}
