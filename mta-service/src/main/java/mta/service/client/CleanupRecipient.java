package mta.service.client;

/// One recipient as it is handed to cleanup(8).
///
/// @param address internal form; may lack a domain
/// @param original the address as it was before any rewriting of ours; empty to let cleanup(8) take `address`
/// @param dsnOriginal ORCPT as `type;xtext-decoded address`; empty where the sender gave none
/// @param notifyFlags the sum of NOTIFY options: 1 NEVER, 2 SUCCESS, 4 FAILURE, 8 DELAY; 0 where none were given
public record CleanupRecipient(String address, String original, String dsnOriginal, int notifyFlags) {

    /// A recipient without options.
    public static CleanupRecipient of(String address) {
        return new CleanupRecipient(address, "", "", 0);
    }
}
