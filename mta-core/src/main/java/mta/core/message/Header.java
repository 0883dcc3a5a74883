package mta.core.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// One header of a message with its continuation lines.
///
/// @param name as it was written, without the colon and blanks before it
/// @param value what follows the colon, byte for byte (Latin-1); lines are separated by a line feed
public record Header(String name, String value) {

    /// What kind of header it is, where it is one that we know.
    public Optional<HeaderKind> kind() {
        return HeaderKind.find(name);
    }

    /// Its lines without line ends, the first one with name and colon.
    public List<String> lines() {
        return List.of((name + ":" + value).split("\n", -1));
    }

    /// The value without the blanks at its start, as it is logged and compared.
    public String trimmedValue() {
        int start = 0;
        while (start < value.length() && " \t\r\n\f\u000b".indexOf(value.charAt(start)) >= 0) {
            start++;
        }
        return value.substring(start);
    }

    /// Whether text such as `To: undisclosed-recipients:;` starts like a header.
    public static boolean startsLikeOne(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return nameLength(bytes, 0, bytes.length) > 0;
    }

    /// How long the name at the start of a line is, or 0 where the line is no header (RFC 5322 section 2.2).
    ///
    /// Blanks between the name and the colon are forgiven.
    static int nameLength(byte[] bytes, int offset, int length) {
        int name = 0;
        while (name < length
                && bytes[offset + name] > ' '
                && bytes[offset + name] < 0x7f
                && bytes[offset + name] != ':') {
            name++;
        }
        int colon = name;
        while (colon < length && (bytes[offset + colon] == ' ' || bytes[offset + colon] == '\t')) {
            colon++;
        }
        return colon < length && bytes[offset + colon] == ':' ? name : 0;
    }
}
