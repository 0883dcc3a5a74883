package mta.smtpd.policy;

import mta.smtp.reply.Reply;

/// What the restrictions of one phase come to.
public sealed interface Ruling {

    /// Nothing was held against the client.
    enum Accepted implements Ruling {
        ACCEPTED
    }

    /// The client is refused what it asked for; this is in the log already.
    ///
    /// @param reply what to answer; 421 and 521 also end the session
    record Refused(Reply reply) implements Ruling {}

    /// The session ends without a word.
    enum HangUp implements Ruling {
        HANG_UP
    }
}
