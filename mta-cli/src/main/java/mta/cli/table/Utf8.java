package mta.cli.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Whether text whose characters are bytes is UTF-8.
final class Utf8 {

    private Utf8() {}

    static boolean isValid(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// For a message: without what a terminal could misunderstand.
    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
