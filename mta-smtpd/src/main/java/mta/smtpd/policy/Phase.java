package mta.smtpd.policy;

/// The point of a dialogue at which restrictions are evaluated; the words are those of the log.
public enum Phase {
    CONNECT("CONNECT"),
    HELO("HELO"),
    EHLO("EHLO"),
    MAIL("MAIL"),
    RCPT("RCPT"),
    VRFY("VRFY"),
    DATA("DATA"),
    END_OF_MESSAGE("END-OF-MESSAGE"),
    ETRN("ETRN");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /// As it stands in the log.
    public String word() {
        return word;
    }
}
