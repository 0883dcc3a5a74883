package mta.cli;

import java.time.Instant;
import java.time.ZonedDateTime;
import mta.core.time.WallClock;

/// Times as asctime(3) writes them, such as `Sun Nov 22 00:17:13 2026`.
///
/// Written by hand: the formatters of the JDK would load locale data, which costs a command more than its own work.
public final class Asctime {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// The end of the year 9999, about: a damaged queue file may say anything.
    private static final long LATEST = 253_402_000_000L;

    private Asctime() {}

    /// The local time at that many seconds since 1970; the number itself where it is no time that anybody means.
    public static String of(long seconds) {
        if (seconds < -LATEST || seconds > LATEST) {
            return Long.toString(seconds);
        }
        ZonedDateTime time = WallClock.at(Instant.ofEpochSecond(seconds));
        var text = new StringBuilder(24);
        int day = 3 * (time.getDayOfWeek().getValue() - 1);
        int month = 3 * (time.getMonthValue() - 1);
        text.append(DAYS, day, day + 3)
                .append(' ')
                .append(MONTHS, month, month + 3)
                .append(' ');
        text.append(time.getDayOfMonth() < 10 ? " " : "").append(time.getDayOfMonth());
        two(text, ' ', time.getHour());
        two(text, ':', time.getMinute());
        two(text, ':', time.getSecond());
        return text.append(' ').append(time.getYear()).toString();
    }

    private static void two(StringBuilder text, char before, int number) {
        text.append(before).append(number < 10 ? "0" : "").append(number);
    }
}
