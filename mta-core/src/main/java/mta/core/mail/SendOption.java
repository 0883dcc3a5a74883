package mta.core.mail;

/// What a message asks of those who send it on, or what was found in it that they must know.
///
/// In queue files (the last number of the size record, `sendopts=`) and between programs several are a number: the
/// sum of their bits. Programs pass the number on as it is, with bits that they do not know.
public enum SendOption {
    /// SMTPUTF8 (RFC 6531): its sender asked for it, or it was found to need it.
    SMTPUTF8_REQUESTED(1),
    /// A header is beyond ASCII.
    SMTPUTF8_HEADER(1 << 1),
    /// The sender's address is beyond ASCII.
    SMTPUTF8_SENDER(1 << 2),
    /// It travels over TLS only (RFC 8689).
    REQUIRETLS(1 << 5);

    private final int bit;

    SendOption(int bit) {
        this.bit = bit;
    }

    /// What the sender asked for, of all that a number holds: the rest is found again where the message is read.
    public static int requested(int options) {
        return options & (SMTPUTF8_REQUESTED.bit | REQUIRETLS.bit);
    }

    /// Whether a number holds it.
    public boolean isIn(int options) {
        return (options & bit) != 0;
    }

    /// The number that stands for it.
    public int bit() {
        return bit;
    }
}
