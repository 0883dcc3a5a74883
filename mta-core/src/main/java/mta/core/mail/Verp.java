package mta.core.mail;

import java.util.Optional;

/// Variable envelope return path: the address that a message was written to becomes part of its sender's, so that a
/// notice that comes back says by its own recipient whom it is about.
///
/// `list@src.example` writes to `user@dest.example` as `list+user=dest.example@src.example`.
///
/// **Diagnostics.** The constructor throws [IllegalArgumentException] for any other number of characters.
///
/// @param delimiters what stands before the recipient, and what stands for its `@`: two characters
public record Verp(String delimiters) {

    private static final int LENGTH = 2;

    public Verp {
        if (delimiters.length() != LENGTH) {
            throw new IllegalArgumentException("not two delimiters");
        }
    }

    /// Takes delimiters that somebody asks for.
    ///
    /// @param allowed the characters that may be asked for (`verp_delimiter_filter`)
    public static Optional<Verp> of(String delimiters, String allowed) {
        boolean good = delimiters.length() == LENGTH && delimiters.chars().allMatch(c -> allowed.indexOf(c) >= 0);
        return good ? Optional.of(new Verp(delimiters)) : Optional.empty();
    }

    /// The sender as one recipient sees him. The null sender stays what it is.
    public ReversePath sender(ReversePath sender, Recipient recipient) {
        return switch (sender) {
            case ReversePath.Null nobody -> nobody;
            case ReversePath.Mailbox(var address) ->
                new ReversePath.Mailbox(new MailAddress(with(address, written(recipient))));
        };
    }

    private static MailAddress written(Recipient recipient) {
        return recipient.original().isEmpty() ? recipient.address() : new MailAddress(recipient.original());
    }

    private String with(MailAddress sender, MailAddress recipient) {
        var path = new StringBuilder(sender.localPart())
                .append(delimiters.charAt(0))
                .append(recipient.localPart());
        if (!recipient.domain().isEmpty()) {
            path.append(delimiters.charAt(1)).append(recipient.domain());
        }
        if (!sender.domain().isEmpty()) {
            path.append('@').append(sender.domain());
        }
        return path.toString();
    }
}
