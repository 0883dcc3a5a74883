package mta.core.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The form of an address, or of another key, in which upper and lower case are the same.
///
/// Envelopes and tables hold bytes, one in each character. Those of UTF-8 must be folded together: each by itself,
/// as if it were a letter, would become another one.
public final class CaseFolding {

    private CaseFolding() {}

    /// Folds ASCII, and the rest where it is UTF-8.
    public static String fold(String text) {
        if (CharacterRange.isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        try {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return new String(
                    decoded.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        } catch (CharacterCodingException _) {
            return text;
        }
    }
}
