package mta.service.client;

import mta.core.mail.QueueId;

/// What cleanup(8) answers at the end of a message.
public sealed interface CleanupResult {

    /// The message is on disk and ours: tell the sender so.
    ///
    /// @param id its name
    record Queued(QueueId id) implements CleanupResult {}

    /// The message was not taken; no trace of it is left in the queue.
    ///
    /// @param cause the first cause that applies, in the order in which smtpd(8) looks at them
    /// @param status Postfix's number, the sum of all causes
    /// @param reason a text for the sender; it may start with a reply code (`550 5.7.1 …`); often empty
    record Refused(Cause cause, int status, String reason) implements CleanupResult {}

    /// Why a message is not taken, in the order in which smtpd(8) looks at them. The numbers are Postfix's.
    enum Cause {
        /// A Milter or a policy wants it later.
        DEFER(1 << 8, "service unavailable"),
        /// The client of cleanup(8) broke the protocol.
        BAD(1, "internal protocol error"),
        /// Larger than `message_size_limit`.
        SIZE(1 << 2, "message file too big"),
        /// More than `hopcount_limit` `Received:` headers.
        HOPS(1 << 4, "too many hops"),
        /// The content was rejected.
        CONTENT(1 << 3, "message content rejected"),
        /// The queue file could not be written.
        WRITE(1 << 1, "queue file write error"),
        /// A before-queue content filter refused it; never said by cleanup(8).
        PROXY(1 << 7, "proxy reject"),
        /// No recipients.
        RECIPIENT(1 << 6, "no recipients specified"),
        /// The client is not allowed to do this.
        NOT_PERMITTED(1 << 9, "service denied"),
        /// A line of an SMTP client ended in LF alone; never said by cleanup(8).
        BARE_NEWLINE(1 << 16, "bare <LF> received"),
        /// A number that we do not know.
        UNKNOWN(0, "unknown error");

        private final int bit;
        private final String text;

        Cause(int bit, String text) {
            this.bit = bit;
            this.text = text;
        }

        /// What commands print and the log says about it.
        public String text() {
            return text;
        }

        /// The number that stands for it.
        public int bit() {
            return bit;
        }

        static Cause first(int status) {
            for (Cause cause : values()) {
                if ((status & cause.bit) != 0) {
                    return cause;
                }
            }
            return UNKNOWN;
        }
    }

    /// The first cause in a number.
    static Cause causeOf(int status) {
        return Cause.first(status);
    }

    /// Reads the numbers on the wire.
    static CleanupResult of(QueueId id, int status, String reason) {
        return status == 0 ? new Queued(id) : new Refused(Cause.first(status), status, reason);
    }
}
