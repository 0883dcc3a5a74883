package mta.smtp.command;

import java.util.Optional;
import java.util.OptionalLong;
import mta.core.mail.Returned;
import mta.core.mail.Verp;

/// What a client says about a message with MAIL.
///
/// @param size the number of bytes it announces (RFC 1870)
/// @param body what the content is made of (RFC 6152), where it says so
/// @param smtputf8 whether addresses and headers may hold UTF-8 (RFC 6531)
/// @param ret how much of the message a notice shall hold (RFC 3461)
/// @param envelopeId its own name for the message (RFC 3461), decoded; empty where it gave none
/// @param verp whether each recipient gets a copy from a sender of its own (`XVERP`)
public record MailOptions(
        OptionalLong size,
        Optional<Body> body,
        boolean smtputf8,
        Optional<Returned> ret,
        String envelopeId,
        Optional<Verp> verp) {

    /// Nothing was said.
    public static final MailOptions NONE =
            new MailOptions(OptionalLong.empty(), Optional.empty(), false, Optional.empty(), "", Optional.empty());

    /// What the content is made of; the words of `BODY=`.
    public enum Body {
        SEVEN_BIT("7BIT"),
        EIGHT_BIT_MIME("8BITMIME");

        private final String word;

        Body(String word) {
            this.word = word;
        }

        /// As it is written after `BODY=`.
        public String word() {
            return word;
        }
    }
}
