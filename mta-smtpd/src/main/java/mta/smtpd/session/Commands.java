package mta.smtpd.session;

import java.io.IOException;
import java.util.Optional;
import mta.core.config.NoticeClass;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.core.table.Membership;
import mta.service.client.CleanupResult;
import mta.smtp.command.Command;
import mta.smtp.command.MailOptions;
import mta.smtp.command.RecipientOptions;
import mta.smtp.command.Verb;
import mta.smtp.reply.Reply;
import mta.smtpd.ClientCounts;
import mta.smtpd.Environment;
import mta.smtpd.SmtpdConfig;
import mta.smtpd.SmtpdConfig.Option;
import mta.smtpd.policy.Phase;
import mta.smtpd.policy.Ruling;

/// What each command of a client does, and the reply to it.
///
/// Whether it may come now is asked of [Prerequisites], what was said before is in the [Conversation].
final class Commands {

    private final Environment environment;
    private final SmtpdConfig config;
    private final Conversation conversation;
    private final Prerequisites prerequisites;
    private final SessionLog log;
    private boolean hangingUp;

    /// @param client counts its messages and recipients
    Commands(Environment environment, Conversation conversation, ClientCounts.Client client, SessionLog log) {
        this.environment = environment;
        this.config = environment.config();
        this.conversation = conversation;
        this.prerequisites = new Prerequisites(config, conversation, client, log);
        this.log = log;
    }

    /// Whether a restriction wants the session to end without a reply.
    boolean isHangingUp() {
        return hangingUp;
    }

    /// Evaluates the restrictions for a client that has just connected.
    Ruling connect() {
        return check(Phase.CONNECT, Optional.empty());
    }

    /// Carries out a command; DATA only as far as it can be refused.
    ///
    /// @return the reply; for DATA, 354 where content may come
    Reply perform(Command command) throws IOException {
        var early = prerequisites.refusal(command);
        return early.isPresent() ? early.get() : carryOut(command);
    }

    private Reply carryOut(Command command) throws IOException {
        return switch (command) {
            case Command.Helo(var host) -> helo(Verb.HELO, host);
            case Command.Ehlo(var host) -> helo(Verb.EHLO, host);
            case Command.Mail(var from, var options) -> mail(from, options);
            case Command.Rcpt(var to, var options) -> rcpt(to, options);
            case Command.Vrfy(var address, var asGiven) -> vrfy(address, asGiven);
            case Command.Etrn(var domain) -> etrn(domain);
            case Command.Simple(var verb) -> simple(verb);
            case Command.Extension(var verb, var arguments) -> extension(verb, arguments);
            case Command.Malformed(var _, var why) -> why;
            case Command.BadAddress(var verb, var text, var why) -> {
                log.badAddress(verb.name(), text);
                yield why;
            }
            case Command.BadNotify(var word, var text, var why) -> {
                log.badNotify(word, text);
                yield why;
            }
            case Command.Unknown _ -> Replies.UNKNOWN_COMMAND;
        };
    }

    /// Says what the postmaster is not told of.
    private Reply noTrouble(Reply reply) {
        log.noTrouble();
        return reply;
    }

    private Reply helo(Verb verb, String host) {
        String before = conversation.helo();
        conversation.greeted(Texts.neutered(host));
        var refusal = refusal(verb == Verb.HELO ? Phase.HELO : Phase.EHLO);
        if (refusal.isPresent()) {
            conversation.greeted(before);
            return refusal.get();
        }
        conversation.reset();
        if (verb == Verb.HELO) {
            return Reply.plain(250, config.hostname());
        }
        return ehlo();
    }

    private Reply ehlo() {
        var verp = environment.policy().mayAskForVerp(conversation.named());
        if (verp == Membership.UNKNOWN) {
            log.warning("don't know if EHLO feature XVERP should be announced to "
                    + conversation.peer().nameAndAddress());
            var reply = Replies.localDataError(config);
            log.lookupFailed(reply.text());
            return reply;
        }
        conversation.extended();
        return Ehlo.reply(config, verp == Membership.IN, log);
    }

    private Reply mail(ReversePath from, MailOptions options) {
        if (config.has(Option.STRICT_SMTPUTF8) && !options.smtputf8() && !Texts.isAscii(from.text())) {
            return noTrouble(Replies.DECLARE_UTF8);
        }
        conversation.begin(from, options);
        var refusal = tooLarge(options)
                .or(() -> refusal(Phase.MAIL))
                .or(this::withoutSpace)
                .or(this::withoutDelay);
        if (refusal.isPresent()) {
            conversation.reset();
            return refusal.get();
        }
        return Replies.SENDER_OK;
    }

    private Optional<Reply> tooLarge(MailOptions options) {
        long limit = config.sizes().message();
        if (limit <= 0 || options.size().orElse(0) <= limit) {
            return Optional.empty();
        }
        log.refused(NoticeClass.POLICY, Replies.TOO_LARGE.text());
        return Optional.of(Replies.TOO_LARGE);
    }

    /// The queue must have room for the largest message and a half.
    private Optional<Reply> withoutSpace() {
        long free = environment.queueDirectory().toFile().getUsableSpace();
        long needed = Math.max(config.sizes().queueFree(), config.sizes().message() / 2 * 3);
        if (free >= needed) {
            return Optional.empty();
        }
        log.refused(NoticeClass.RESOURCE, Replies.NO_SPACE.text());
        log.warning("not enough free space in mail queue: " + free + " bytes < "
                + (free < config.sizes().queueFree() ? "queue_minfree" : "1.5*message size limit"));
        return Optional.of(Replies.NO_SPACE);
    }

    private Optional<Reply> withoutDelay() {
        if (config.has(Option.DELAY_OPEN)) {
            return Optional.empty();
        }
        try {
            conversation.message().open();
            opened();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(noCleanup(e));
        }
    }

    private Reply rcpt(MailAddress to, RecipientOptions wishes) {
        Transaction message = conversation.message();
        if (message.recipients() >= config.limits().recipients()) {
            return noTrouble(Replies.TOO_MANY_RECIPIENTS);
        }
        if (config.has(Option.STRICT_SMTPUTF8) && !message.options().smtputf8() && !Texts.isAscii(to.text())) {
            return noTrouble(Replies.DECLARE_UTF8);
        }
        var refusal = refusal(Phase.RCPT, Optional.of(to));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            boolean first = !message.isOpen();
            message.recipient(to, wishes);
            if (first) {
                opened();
            }
            return Replies.RECIPIENT_OK;
        } catch (IOException e) {
            return noCleanup(e);
        }
    }

    private void opened() {
        conversation.message().queueId().ifPresent(id -> {
            log.queueId(Optional.of(id));
            log.queueFileOpened(id);
        });
    }

    private Reply noCleanup(IOException why) {
        log.trouble(NoticeClass.RESOURCE);
        log.warning("connect to the cleanup service: " + why.getMessage());
        return Replies.QUEUE_FILE_ERROR;
    }

    /// Whether one more recipient than allowed counts as an error.
    boolean isOvershootAnError() {
        return conversation.hasMessage()
                && conversation.message().overshot() > config.limits().recipientOvershoot();
    }

    /// Reads the content of the message and hands it over.
    ///
    /// @return what became of the message
    Reply content(Content content) throws IOException {
        Transaction message = conversation.message();
        ToCleanup sink;
        try {
            sink = message.startContent(ReceivedHeader.lines(config, conversation));
        } catch (IOException e) {
            log.warning("write to the cleanup service: " + e.getMessage());
            sink = ToCleanup.nowhere();
        }
        content.readTo(sink);
        log.where("END-OF-MESSAGE");
        if (content.isRefused()) {
            return Replies.bareNewline(config);
        }
        return switch (sink.state()) {
            case TOO_LARGE -> {
                log.trouble(NoticeClass.BOUNCE);
                log.warningAboutMessage("queue file size limit exceeded");
                yield Reply.of(552, "5.3.4", "Error: message file too big");
            }
            case FAILED -> {
                log.trouble(NoticeClass.RESOURCE);
                yield Replies.QUEUE_FILE_ERROR;
            }
            case GOING -> refusal(Phase.END_OF_MESSAGE, message.onlyRecipient()).orElseGet(() -> finish(message));
        };
    }

    private Reply finish(Transaction message) {
        try {
            var result = message.finish();
            if (result instanceof CleanupResult.Refused refused) {
                log.trouble(Replies.trouble(refused.cause()));
            }
            return Replies.of(result);
        } catch (IOException e) {
            log.trouble(NoticeClass.RESOURCE);
            log.warningAboutMessage("read from the cleanup service: " + e.getMessage());
            return Replies.QUEUE_FILE_ERROR;
        }
    }

    private Reply vrfy(MailAddress address, String asGiven) {
        if (config.has(Option.STRICT_SMTPUTF8) && !Texts.isAscii(address.text())) {
            return noTrouble(Replies.DECLARE_UTF8);
        }
        return refusal(Phase.VRFY, Optional.of(address)).orElseGet(() -> Reply.of(252, "2.0.0", asGiven));
    }

    private Reply etrn(String domain) {
        var refusal = refusal(environment.policy().check(conversation.at(Phase.ETRN, Optional.empty(), domain)));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return noTrouble(new QueueRun(environment, conversation.peer(), log).of(domain));
    }

    private Reply simple(Verb verb) {
        return switch (verb) {
            case DATA ->
                refusal(Phase.DATA, conversation.message().onlyRecipient()).orElse(Replies.START_CONTENT);
            case RSET -> {
                conversation.reset();
                yield Replies.OK;
            }
            case NOOP -> Replies.OK;
            case HELP -> Replies.help(config);
            case QUIT -> Replies.BYE;
            default -> throw new IllegalArgumentException(verb + " has arguments");
        };
    }

    private Reply extension(Verb verb, String arguments) {
        return switch (verb) {
            case STARTTLS -> arguments.isEmpty() ? Replies.NOT_IMPLEMENTED : Replies.STARTTLS_SYNTAX;
            case AUTH -> Replies.NO_AUTH;
            case BDAT -> Replies.NO_CHUNKING;
            case XCLIENT, XFORWARD -> arguments.isEmpty() ? Replies.attributeSyntax(verb) : notAuthorized();
            default -> throw new IllegalArgumentException(verb + " is no extension");
        };
    }

    private Reply notAuthorized() {
        log.trouble(NoticeClass.POLICY);
        return Replies.NOT_AUTHORIZED;
    }

    private Optional<Reply> refusal(Phase phase) {
        return refusal(phase, Optional.empty());
    }

    private Optional<Reply> refusal(Phase phase, Optional<MailAddress> recipient) {
        return refusal(check(phase, recipient));
    }

    private Optional<Reply> refusal(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Accepted _ -> Optional.empty();
            case Ruling.Refused(var reply) -> Optional.of(reply);
            case Ruling.HangUp _ -> {
                hangingUp = true;
                yield Optional.of(Replies.NEVER_SENT);
            }
        };
    }

    private Ruling check(Phase phase, Optional<MailAddress> recipient) {
        log.recipient(recipient);
        try {
            return environment.policy().check(conversation.at(phase, recipient, ""));
        } finally {
            log.recipient(Optional.empty());
        }
    }
}
