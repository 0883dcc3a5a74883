package mta.core.config;

/// What counts as white space in configuration files: the six characters of C's `isspace`, and nothing of Unicode.
public final class WhiteSpace {

    private WhiteSpace() {}

    /// Whether a character is white space.
    public static boolean is(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /// The first place that is not white space.
    public static int skip(String text, int start, int end) {
        int at = start;
        while (at < end && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The text without white space at both ends.
    public static String trim(String text) {
        int start = skip(text, 0, text.length());
        int end = text.length();
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
