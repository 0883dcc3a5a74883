package mta.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Times as asctime(3) writes them, such as `Sun Nov 22 00:17:13 2026`.
///
/// Written by hand: the formatters of the JDK would load locale data, which costs a command more than its own work.
public final class Asctime {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private Asctime() {}

    /// The local time at that many seconds since 1970.
    public static String of(long seconds) {
        ZonedDateTime time = Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault());
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
