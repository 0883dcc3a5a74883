package mta.smtp.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The encoding of parameter values in which `+2B` stands for `+` (RFC 3461 section 4).
public final class Xtext {

    private static final String HEX = "0123456789ABCDEF";

    private Xtext() {}

    /// Decodes.
    ///
    /// @return nothing where a `+` is not followed by two hex digits, or stands for NUL
    public static Optional<String> decode(String text) {
        if (text.indexOf('+') < 0) {
            return Optional.of(text);
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '+') {
                plain.append(c);
                continue;
            }
            int high = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                return Optional.empty();
            }
            plain.append((char) (high * 16 + low));
            i += 2;
        }
        return Optional.of(plain.toString());
    }

    /// Decodes an international address, in which `\x{E9}` stands for a character of Unicode (RFC 6533 section 3).
    ///
    /// @return the bytes of UTF-8, one char each; nothing where the text is malformed, or holds control characters
    public static Optional<String> decodeUtf8(String text) {
        var plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int close = c == '\\' && text.startsWith("x{", i + 1) ? text.indexOf('}', i) : i;
            String digits = close > i ? text.substring(i + 3, close) : "";
            if (c == '\\' && !digits.matches("[0-9A-F]{2,5}|10[0-9A-F]{4}")) {
                return Optional.empty();
            }
            int point = c == '\\' ? Integer.parseInt(digits, 16) : c;
            if (point < ' ' || point == 0x7f) {
                return Optional.empty();
            }
            plain.append(c == '\\' ? bytes(Character.toString(point)) : String.valueOf(c));
            i = close + 1;
        }
        return Optional.of(plain.toString());
    }

    private static String bytes(String unicode) {
        return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// Encodes an international address, whose bytes are UTF-8, in ASCII (RFC 6533 section 3: utf-8-addr-xtext).
    public static String encodeUtf8(String text) {
        var encoded = new StringBuilder(text.length());
        new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .codePoints()
                .forEach(c -> {
                    if (c == '+' || c == '=' || c == '\\' || c <= ' ' || c > '~') {
                        encoded.append("\\x{%02X}".formatted(c));
                    } else {
                        encoded.append((char) c);
                    }
                });
        return encoded.toString();
    }

    /// Encodes what may not stand in a parameter value: `+`, `=`, blanks, and all that is not printable ASCII.
    public static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+' || c == '=' || c <= ' ' || c > '~') {
                encoded.append('+').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }
}
