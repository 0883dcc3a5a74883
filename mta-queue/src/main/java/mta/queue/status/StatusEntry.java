package mta.queue.status;

import mta.core.mail.EnhancedStatus;
import mta.core.mail.Recipient;

/// What became of one recipient, as a bounce, defer or trace log keeps it.
///
/// @param recipient who
/// @param status the enhanced status
/// @param action the word of RFC 3464 section 2.3.3: `failed`, `delayed`, `delivered`, `relayed`, `expanded`
/// @param diagnosticType such as `smtp`; empty where there is no diagnostic
/// @param diagnostic what the remote system or command said; may be empty
/// @param remoteType such as `dns`; empty where no remote system was reached
/// @param remoteName the remote system; may be empty
/// @param reason the explanation, as in the mail log
public record StatusEntry(
        Recipient recipient,
        EnhancedStatus status,
        String action,
        String diagnosticType,
        String diagnostic,
        String remoteType,
        String remoteName,
        String reason) {}
