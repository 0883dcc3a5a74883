package mta.smtpd.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Looks at the bytes of text that came from a client, one character for each byte.
final class Texts {

    /// What would break a log line or a header if a client could put it there; Postfix's own list.
    private static final String UNSAFE = " <>()\\\";@";

    private Texts() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 126) {
                return false;
            }
        }
        return true;
    }

    static boolean isUtf8(String text) {
        if (isAscii(text)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// The name of a client, made safe for the log and for the Received header: `?` for what is not.
    static String neutered(String name) {
        var safe = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            safe.append(c < ' ' || c == 127 || UNSAFE.indexOf(c) >= 0 ? '?' : c);
        }
        return safe.toString();
    }
}
