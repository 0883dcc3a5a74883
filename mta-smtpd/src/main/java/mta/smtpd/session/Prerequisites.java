package mta.smtpd.session;

import java.util.Optional;
import mta.core.config.NoticeClass;
import mta.smtp.command.Command;
import mta.smtp.command.Verb;
import mta.smtp.reply.Reply;
import mta.smtpd.ClientCounts;
import mta.smtpd.SmtpdConfig;
import mta.smtpd.SmtpdConfig.Option;

/// What must be true before anybody looks at the arguments of a command: it comes in the right order (RFC 5321,
/// section 4.1.4), and its client has not sent too many of its kind.
///
/// @param client counts messages, recipients and logins
record Prerequisites(SmtpdConfig config, Conversation conversation, ClientCounts.Client client, SessionLog log) {

    /// The refusal of a command that may not come now.
    Optional<Reply> refusal(Command command) {
        return outOfOrder(command.verb()).or(() -> tooMany(command));
    }

    private Optional<Reply> outOfOrder(Verb verb) {
        return switch (verb) {
            case MAIL -> withoutHelo(Replies.HELO_FIRST).or(() -> inTransaction(Replies.NESTED_MAIL));
            case RCPT -> conversation.hasMessage() ? Optional.empty() : Optional.of(Replies.NEED_MAIL);
            case DATA -> withoutRecipients();
            case VRFY -> config.has(Option.DISABLE_VRFY) ? notAllowed(Replies.VRFY_DISABLED) : Optional.empty();
            case ETRN -> withoutHelo(Replies.HELO_BEFORE_ETRN).or(() -> inTransaction(Replies.IN_TRANSACTION));
            case AUTH -> withoutHelo(Replies.HELO_FIRST);
            case XCLIENT, XFORWARD -> inTransaction(Replies.NOT_IN_TRANSACTION);
            case HELO, EHLO, STARTTLS, BDAT, RSET, NOOP, QUIT, HELP, UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Reply> withoutHelo(Reply reply) {
        return config.has(Option.HELO_REQUIRED) && !conversation.isGreeted() ? notAllowed(reply) : Optional.empty();
    }

    private Optional<Reply> inTransaction(Reply reply) {
        return conversation.hasMessage() ? Optional.of(reply) : Optional.empty();
    }

    private Optional<Reply> withoutRecipients() {
        if (!conversation.hasMessage()) {
            return Optional.of(Replies.NEED_RCPT);
        }
        if (conversation.message().recipients() > 0) {
            return Optional.empty();
        }
        log.noTrouble();
        return Optional.of(Replies.NO_VALID_RECIPIENTS);
    }

    /// Counts a message, recipient or login, whatever becomes of it; but not what could not even be read as one.
    private Optional<Reply> tooMany(Command command) {
        if (command instanceof Command.Malformed(var _, var why) && why.code() == 501) {
            return Optional.empty();
        }
        return switch (command.verb()) {
            case MAIL -> client.sendsMail() ? notAllowed(Replies.tooMuchMail(conversation.peer())) : Optional.empty();
            case RCPT ->
                client.namesRecipient() ? notAllowed(Replies.tooManyRecipients(conversation.peer())) : Optional.empty();
            case AUTH -> client.logsIn() ? notAllowed(Replies.tooManyLogins(conversation.peer())) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The client asks for what it may not have, which the postmaster may want to hear of.
    private Optional<Reply> notAllowed(Reply reply) {
        log.trouble(NoticeClass.POLICY);
        return Optional.of(reply);
    }
}
