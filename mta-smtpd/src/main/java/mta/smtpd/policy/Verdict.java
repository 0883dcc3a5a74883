package mta.smtpd.policy;

import mta.smtp.reply.Reply;

/// What one restriction says.
sealed interface Verdict {

    /// Verdicts without a reply.
    enum Plain implements Verdict {
        /// Nothing; the next restriction of the list is asked.
        DUNNO,
        /// The client may; the rest of the list is skipped.
        PERMIT,
        /// The session ends without a word.
        HANG_UP
    }

    /// The client may not, and that is in the log.
    record Refuse(Reply reply) implements Verdict {}

    Verdict DUNNO = Plain.DUNNO;
    Verdict PERMIT = Plain.PERMIT;
}
