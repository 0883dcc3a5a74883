package mta.queue.listing;

/// A recipient as mailq(1) shows it. Addresses are in external form, without control characters.
///
/// @param address where it goes
/// @param original where the sender wanted it to go; empty where that is the same or unknown
/// @param waitsFor what has to be done about it
/// @param reason why that was not done yet; empty if unknown
public record ListedRecipient(String address, String original, WaitsFor waitsFor, String reason) {

    /// What has to be done about a recipient.
    public enum WaitsFor {
        DELIVERY,
        /// It has failed, and the sender is still to be told.
        RETURN
    }
}
