package mta.core.mail;

/// Who a message is from, in its envelope: an address, or nobody.
///
/// Mail from nobody (`MAIL FROM:<>`) is a notice of a mail system and is never answered (RFC 5321 section 4.5.5).
public sealed interface ReversePath {

    /// The null sender, `<>`.
    enum Null implements ReversePath {
        SENDER
    }

    /// A sender that notices can be returned to.
    ///
    /// @param address where they go
    record Mailbox(MailAddress address) implements ReversePath {}

    /// Reads internal form as it stands in a queue file, where the empty text is the null sender.
    static ReversePath ofInternal(String text) {
        return text.isEmpty() ? Null.SENDER : new Mailbox(new MailAddress(text));
    }

    /// Internal form as it stands in a queue file; empty for the null sender.
    default String text() {
        return switch (this) {
            case Null _ -> "";
            case Mailbox(var address) -> address.text();
        };
    }
}
