package mta.core.mail;

/// What range the characters of a text are in. Asked of nearly every text of a message, so without a stream.
public final class CharacterRange {

    private CharacterRange() {}

    /// Whether a text is ASCII.
    public static boolean isAscii(String text) {
        return isBelow(0x80, text);
    }

    /// Whether each character of a text stands for a byte, as in text that comes from the network.
    public static boolean isBytes(String text) {
        return isBelow(0x100, text);
    }

    private static boolean isBelow(int limit, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= limit) {
                return false;
            }
        }
        return true;
    }
}
