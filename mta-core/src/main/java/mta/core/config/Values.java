package mta.core.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mta.core.config.Parameter.Limits;

/// Reads the text of values, after expansion: text of a certain length, yes and no, numbers, times.
///
/// **Errors.** Each method throws [ConfigException] in the words that Postfix logs as fatal, with the name of the
/// parameter and the text that could not be read.
final class Values {

    private static final Pattern TIME =
            Pattern.compile("(?<count>[+-]?\\d+|(?=[smhdw]))(?<unit>[smhdw]?)(?:(?<=[smhdw]).*)?");

    private Values() {}

    static String text(Parameter<?> parameter, String text) {
        long length = text.length();
        parameter.limits().lowest().filter(lowest -> length < lowest).ifPresent(lowest -> {
            throw new ConfigException(
                    "bad string length %d < %d: %s = %s".formatted(length, lowest, parameter.name(), text));
        });
        parameter.limits().highest().filter(highest -> length > highest).ifPresent(highest -> {
            throw new ConfigException(
                    "bad string length %d > %d: %s = %s".formatted(length, highest, parameter.name(), text));
        });
        return text;
    }

    /// Words between commas or white space, as they are written: for Postfix, too, `Flock` is not `flock`.
    static <E extends Enum<E> & ListWord> Set<E> words(Parameter<?> parameter, String text, Set<E> known) {
        var words = new LinkedHashSet<E>();
        for (String word : text(parameter, text).split("[ \\t\\r\\n,]+")) {
            if (!word.isEmpty()) {
                words.add(known.stream()
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new ConfigException(
                                "unknown %s value \"%s\" in \"%s\"".formatted(parameter.name(), word, text))));
            }
        }
        return Collections.unmodifiableSet(words);
    }

    static boolean bool(Parameter<?> parameter, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default ->
                throw new ConfigException("bad boolean configuration: %s = %s".formatted(parameter.name(), text));
        };
    }

    static int integer(Parameter<?> parameter, String text) {
        long value = number(parameter, text);
        if (value != (int) value) {
            throw badNumber(parameter, text);
        }
        checkNumber(parameter, value);
        return (int) value;
    }

    static long longInteger(Parameter<?> parameter, String text) {
        long value = number(parameter, text);
        checkNumber(parameter, value);
        return value;
    }

    /// A number and a unit in lower case; where the unit is missing, it is the one of the default. What follows the
    /// unit is ignored, and no digits are zero, as in Postfix.
    static Duration time(Parameter<?> parameter, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw badTime(parameter, text);
        }
        String unit = matcher.group("unit").isEmpty() ? unitOfDefault(parameter) : matcher.group("unit");
        String digits = matcher.group("count");
        BigInteger count = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
        if (count.signum() < 0 || count.compareTo(highestCount(unit)) > 0) {
            throw badTime(parameter, text);
        }
        long seconds = count.longValueExact() * secondsOf(unit);
        checkTime(parameter, seconds);
        return Duration.ofSeconds(seconds);
    }

    private static long number(Parameter<?> parameter, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw badNumber(parameter, text);
        }
    }

    /// Postfix refuses the last count that would still fit, but for plain seconds.
    private static BigInteger highestCount(String unit) {
        long seconds = secondsOf(unit);
        return BigInteger.valueOf(seconds == 1 ? Integer.MAX_VALUE : Integer.MAX_VALUE / seconds - 1);
    }

    private static String unitOfDefault(Parameter<?> parameter) {
        String text = parameter.defaultText();
        return text.substring(text.length() - 1);
    }

    private static long secondsOf(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> 1;
        };
    }

    private static ConfigException badNumber(Parameter<?> parameter, String text) {
        return new ConfigException("bad numerical configuration: %s = %s".formatted(parameter.name(), text));
    }

    private static ConfigException badTime(Parameter<?> parameter, String text) {
        return new ConfigException("parameter %s: bad time value or unit: %s".formatted(parameter.name(), text));
    }

    private static void checkNumber(Parameter<?> parameter, long value) {
        Limits limits = parameter.limits();
        limits.lowest().filter(lowest -> value < lowest).ifPresent(lowest -> {
            throw new ConfigException("invalid %s parameter value %d < %d".formatted(parameter.name(), value, lowest));
        });
        limits.highest().filter(highest -> value > highest).ifPresent(highest -> {
            throw new ConfigException("invalid %s parameter value %d > %d".formatted(parameter.name(), value, highest));
        });
    }

    private static void checkTime(Parameter<?> parameter, long seconds) {
        Limits limits = parameter.limits();
        limits.lowest().filter(lowest -> seconds < lowest).ifPresent(lowest -> {
            throw new ConfigException("invalid %s: %d (min %d)".formatted(parameter.name(), seconds, lowest));
        });
        limits.highest().filter(highest -> seconds > highest).ifPresent(highest -> {
            throw new ConfigException("invalid %s: %d (max %d)".formatted(parameter.name(), seconds, highest));
        });
    }
}
