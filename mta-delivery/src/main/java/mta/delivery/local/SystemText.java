package mta.delivery.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Names of files and lines of commands as the system is to get them.
///
/// What stands in tables, aliases, `.forward` files and `main.cf` is bytes, one character for each; Java's files and
/// programs are named by characters, which become bytes again. Without this, `Büro` would be another file.
final class SystemText {

    private SystemText() {}

    /// @param bytes one character for each byte
    /// @throws IOException where this can be no such text; it would be that of another file or command
    static String of(String bytes) throws IOException {
        if (bytes.indexOf('\0') >= 0) {
            throw new IOException("NUL in \"" + bytes.replace('\0', '?') + "\"");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("not in UTF-8: \"" + bytes + "\"", e);
        }
    }

    /// The file of that name.
    static Path path(String bytes) throws IOException {
        try {
            return Path.of(of(bytes));
        } catch (InvalidPathException e) {
            throw new IOException("no name of a file in this locale: \"" + bytes + "\"", e);
        }
    }
}
