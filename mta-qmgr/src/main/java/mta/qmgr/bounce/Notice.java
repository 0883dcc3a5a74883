package mta.qmgr.bounce;

import java.util.List;
import mta.core.mail.ReversePath;
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

    /// The bit among the options of a message that says: its sender asked for SMTPUTF8.
    private static final int SMTPUTF8_REQUESTED = 1;

    /// The bit that says: he asked for REQUIRETLS.
    private static final int REQUIRETLS = 1 << 5;

    /// How much of the message goes with a notice.
    enum Returned {
        WHOLE,
        HEADERS
    }

    /// Whether nothing of the content may be in it: that was to travel over TLS only, and a notice is to arrive in any
    /// case (RFC 8689 section 5).
    boolean isRedacted() {
        return (about.sendOptions() & REQUIRETLS) != 0;
    }

    /// Whether its reader is known to understand addresses and headers in UTF-8 (RFC 6533).
    boolean isUtf8() {
        return (about.sendOptions() & SMTPUTF8_REQUESTED) != 0;
    }
}
