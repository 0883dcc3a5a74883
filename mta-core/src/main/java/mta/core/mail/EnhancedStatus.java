package mta.core.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/// An enhanced mail system status code, such as `5.1.1` (RFC 3463).
///
/// @param kind success, temporary or permanent failure: the first digit
/// @param subject the second number, 0 to 999
/// @param detail the third number, 0 to 999
public record EnhancedStatus(Kind kind, int subject, int detail) {

    /// The first digit: what became of the matter.
    public enum Kind {
        SUCCESS(2),
        TEMPORARY(4),
        PERMANENT(5);

        private final int digit;

        Kind(int digit) {
            this.digit = digit;
        }

        public int digit() {
            return digit;
        }
    }

    private static final Pattern FORM = Pattern.compile("([245])\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

    public EnhancedStatus {
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("not an enhanced status: " + subject + "." + detail);
        }
    }

    /// Reads `X.Y.Z`, or nothing where the text is in another form.
    public static Optional<EnhancedStatus> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var kind = switch (match.group(1)) {
            case "2" -> Kind.SUCCESS;
            case "4" -> Kind.TEMPORARY;
            default -> Kind.PERMANENT;
        };
        return Optional.of(
                new EnhancedStatus(kind, Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3))));
    }

    /// Reads `X.Y.Z` from our own source code, where another form is a mistake of ours.
    public static EnhancedStatus of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an enhanced status: " + text));
    }

    /// The same subject and detail with another first digit, as `soft_bounce` asks for.
    public EnhancedStatus as(Kind other) {
        return new EnhancedStatus(other, subject, detail);
    }

    @Override
    public String toString() {
        return kind.digit + "." + subject + "." + detail;
    }
}
