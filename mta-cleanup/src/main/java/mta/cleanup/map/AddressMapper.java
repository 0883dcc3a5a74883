package mta.cleanup.map;

import java.util.List;

/// Turns addresses into the form in which they are queued.
///
/// All addresses are in internal form. Used by many threads at once.
public interface AddressMapper {

    /// An envelope sender in standard form, mapped where the client asked for it; the null sender stays null.
    String sender(String address, boolean isMapped) throws MappingFailed;

    /// An envelope recipient in standard form, mapped where the client asked for it.
    String recipient(String address, boolean isMapped) throws MappingFailed;

    /// The addresses that a recipient stands for: itself, or those of its virtual alias.
    List<String> expand(String recipient) throws MappingFailed;

    /// Who gets copies of mail from a sender.
    List<String> senderCopies(String sender) throws MappingFailed;

    /// Who gets copies of mail to a recipient.
    List<String> recipientCopies(String recipient) throws MappingFailed;

    /// An address in a header such as `From:`.
    ///
    /// @param isLocal whether the mail is ours, not a remote client's
    String headerSender(String address, boolean isLocal) throws MappingFailed;

    /// An address in a header such as `To:`.
    ///
    /// @param isLocal whether the mail is ours, not a remote client's
    String headerRecipient(String address, boolean isLocal) throws MappingFailed;
}
