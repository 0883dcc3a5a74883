package mta.cleanup;

import java.util.BitSet;

/// Bytes that are looked for in content, as `message_reject_characters` and `message_strip_characters` list them.
///
/// The text uses the escapes of C: `\a \b \f \n \r \t \v \nnn \\`.
final class CharacterSet {

    private final BitSet bytes;

    private CharacterSet(BitSet bytes) {
        this.bytes = bytes;
    }

    static CharacterSet parse(String text) {
        var bytes = new BitSet(256);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                bytes.set(c & 0xff);
                continue;
            }
            c = text.charAt(++i);
            if (isOctal(c)) {
                int value = c - '0';
                for (int digits = 1; digits < 3 && i + 1 < text.length() && isOctal(text.charAt(i + 1)); digits++) {
                    value = value * 8 + text.charAt(++i) - '0';
                }
                bytes.set(value & 0xff);
            } else {
                bytes.set(escape(c) & 0xff);
            }
        }
        return new CharacterSet(bytes);
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }

    private static char escape(char c) {
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> c;
        };
    }

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    boolean contains(byte b) {
        return bytes.get(b & 0xff);
    }

    /// Whether one of the bytes is in a piece of content.
    boolean isIn(byte[] text, int offset, int length) {
        if (!bytes.isEmpty()) {
            for (int i = offset; i < offset + length; i++) {
                if (contains(text[i])) {
                    return true;
                }
            }
        }
        return false;
    }
}
