package mta.qmgr.bounce;

import java.util.List;
import mta.core.notice.NoticeTemplate;
import mta.core.notice.NoticeTemplate.Kind;

/// The words of one notice, made from the template of its kind.
///
/// @param from the value of `From:`, with a whole address
/// @param subject its subject
/// @param charset the character set of the text
/// @param text what the notice says before the recipients
/// @param purpose what it is for
record Template(String from, String subject, String charset, List<String> text, Purpose purpose) {

    private static final String DAEMON = "<MAILER-DAEMON>";

    /// What a notice is for.
    enum Purpose {
        /// To return mail: every recipient in it has failed, whatever was believed before.
        RETURN,
        /// To say what became of each recipient.
        REPORT
    }

    /// For the sender.
    static Template forSender(NoticeTemplate words, BounceConfig config) {
        return new Template(from(words, config), words.subject(), charset(words), words.text(), purpose(words));
    }

    /// The same for the postmaster, who needs no explanation.
    static Template forPostmaster(NoticeTemplate words, BounceConfig config) {
        String subject = words.postmasterSubject().orElse(words.subject());
        return new Template(from(words, config), subject, charset(words), List.of(), purpose(words));
    }

    private static String from(NoticeTemplate words, BounceConfig config) {
        return words.from().replace(DAEMON, "<MAILER-DAEMON@" + config.origin() + ">");
    }

    /// What other servers said about recipients goes into the text, too, and may be anything.
    private static String charset(NoticeTemplate words) {
        return words.charset().equalsIgnoreCase("us-ascii") ? "utf-8" : words.charset();
    }

    private static Purpose purpose(NoticeTemplate words) {
        return words.kind() == Kind.FAILURE ? Purpose.RETURN : Purpose.REPORT;
    }

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
