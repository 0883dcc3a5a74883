package mta.core.notice;

import java.util.List;
import java.util.Optional;

/// The words of one kind of notice, as bounce(5) describes them.
///
/// Text is bytes as Latin-1, as it is in files: `charset` says what they mean.
///
/// @param kind what the notice is about
/// @param charset the character set of the text
/// @param from the value of `From:`
/// @param subject its subject
/// @param postmasterSubject the subject of the postmaster's copy; only some kinds have one
/// @param text the lines before the recipients; with `$name` where a parameter belongs, unless it is expanded already
public record NoticeTemplate(
        Kind kind, String charset, String from, String subject, Optional<String> postmasterSubject, List<String> text) {

    /// What a notice is about.
    public enum Kind {
        /// Mail that could not be delivered.
        FAILURE("failure"),
        /// Mail that could not be delivered yet.
        DELAY("delay"),
        /// Mail that was delivered, where the sender asked to hear of that.
        SUCCESS("success"),
        /// What would become of mail (`sendmail -bv`), or what became of it (`sendmail -v`).
        VERIFY("verify");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// How it is called in files and messages.
        public String word() {
            return word;
        }
    }

    /// The same with other text.
    NoticeTemplate withText(List<String> lines) {
        return new NoticeTemplate(kind, charset, from, subject, postmasterSubject, lines);
    }
}
