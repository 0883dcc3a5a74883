package mta.smtp.reply;

import java.util.List;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;

/// Reads a reply that an operator or another program wrote as text: `550 5.7.1 No thanks`.
public final class ReplyText {

    private ReplyText() {}

    /// Reads text that starts with 4NN or 5NN; an enhanced status that is missing or contradicts the code is made up
    /// as `X.7.1`, in which only the first digit follows the code.
    ///
    /// @return nothing where the text starts otherwise
    public static Optional<Reply> parse(String text) {
        if (text.length() < 3 || (text.charAt(0) != '4' && text.charAt(0) != '5') || !isNumber(text)) {
            return Optional.empty();
        }
        int code = Integer.parseInt(text.substring(0, 3));
        String rest = text.substring(3).strip();
        var kind = code < 500 ? EnhancedStatus.Kind.TEMPORARY : EnhancedStatus.Kind.PERMANENT;
        int blank = rest.indexOf(' ');
        String first = blank < 0 ? rest : rest.substring(0, blank);
        var status = EnhancedStatus.parse(first);
        String words = status.isPresent() ? rest.substring(first.length()).strip() : rest;
        return Optional.of(new Reply(
                code,
                Optional.of(status.map(s -> s.as(kind)).orElseGet(() -> new EnhancedStatus(kind, 7, 1))),
                List.of(words)));
    }

    private static boolean isNumber(String text) {
        return text.chars().limit(3).allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 3 || text.charAt(3) == ' ');
    }
}
