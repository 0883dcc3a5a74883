package mta.service.client;

import java.util.EnumSet;
import java.util.Set;
import mta.core.config.ReceiveOverride;

/// What a client of cleanup(8) asks it to do with a message.
///
/// The numbers are Postfix's; they travel as one sum.
public enum CleanupFlag {
    /// Return a message that cannot be queued to its sender, instead of refusing it.
    BOUNCE(1),
    /// Apply header and body checks.
    FILTER(1 << 1),
    /// Place the message on hold.
    HOLD(1 << 2),
    /// Take the message and throw it away.
    DISCARD(1 << 3),
    /// Add automatic blind copies.
    BCC_OK(1 << 4),
    /// Apply canonical, virtual alias and masquerade mappings.
    MAP_OK(1 << 5),
    /// Let Milters see the message.
    MILTER(1 << 6),
    /// Refusals are answered to an SMTP client, so they have its reply codes.
    SMTP_REPLY(1 << 7),
    /// The envelope was declared as SMTPUTF8.
    SMTPUTF8(1 << 8),
    /// Find out whether the message needs SMTPUTF8.
    AUTO_SMTPUTF8(1 << 9);

    private static final Set<CleanupFlag> EXTERNAL = Set.of(FILTER, MILTER, BCC_OK, MAP_OK);

    /// For mail that we make ourselves, such as bounce messages. Its recipients may well be aliases: the sender of a
    /// message can be one, and `postmaster` mostly is.
    public static final Set<CleanupFlag> INTERNAL = Set.of(MAP_OK);

    private final int bit;

    CleanupFlag(int bit) {
        this.bit = bit;
    }

    /// For mail from outside, which may be changed.
    ///
    /// @param overrides what is not to be done, `receive_override_options`
    public static Set<CleanupFlag> external(Set<ReceiveOverride> overrides) {
        var flags = EnumSet.copyOf(EXTERNAL);
        for (ReceiveOverride override : overrides) {
            switch (override) {
                case NO_ADDRESS_MAPPINGS -> flags.removeAll(Set.of(MAP_OK, BCC_OK));
                case NO_HEADER_BODY_CHECKS -> flags.remove(FILTER);
                case NO_MILTERS -> flags.remove(MILTER);
                // It is no matter of cleanup(8).
                case NO_UNKNOWN_RECIPIENT_CHECKS -> {}
            }
        }
        return flags;
    }

    /// The number that stands for it.
    public int bit() {
        return bit;
    }

    /// The number that stands for several.
    public static int sum(Set<CleanupFlag> flags) {
        int sum = 0;
        for (CleanupFlag flag : flags) {
            sum |= flag.bit;
        }
        return sum;
    }

    /// The flags that a number stands for, which may be changed; bits that stand for none are left out.
    public static Set<CleanupFlag> of(long sum) {
        var flags = EnumSet.noneOf(CleanupFlag.class);
        for (CleanupFlag flag : values()) {
            if ((sum & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
