package mta.smtp.command;

/// What a client says about a recipient with RCPT (RFC 3461).
///
/// @param notifyFlags the sum of the NOTIFY words in Postfix's numbers: 1 NEVER, 2 SUCCESS, 4 FAILURE, 8 DELAY; 0 where
///     the client gave none
/// @param originalRecipient ORCPT as `type;address`, decoded; where the client gave none, the address that it wrote
public record RecipientOptions(int notifyFlags, String originalRecipient) {

    /// Nothing was said but the address.
    ///
    /// @param given as the client wrote it, with its quotes
    static RecipientOptions none(String given) {
        return new RecipientOptions(0, "rfc822;" + given);
    }
}
