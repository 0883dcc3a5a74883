package mta.smtp.client;

/// Which of two protocols is spoken.
public enum Protocol {
    /// RFC 5321: one reply for the message.
    SMTP,
    /// RFC 2033: LHLO, and one reply for each recipient after the message.
    LMTP
}
