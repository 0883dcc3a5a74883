package mta.core.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import mta.core.config.Parameter.Limits;

/// Reads the text of values, after expansion: text of a certain length, yes and no, numbers, times.
///
/// **Errors.** Each method throws [ConfigException] in the words that Postfix logs as fatal, with the name of the
/// parameter and the text that could not be read.
final class Values {

    private static final int HIGHEST_SECONDS = Integer.MAX_VALUE;

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

    static boolean bool(Parameter<?> parameter, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default ->
                throw new ConfigException("bad boolean configuration: %s = %s".formatted(parameter.name(), text));
        };
    }

    static int integer(Parameter<?> parameter, String text) {
        try {
            int value = Integer.parseInt(text.strip());
            checkNumber(parameter, value);
            return value;
        } catch (NumberFormatException e) {
            throw badNumber(parameter, text, e);
        }
    }

    static long longInteger(Parameter<?> parameter, String text) {
        try {
            long value = Long.parseLong(text.strip());
            checkNumber(parameter, value);
            return value;
        } catch (NumberFormatException e) {
            throw badNumber(parameter, text, e);
        }
    }

    /// A number and a unit; where the unit is missing, it is the one of the default.
    static Duration time(Parameter<?> parameter, String text) {
        int end = text.length();
        boolean hasUnit = end > 0 && Character.isLetter(text.charAt(end - 1));
        char unit = hasUnit ? text.charAt(end - 1) : unitOfDefault(parameter);
        String digits = hasUnit ? text.substring(0, end - 1) : text;
        try {
            long seconds = new BigInteger(digits.strip())
                    .multiply(BigInteger.valueOf(secondsOf(unit)))
                    .longValueExact();
            if (seconds < 0 || seconds > HIGHEST_SECONDS) {
                throw new ArithmeticException("out of range");
            }
            checkTime(parameter, seconds);
            return Duration.ofSeconds(seconds);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ConfigException("parameter %s: bad time value or unit: %s".formatted(parameter.name(), text), e);
        }
    }

    private static char unitOfDefault(Parameter<?> parameter) {
        String text = parameter.defaultText();
        char last = text.charAt(text.length() - 1);
        return Character.isLetter(last) ? last : 's';
    }

    private static long secondsOf(char unit) {
        return switch (Character.toLowerCase(unit)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3_600;
            case 'd' -> 86_400;
            case 'w' -> 604_800;
            default -> throw new ArithmeticException("no unit of time");
        };
    }

    private static ConfigException badNumber(Parameter<?> parameter, String text, NumberFormatException cause) {
        return new ConfigException("bad numerical configuration: %s = %s".formatted(parameter.name(), text), cause);
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
