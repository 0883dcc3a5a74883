package mta.qmgr.bounce;

import java.util.List;
import mta.core.notice.NoticeTemplate;
import mta.core.notice.NoticeTemplate.Kind;

/// The words of one notice, made from the template of its kind.
///
/// @param kind what it is about
/// @param from the value of `From:`, with a whole address
/// @param subject its subject
/// @param charset the character set of the text
/// @param text what the notice says before the recipients
record Template(Kind kind, String from, String subject, String charset, List<String> text) {

    private static final String DAEMON = "<MAILER-DAEMON>";

    /// For the sender.
    static Template forSender(NoticeTemplate words, BounceConfig config) {
        return new Template(words.kind(), from(words, config), words.subject(), charset(words), words.text());
    }

    /// The same for the postmaster, who needs no explanation.
    static Template forPostmaster(NoticeTemplate words, BounceConfig config) {
        String subject = words.postmasterSubject().orElse(words.subject());
        return new Template(words.kind(), from(words, config), subject, charset(words), List.of());
    }

    private static String from(NoticeTemplate words, BounceConfig config) {
        return words.from().replace(DAEMON, "<MAILER-DAEMON@" + config.origin() + ">");
    }

    /// What other servers said about recipients goes into the text, too, and may be anything.
    private static String charset(NoticeTemplate words) {
        return words.charset().equalsIgnoreCase("us-ascii") ? "utf-8" : words.charset();
    }

    /// The word after `Action:` for a recipient.
    ///
    /// @param known what the log says
    String action(String known) {
        return switch (kind) {
            case FAILURE -> "failed";
            case DELAY -> "delayed";
            case SUCCESS, VERIFY -> known;
        };
    }

    /// What the message that goes with it is called.
    String original() {
        return switch (kind) {
            case FAILURE, DELAY -> "Undelivered Message";
            case SUCCESS, VERIFY -> "Message";
        };
    }
}
