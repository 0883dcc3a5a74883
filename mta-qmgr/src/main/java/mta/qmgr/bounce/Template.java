package mta.qmgr.bounce;

import java.util.List;

/// The words of a notice: who sends it, its subject, and its text, which are Postfix's defaults.
///
/// @param from the name before the address in `From:`
/// @param subject for the sender of the mail
/// @param postmasterSubject for the postmaster
/// @param text what the notice says before the recipients; `$myhostname` stands for the host name
record Template(String from, String subject, String postmasterSubject, List<String> text) {

    private static final String SENDER = "Mail Delivery System";

    /// Mail that could not be delivered.
    static final Template FAILURE = new Template(
            SENDER,
            "Undelivered Mail Returned to Sender",
            "Postmaster Copy: Undelivered Mail",
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
                    "                   The mail system"));
}
