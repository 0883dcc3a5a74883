package mta.core.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.TimeZone;

/// What the clocks of this machine show.
///
/// [java.time.ZoneId#systemDefault] would do the same, but looks for the rules of time zones in all jars first,
/// which takes a command longer than its own work.
public final class WallClock {

    private static final int MILLIS = 1000;

    private WallClock() {}

    /// The local time at an instant, with the offset from UTC that counts then.
    public static ZonedDateTime at(Instant instant) {
        int offset = TimeZone.getDefault().getOffset(instant.toEpochMilli());
        return instant.atZone(ZoneOffset.ofTotalSeconds(offset / MILLIS));
    }
}
