package mta.smtpd.session;

import mta.core.config.NoticeClass;
import mta.service.client.CleanupResult;
import mta.smtp.command.Verb;
import mta.smtp.reply.Reply;
import mta.smtp.reply.ReplyText;
import mta.smtpd.Peer;
import mta.smtpd.SmtpdConfig;
import mta.smtpd.SmtpdConfig.Option;

/// Replies that never change, in Postfix's words.
final class Replies {

    static final Reply OK = Reply.of(250, "2.0.0", "Ok");
    static final Reply SENDER_OK = Reply.of(250, "2.1.0", "Ok");
    static final Reply RECIPIENT_OK = Reply.of(250, "2.1.5", "Ok");
    static final Reply START_CONTENT = Reply.plain(354, "End data with <CR><LF>.<CR><LF>");
    static final Reply BYE = Reply.of(221, "2.0.0", "Bye");
    static final Reply BAD_SYNTAX = Reply.of(500, "5.5.2", "Error: bad syntax");
    static final Reply BAD_UTF8 = Reply.of(500, "5.5.2", "Error: bad UTF-8 syntax");
    static final Reply UNKNOWN_COMMAND = Reply.of(500, "5.5.2", "Error: command not recognized");
    static final Reply NOT_SMTP = Reply.of(221, "2.7.0", "Error: I can break rules, too. Goodbye.");
    static final Reply OUT_OF_STEP = Reply.of(554, "5.5.0", "Error: SMTP protocol synchronization");
    static final Reply HELO_FIRST = Reply.of(503, "5.5.1", "Error: send HELO/EHLO first");
    static final Reply HELO_BEFORE_ETRN = Reply.plain(503, "Error: send HELO/EHLO first");
    static final Reply NESTED_MAIL = Reply.of(503, "5.5.1", "Error: nested MAIL command");
    static final Reply NOT_IN_TRANSACTION = Reply.of(503, "5.5.1", "Error: MAIL transaction in progress");
    static final Reply STARTTLS_SYNTAX = Reply.of(501, "5.5.4", "Syntax: STARTTLS");
    static final Reply NEED_MAIL = Reply.of(503, "5.5.1", "Error: need MAIL command");
    static final Reply NEED_RCPT = Reply.of(503, "5.5.1", "Error: need RCPT command");
    static final Reply NO_VALID_RECIPIENTS = Reply.of(554, "5.5.1", "Error: no valid recipients");
    static final Reply TOO_MANY_RECIPIENTS = Reply.of(452, "4.5.3", "Error: too many recipients");
    static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "Message size exceeds fixed limit");
    static final Reply NO_SPACE = Reply.of(452, "4.3.1", "Insufficient system storage");
    static final Reply DECLARE_UTF8 = Reply.of(553, "5.6.7", "Must declare SMTPUTF8 to send unicode address");
    static final Reply NOT_IMPLEMENTED = Reply.of(502, "5.5.1", "Error: command not implemented");
    static final Reply NO_CHUNKING = Reply.of(521, "5.5.1", "Error: command not implemented");
    static final Reply NO_AUTH = Reply.of(503, "5.5.1", "Error: authentication not enabled");
    static final Reply NOT_AUTHORIZED = Reply.of(550, "5.7.0", "Error: insufficient authorization");
    static final Reply VRFY_DISABLED = Reply.of(502, "5.5.1", "VRFY command is disabled");
    static final Reply NOTHING_QUEUED = Reply.plain(458, "Unable to queue messages");
    static final Reply IN_TRANSACTION = Reply.plain(503, "Error: MAIL transaction in progress");
    static final Reply QUEUING_STARTED = Reply.plain(250, "Queuing started");
    static final Reply QUEUE_FILE_ERROR = Reply.of(451, "4.3.0", "Error: queue file write error");

    /// Stands where the session ends without a reply.
    static final Reply NEVER_SENT = Reply.of(421, "4.7.0", "Error: hanging up");

    private Replies() {}

    /// The reply to a line that ends in LF alone, where that is forbidden.
    static Reply bareNewline(SmtpdConfig config) {
        return Reply.of(config.newlineRejectCode(), "5.5.2", config.hostname() + " Error: bare <LF> received");
    }

    static Reply help(SmtpdConfig config) {
        return Reply.of(
                214,
                "2.0.0",
                "Commands: DATA EHLO ETRN HELO HELP MAIL NOOP QUIT RCPT RSET"
                        + (config.has(Option.DISABLE_VRFY) ? "" : " VRFY"));
    }

    /// What the client is told about a message that was handed to cleanup(8).
    static Reply of(CleanupResult result) {
        return switch (result) {
            case CleanupResult.Queued(var id) -> Reply.of(250, "2.0.0", "Ok: queued as " + id);
            case CleanupResult.Refused(var cause, var status, var reason) ->
                ReplyText.parse(reason).orElseGet(() -> refused(cause, status));
        };
    }

    /// What kind of trouble it is when cleanup(8) does not take a message.
    static NoticeClass trouble(CleanupResult.Cause cause) {
        return switch (cause) {
            case SIZE, HOPS -> NoticeClass.BOUNCE;
            case CONTENT -> NoticeClass.POLICY;
            case DEFER, WRITE -> NoticeClass.RESOURCE;
            case BAD, PROXY, RECIPIENT, NOT_PERMITTED, BARE_NEWLINE, UNKNOWN -> NoticeClass.SOFTWARE;
        };
    }

    private static Reply refused(CleanupResult.Cause cause, int status) {
        return switch (cause) {
            case DEFER -> Reply.of(451, "4.7.1", "Error: service unavailable");
            case SIZE -> Reply.of(552, "5.3.4", "Error: message file too big");
            case HOPS -> Reply.of(554, "5.4.0", "Error: too many hops");
            case CONTENT -> Reply.of(550, "5.7.1", "Error: message content rejected");
            case WRITE -> QUEUE_FILE_ERROR;
            case BAD, PROXY, RECIPIENT, NOT_PERMITTED, BARE_NEWLINE, UNKNOWN ->
                Reply.of(451, "4.3.0", "Error: internal error " + status);
        };
    }

    static Reply tooManyConnections(SmtpdConfig config, Peer peer) {
        return Reply.of(421, "4.7.0", config.hostname() + " Error: too many connections from " + peer.address());
    }

    /// XCLIENT or XFORWARD without anything to set.
    static Reply attributeSyntax(Verb verb) {
        return Reply.of(501, "5.5.4", "Syntax: " + verb + " attribute=value...");
    }

    static Reply tooMuchMail(Peer peer) {
        return Reply.of(450, "4.7.1", "Error: too much mail from " + peer.address());
    }

    static Reply tooManyRecipients(Peer peer) {
        return Reply.of(450, "4.7.1", "Error: too many recipients from " + peer.address());
    }

    static Reply tooManyLogins(Peer peer) {
        return Reply.of(450, "4.7.1", "Error: too many AUTH commands from " + peer.address());
    }

    static Reply localDataError(SmtpdConfig config) {
        return Reply.of(421, "4.3.0", config.hostname() + " Server local data error");
    }
}
