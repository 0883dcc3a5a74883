package mta.core.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text that came from outside, made safe for a terminal or a log line.
public final class Printable {

    private Printable() {}

    /// Puts `?` for everything that is neither printable ASCII nor part of a valid UTF-8 character.
    ///
    /// @param text bytes as Latin-1, one character for each
    public static String of(String text) {
        int odd = 0;
        while (odd < text.length() && isPrintable(text.charAt(odd))) {
            odd++;
        }
        return odd == text.length() ? text : replaced(text, odd);
    }

    private static String replaced(String text, int start) {
        var result = new StringBuilder(text.length()).append(text, 0, start);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            int length = isPrintable(c) ? 1 : utf8Length(text, i);
            if (length == 0) {
                result.append('?');
            } else {
                result.append(text, i, i + length);
                i += length - 1;
            }
        }
        return result.toString();
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7f;
    }

    /// How many bytes the character at that place has in UTF-8; 0 where there is no valid one.
    private static int utf8Length(String text, int start) {
        char first = text.charAt(start);
        int length;
        if (first >= 0xc2 && first < 0xe0) {
            length = 2;
        } else if (first >= 0xe0 && first < 0xf0) {
            length = 3;
        } else if (first >= 0xf0 && first < 0xf5) {
            length = 4;
        } else {
            return 0;
        }
        if (start + length > text.length()) {
            return 0;
        }
        byte[] bytes = text.substring(start, start + length).getBytes(StandardCharsets.ISO_8859_1);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }
}
