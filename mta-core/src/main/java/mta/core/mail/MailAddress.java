package mta.core.mail;

/// An envelope address in internal form: unquoted, as it is stored in the queue file and looked up in tables.
///
/// The domain is what follows the last `@`. It may be missing until the address was rewritten; the local part
/// may hold any character but those that would break a queue record or a log line.
///
/// **Diagnostics.** The constructor throws [IllegalArgumentException] for empty text and for NUL, CR and LF.
///
/// @param text the whole address, such as `user name@example.com`
public record MailAddress(String text) {

    public MailAddress {
        if (text.isEmpty() || text.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    /// What stands before the last `@`; everything where there is none.
    public String localPart() {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }

    /// What follows the last `@`; empty where there is none.
    public String domain() {
        int at = text.lastIndexOf('@');
        return at < 0 ? "" : text.substring(at + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
