package mta.core.mail;

import java.util.EnumSet;
import java.util.Set;

/// When the sender wants to hear about a recipient (`NOTIFY=` of RFC 3461 section 4.1).
///
/// In queue files and between programs a set of these is a number: the sum of their bits. The empty set means that
/// nothing was asked for, which is: failures, and delays where the site sends such notices.
public enum Notify {
    NEVER(1),
    SUCCESS(2),
    FAILURE(4),
    DELAY(8);

    private final int bit;

    Notify(int bit) {
        this.bit = bit;
    }

    /// Reads the number of a queue file; unknown bits are ignored.
    public static Set<Notify> ofBits(int bits) {
        var set = EnumSet.noneOf(Notify.class);
        for (var notify : values()) {
            if ((bits & notify.bit) != 0) {
                set.add(notify);
            }
        }
        return set;
    }

    /// The number as it stands in a queue file.
    public static int bits(Set<Notify> set) {
        return set.stream().mapToInt(notify -> notify.bit).sum();
    }

    /// Whether a failure is reported to the sender.
    public static boolean wantsFailure(Set<Notify> set) {
        return set.isEmpty() || set.contains(FAILURE);
    }

    /// Whether a delay is reported to the sender.
    public static boolean wantsDelay(Set<Notify> set) {
        return set.isEmpty() || set.contains(DELAY);
    }
}
