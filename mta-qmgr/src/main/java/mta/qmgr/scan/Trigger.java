package mta.qmgr.scan;

import java.util.ArrayList;
import java.util.List;
import mta.qmgr.active.ActiveMessage.Urgency;

/// What the letters say that other programs send to qmgr(8).
///
///     I  there is new mail        D  look at deferred mail
///     W  wake up, as I            A  look at all of it, whether it is due or not
///     F  take dead destinations and transports for alive
///
/// The letters of one trigger belong together: `A` and `F` say how the queues that it names are looked at.
///
/// @param incoming whether new mail is to be looked at
/// @param deferred whether deferred mail is
/// @param due which of it
/// @param urgency how eagerly what is found is to be delivered
/// @param unknown letters without a meaning
public record Trigger(boolean incoming, boolean deferred, Due due, Urgency urgency, List<Character> unknown) {

    /// Which files are due.
    public enum Due {
        /// Those whose time has come: the modification time of a deferred message lies in the future.
        BY_TIME,
        /// All of them.
        ALL
    }

    /// There is new mail.
    public static final Trigger NEW_MAIL = new Trigger(true, false, Due.BY_TIME, Urgency.NORMAL, List.of());

    /// Deferred mail may be due.
    public static final Trigger QUEUE_RUN = new Trigger(false, true, Due.BY_TIME, Urgency.NORMAL, List.of());

    /// Reads the letters.
    public static Trigger of(byte[] letters) {
        boolean incoming = false;
        boolean deferred = false;
        var due = Due.BY_TIME;
        var urgency = Urgency.NORMAL;
        var unknown = new ArrayList<Character>();
        for (byte letter : letters) {
            switch (letter) {
                case 'I', 'W' -> incoming = true;
                case 'D' -> deferred = true;
                case 'A' -> due = Due.ALL;
                case 'F' -> urgency = Urgency.QUEUE_RUN;
                default -> unknown.add((char) letter);
            }
        }
        return new Trigger(incoming, deferred, due, urgency, List.copyOf(unknown));
    }

    /// Whether dead destinations and transports are taken for alive.
    public boolean revives() {
        return urgency == Urgency.QUEUE_RUN;
    }
}
