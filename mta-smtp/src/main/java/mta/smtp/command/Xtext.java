package mta.smtp.command;

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
