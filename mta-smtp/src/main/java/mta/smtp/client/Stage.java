package mta.smtp.client;

/// Where in a dialogue something happened, in the words of Postfix's log.
public enum Stage {
    GREETING("receiving the initial server greeting", "greeting"),
    EHLO("performing the EHLO handshake", "EHLO command"),
    HELO("performing the HELO handshake", "HELO command"),
    LHLO("performing the LHLO handshake", "LHLO command"),
    MAIL("sending MAIL FROM", "MAIL FROM command"),
    RCPT("sending RCPT TO", "RCPT TO command"),
    DATA("sending DATA command", "DATA command"),
    BODY("sending message body", "message body"),
    END_OF_DATA("sending end of data -- message may be sent more than once", "end of DATA command"),
    RSET("sending final RSET", "RSET command"),
    QUIT("sending QUIT", "QUIT command");

    private final String during;
    private final String command;

    Stage(String during, String command) {
        this.during = during;
        this.command = command;
    }

    /// What follows `lost connection with HOST while`.
    public String during() {
        return during;
    }

    /// What follows `in reply to`.
    public String command() {
        return command;
    }
}
