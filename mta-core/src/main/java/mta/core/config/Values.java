package mta.core.config;

import java.time.Duration;
import java.util.Locale;

/// Reads the text of values: yes and no, numbers, times.
final class Values {

    private Values() {}

    static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("neither yes nor no");
        };
    }

    static int integer(String text) {
        return Integer.parseInt(text.strip());
    }

    static long longInteger(String text) {
        return Long.parseLong(text.strip());
    }

    /// @param defaultText the default of the parameter, whose unit counts where the text has none
    static Duration time(String text, String defaultText) {
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        if (Character.isDigit(last)) {
            char unit = defaultText.charAt(defaultText.length() - 1);
            return of(Long.parseLong(text), Character.isLetter(unit) ? unit : 's');
        }
        return of(Long.parseLong(text.substring(0, text.length() - 1)), Character.toLowerCase(last));
    }

    private static Duration of(long count, char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            case 'w' -> Duration.ofDays(Math.multiplyExact(count, 7));
            default -> throw new IllegalArgumentException("no unit of time: " + unit);
        };
    }
}
