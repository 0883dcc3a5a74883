package mta.smtp.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.mail.MailAddress;
import mta.core.mail.Notify;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;

/// The envelope of one message on its way to a server.
///
/// @param sender who it is from
/// @param size how many bytes it has; 0 where unknown
/// @param body what it is made of
/// @param smtpUtf8 what it has to do with SMTPUTF8
/// @param envelopeId the `ENVID=` value, encoded; may be empty
/// @param ret what the sender wants returned with a notice
/// @param recipients at least one
public record Transaction(
        ReversePath sender,
        long size,
        Body body,
        SmtpUtf8 smtpUtf8,
        String envelopeId,
        Optional<Returned> ret,
        List<To> recipients) {

    /// What a message has to do with SMTPUTF8 (RFC 6531).
    public enum SmtpUtf8 {
        /// Nobody asked for it.
        UNSAID,
        /// Asked for, but all is ASCII: any server will do.
        WANTED,
        /// An address or header is not ASCII.
        NEEDED
    }

    /// What a message is made of, as the sender declared it.
    public enum Body {
        UNDECLARED(""),
        SEVEN_BIT(" BODY=7BIT"),
        EIGHT_BIT(" BODY=8BITMIME");

        private final String parameter;

        Body(String parameter) {
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /// One recipient.
    ///
    /// @param address who
    /// @param dsnOriginal the `ORCPT=` value, such as `rfc822;user@example.com`; may be empty
    /// @param dsnNotify when the sender wants to hear about it
    public record To(MailAddress address, String dsnOriginal, Set<Notify> dsnNotify) {
        public To {
            dsnNotify = Set.copyOf(dsnNotify);
        }
    }

    public Transaction {
        recipients = List.copyOf(recipients);
    }
}
