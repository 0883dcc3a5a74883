package mta.smtp.client;

import mta.core.mail.EnhancedStatus;
import mta.smtp.reply.ReceivedReply;

/// What a dialogue came to for one recipient.
public sealed interface Verdict {

    /// The server has the message for this recipient now.
    record Accepted(ReceivedReply reply) implements Verdict {}

    /// The server said no.
    ///
    /// @param reply its words; 4xx or 5xx, or a code that makes no sense here
    /// @param stage what it answered
    record Refused(ReceivedReply reply, Stage stage) implements Verdict {}

    /// The connection broke before the server said anything for certain.
    ///
    /// @param stage where
    /// @param how how
    /// @param detail what the system said; may be empty
    record Broken(Stage stage, How how, String detail) implements Verdict {}

    /// The message cannot go to this server.
    ///
    /// @param status why, as a number
    /// @param reason why, as a text to be followed by the name of the host
    record Unsendable(EnhancedStatus status, String reason) implements Verdict {}

    /// Our own copy could not be read.
    record Unreadable(String reason) implements Verdict {}

    /// How a connection broke.
    enum How {
        /// The other end is gone.
        LOST,
        /// The other end is silent.
        TIMED_OUT,
        /// The other end speaks no SMTP.
        NO_REPLY,
        /// We cannot tell what the other end means.
        OUR_FAULT
    }
}
