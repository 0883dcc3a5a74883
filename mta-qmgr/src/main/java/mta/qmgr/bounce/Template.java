package mta.qmgr.bounce;

import java.util.List;

/// The words of a notice: who sends it, its subject, and its text, which are Postfix's defaults.
///
/// @param from the name before the address in `From:`
/// @param subject its subject
/// @param text what the notice says before the recipients; `$myhostname` stands for the host name
/// @param purpose what it is for
record Template(String from, String subject, List<String> text, Purpose purpose) {

    /// What a notice is for.
    enum Purpose {
        /// To return mail: every recipient in it has failed, whatever was believed before.
        RETURN,
        /// To say what became of each recipient.
        REPORT
    }

    private static final String SENDER = "Mail Delivery System";

    /// Mail that could not be delivered.
    static final Template FAILURE = new Template(
            SENDER,
            "Undelivered Mail Returned to Sender",
            List.of(
                    "This is the mail system at host $myhostname.",
                    "",
                    "I'm sorry to have to inform you that your message could not",
                    "be delivered to one or more recipients. It's attached below.",
                    "",
                    "For further assistance, please send mail to postmaster.",
                    "",
                    "If you do so, please include this problem report. You can",
                    "delete your own text from the attached returned message.",
                    "",
                    "                   The mail system"),
            Purpose.RETURN);

    /// The same for the postmaster, who needs no explanation.
    static final Template POSTMASTER_COPY =
            new Template(SENDER, "Postmaster Copy: Undelivered Mail", List.of(), Purpose.RETURN);

    /// Mail that was delivered, where the sender asked to hear of that (`NOTIFY=SUCCESS`).
    static final Template SUCCESS = new Template(
            SENDER,
            "Successful Mail Delivery Report",
            List.of(
                    "This is the mail system at host $myhostname.",
                    "",
                    "Your message was successfully delivered to the destination(s)",
                    "listed below. If the message was delivered to mailbox you will",
                    "receive no further notifications. Otherwise you may still receive",
                    "notifications of mail delivery errors from other systems.",
                    "",
                    "                   The mail system"),
            Purpose.REPORT);

    /// What would become of mail (`sendmail -bv`), or what became of it (`sendmail -v`).
    static final Template VERIFY = new Template(
            SENDER,
            "Mail Delivery Status Report",
            List.of(
                    "This is the mail system at host $myhostname.",
                    "",
                    "Enclosed is the mail delivery report that you requested.",
                    "",
                    "                   The mail system"),
            Purpose.REPORT);

    /// The word after `Action:` for a recipient.
    ///
    /// @param known what the log says
    String action(String known) {
        return switch (purpose) {
            case RETURN -> "failed";
            case REPORT -> known;
        };
    }

    /// What the message that goes with it is called.
    String original() {
        return switch (purpose) {
            case RETURN -> "Undelivered Message";
            case REPORT -> "Message";
        };
    }
}
