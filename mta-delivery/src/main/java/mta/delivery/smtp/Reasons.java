package mta.delivery.smtp;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.EnhancedStatus.Kind;
import mta.core.net.TimedOutException;
import mta.delivery.Outcome;
import mta.smtp.client.Opening;
import mta.smtp.client.Stage;
import mta.smtp.client.Verdict;
import mta.smtp.reply.ReceivedReply;

/// Turns what a dialogue came to into outcomes, in the words of Postfix's log.
///
/// @param skip5xxGreeting whether a greeting of 5xx only means "not now"
record Reasons(boolean skip5xxGreeting) {

    /// Netty names the call and the address around the system's own words.
    private static final Pattern SYSTEM_WORDS = Pattern.compile("failed(?: with error\\(-\\d+\\))?: ([^:]+)");

    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final int TOO_MANY_RECIPIENTS = 552;

    /// Of a reply that neither accepts nor refuses, where it should do one or the other.
    private static final EnhancedStatus OUT_OF_PLACE = EnhancedStatus.of("5.5.0");

    /// Why a server is not ready; nothing where it is.
    Optional<Outcome> ofOpening(Opening opening, Server server) {
        return switch (opening) {
            case Opening.Ready _ -> Optional.empty();
            case Opening.Refused(var reply, var stage) -> {
                var status = status(reply);
                boolean soft = stage == Stage.GREETING && skip5xxGreeting && status.kind() == Kind.PERMANENT;
                yield Optional.of(Outcome.failed(
                        soft ? status.as(Kind.TEMPORARY) : status,
                        "host " + server.shown() + " refused to talk to me: " + reply.text(),
                        Outcome.Remote.server(server.name(), reply.text())));
            }
            case Opening.Broken(var why) -> Optional.of(broken(why, server.shown()));
        };
    }

    /// What became of a recipient.
    ///
    /// @param relay the server as it is logged, `host[address]:port`
    /// @param handling what the server does with mail that it accepts
    Outcome ofVerdict(Verdict verdict, String relay, Outcome.Handling handling) {
        String host = PORT.matcher(relay).replaceFirst("");
        return switch (verdict) {
            case Verdict.Accepted(var reply) ->
                new Outcome.Delivered(status(reply), reply.text(), handling, said(host, reply));
            case Verdict.Refused(var reply, var stage) ->
                Outcome.failed(
                        refusal(reply, stage),
                        (reply.isSuccess() ? "Protocol error: " : "") + "host " + host + " said: " + reply.text()
                                + " (in reply to " + stage.command() + ")",
                        said(host, reply));
            case Verdict.Broken why -> broken(why, host);
            case Verdict.Unsendable(var status, var reason) ->
                Outcome.failed(status, reason + " " + host, Outcome.Remote.NONE);
            case Verdict.Unreadable(var reason) ->
                Outcome.deferred("4.3.0", "local data error while talking to " + host + ": " + reason);
        };
    }

    private static Outcome.Remote said(String host, ReceivedReply reply) {
        return Outcome.Remote.server(host.substring(0, host.indexOf('[')), reply.text());
    }

    private static Outcome broken(Verdict.Broken why, String host) {
        String during = why.stage().during();
        return switch (why.how()) {
            case LOST -> Outcome.deferred("4.4.2", "lost connection with " + host + " while " + during);
            case TIMED_OUT -> Outcome.deferred("4.4.2", "conversation with " + host + " timed out while " + during);
            case OUR_FAULT -> Outcome.deferred("4.3.0", "local data error while talking to " + host);
            case NO_REPLY ->
                Outcome.deferred(
                        "4.5.0", "protocol error while talking to " + host + " while " + during + ": " + why.detail());
        };
    }

    private static EnhancedStatus status(ReceivedReply reply) {
        return reply.status()
                .orElseGet(() -> new EnhancedStatus(
                        switch (reply.code() / 100) {
                            case 2 -> Kind.SUCCESS;
                            case 5 -> Kind.PERMANENT;
                            default -> Kind.TEMPORARY;
                        },
                        0,
                        0));
    }

    /// RFC 5321 section 4.5.3.1.10: a server that has enough recipients says 452, but old ones say 552.
    private static EnhancedStatus refusal(ReceivedReply reply, Stage stage) {
        int kind = reply.code() / 100;
        if (kind != 4 && kind != 5) {
            return OUT_OF_PLACE;
        }
        var status = status(reply);
        boolean notNow = stage == Stage.RCPT && reply.code() == TOO_MANY_RECIPIENTS;
        return notNow ? status.as(Kind.TEMPORARY) : status;
    }

    /// Whether a server says that the client broke the protocol, so that the postmaster should know.
    static boolean isOurMistake(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Refused(var reply, var _) -> isOurMistake(reply.code());
            case Verdict.Broken(var _, var how, var _) -> how == Verdict.How.NO_REPLY;
            case Verdict.Accepted _, Verdict.Unsendable _, Verdict.Unreadable _ -> false;
        };
    }

    /// The same for a server that is not ready.
    static boolean isOurMistake(Opening opening) {
        return switch (opening) {
            case Opening.Refused(var reply, var _) -> isOurMistake(reply.code());
            case Opening.Broken(var why) -> isOurMistake(why);
            case Opening.Ready _ -> false;
        };
    }

    /// RFC 5321 section 4.2.1: x0z is about syntax; 555 is about unknown parameters.
    private static boolean isOurMistake(int code) {
        return code < 400 || code > 599 || code == 555 || (code >= 500 && code < 510);
    }

    /// The system's words for why there is no connection.
    static String system(IOException e) {
        if (e instanceof TimedOutException) {
            return "Connection timed out";
        }
        var words = SYSTEM_WORDS.matcher(String.valueOf(e.getMessage()));
        return words.find() ? words.group(1) : String.valueOf(e.getMessage());
    }
}
