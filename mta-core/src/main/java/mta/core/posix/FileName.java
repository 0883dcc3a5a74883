package mta.core.posix;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Names of files in settings and on command lines, and other words that are for the system.
///
/// Text from outside is bytes here, one character for each, as mail and its tables are; Java names files by characters,
/// which become bytes again. Without this, `Büro` would be another file.
public final class FileName {

    private FileName() {}

    /// The file of that name. What is no UTF-8 is taken as it is: Java has no other name for such a file, and does not
    /// find it.
    ///
    /// @param bytes one character for each byte
    public static Path of(String bytes) {
        return Path.of(text(bytes));
    }

    /// The name of a file, one character for each byte.
    public static String bytes(Path file) {
        return bytes(file.toString());
    }

    /// Text of our own, one character for each byte.
    public static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// The same words for those who make bytes of characters, as [ProcessBuilder] does with arguments and environments.
    ///
    /// @param bytes one character for each byte
    public static String text(String bytes) {
        if (bytes.chars().allMatch(c -> c < 0x80)) {
            return bytes;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(bytes)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
