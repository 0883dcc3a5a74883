package mta.qmgr.destination;

import java.util.Optional;
import java.util.regex.Pattern;

/// By how much one delivery changes the concurrency to its destination: a fixed part of one, or a part that shrinks
/// as the concurrency grows.
///
///     0.25                 after four deliveries, one more or less
///     1/8                  after eight
///     1/concurrency        after as many as there are at a time
///     1/sqrt_concurrency   something between
///
/// @param base the number before the slash, divided by the number behind it
/// @param divisor what else it is divided by
public record Feedback(double base, Divisor divisor) {

    /// What a feedback is divided by.
    public enum Divisor {
        ONE,
        CONCURRENCY,
        ROOT_OF_CONCURRENCY
    }

    /// Postfix's default.
    public static final Feedback WHOLE = new Feedback(1, Divisor.ONE);

    private static final Pattern FORM = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)\\s*(?:/\\s*(\\S+))?");

    /// Reads the value of a parameter; nothing where it is malformed, or not between 0 and 1.
    public static Optional<Feedback> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(form.group(1));
        String below = form.group(2) == null ? "1" : form.group(2);
        return (switch (below) {
                    case "concurrency" -> Optional.of(new Feedback(number, Divisor.CONCURRENCY));
                    case "sqrt_concurrency" -> Optional.of(new Feedback(number, Divisor.ROOT_OF_CONCURRENCY));
                    default -> positive(below).map(value -> new Feedback(number / value, Divisor.ONE));
                })
                .filter(feedback -> feedback.base >= 0 && feedback.base <= 1);
    }

    private static Optional<Double> positive(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(value -> value > 0);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// What one delivery counts.
    ///
    /// @param concurrency how many deliveries there may be at a time now
    public double at(int concurrency) {
        return switch (divisor) {
            case ONE -> base;
            case CONCURRENCY -> base / concurrency;
            case ROOT_OF_CONCURRENCY -> base / Math.sqrt(concurrency);
        };
    }
}
