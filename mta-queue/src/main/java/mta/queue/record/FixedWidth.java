package mta.queue.record;

/// Numbers that are written again later, in the same place: right-justified in fifteen columns.
public final class FixedWidth {

    private static final int COLUMNS = 15;

    private FixedWidth() {}

    /// Writes numbers, with a space between them.
    public static String of(long... numbers) {
        var text = new StringBuilder(numbers.length * (COLUMNS + 1));
        for (long number : numbers) {
            String digits = Long.toString(number);
            text.repeat(' ', Math.max(0, COLUMNS - digits.length()) + (text.isEmpty() ? 0 : 1))
                    .append(digits);
        }
        return text.toString();
    }
}
