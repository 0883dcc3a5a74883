package mta.queue.listing;

/// A message as mailq(1) shows it; its recipients come separately. Addresses are in external form, without control
/// characters.
///
/// @param queue the directory's name
/// @param id the queue id
/// @param arrival seconds since 1970
/// @param size bytes of content
/// @param fate whether an operator asked for its return
/// @param sender the envelope sender; a stand-in for the null sender
public record ListedMessage(String queue, String id, long arrival, long size, Fate fate, String sender) {

    /// Whether an operator asked for the message to be returned.
    public enum Fate {
        NORMAL,
        FORCED_TO_EXPIRE
    }
}
