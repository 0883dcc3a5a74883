package mta.core.table;

/// A text that can be looked at only so often: expressions such as `x*x*x*x*x*y` try combinations without end,
/// and whoever sends mail chooses the text. PCRE has such a limit, the JDK has none.
final class MeteredText implements CharSequence {

    /// PCRE's own limit, of what it counts as a step.
    private static final int MOST_LOOKS = 10_000_000;

    private final String text;
    private int looks = MOST_LOOKS;

    /// The limit is reached.
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("too many steps", null, false, false);
        }
    }

    MeteredText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (--looks < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
