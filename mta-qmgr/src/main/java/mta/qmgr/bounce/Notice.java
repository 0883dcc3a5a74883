package mta.qmgr.bounce;

import java.util.List;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.SendOption;
import mta.queue.status.StatusEntry;
import mta.service.client.BounceClient;

/// A notice to be written.
///
/// @param about the message it is about
/// @param template its subject and words
/// @param from its envelope sender: nobody, or the double-bounce address
/// @param to who gets it
/// @param autoSubmitted the value of `Auto-Submitted:`
/// @param returned how much of the message goes with it, where it is not too large
/// @param recipients what became of whom
record Notice(
        BounceClient.Message about,
        Template template,
        ReversePath from,
        String to,
        String autoSubmitted,
        Returned returned,
        List<StatusEntry> recipients) {

    /// Whether it is about a message that was to travel over TLS only. Then nothing of the content may be in it where
    /// it is to arrive in any case (RFC 8689 section 5).
    boolean isConfidential() {
        return SendOption.REQUIRETLS.isIn(about.sendOptions());
    }

    /// Whether its reader is known to understand addresses and headers in UTF-8 (RFC 6533).
    boolean isUtf8() {
        return SendOption.SMTPUTF8_REQUESTED.isIn(about.sendOptions());
    }
}
