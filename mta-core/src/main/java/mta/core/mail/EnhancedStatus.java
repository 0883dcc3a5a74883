package mta.core.mail;

import java.util.Optional;

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

    public EnhancedStatus {
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("not an enhanced status: " + subject + "." + detail);
        }
    }

    /// Reads `X.Y.Z`, or nothing where the text is in another form.
    public static Optional<EnhancedStatus> parse(String text) {
        int dot = text.indexOf('.', 2);
        if (dot < 0 || text.charAt(1) != '.') {
            return Optional.empty();
        }
        int subject = number(text, 2, dot);
        int detail = number(text, dot + 1, text.length());
        if (subject < 0 || detail < 0) {
            return Optional.empty();
        }
        return switch (text.charAt(0)) {
            case '2' -> Optional.of(new EnhancedStatus(Kind.SUCCESS, subject, detail));
            case '4' -> Optional.of(new EnhancedStatus(Kind.TEMPORARY, subject, detail));
            case '5' -> Optional.of(new EnhancedStatus(Kind.PERMANENT, subject, detail));
            default -> Optional.empty();
        };
    }

    /// One to three digits without leading zeros; -1 for anything else.
    private static int number(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + (c - '0');
        }
        return number;
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
