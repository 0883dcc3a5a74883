package mta.queue.listing;

import java.util.List;

/// A message as mailq(1) shows it. Addresses are in external form, without control characters.
///
/// @param queue the directory's name
/// @param id the queue id
/// @param arrival seconds since 1970
/// @param size bytes of content
/// @param fate whether an operator asked for its return
/// @param sender the envelope sender; a stand-in for the null sender
/// @param recipients those that still have to be delivered
public record ListedMessage(
        String queue, String id, long arrival, long size, Fate fate, String sender, List<ListedRecipient> recipients) {

    /// Whether an operator asked for the message to be returned.
    public enum Fate {
        NORMAL,
        FORCED_TO_EXPIRE
    }

    /// One recipient.
    ///
    /// @param address in external form
    /// @param reason why it is late; empty if unknown
    public record ListedRecipient(String address, String reason) {}

    public ListedMessage {
        recipients = List.copyOf(recipients);
    }
}
