package mta.smtpd.session;

import java.io.IOException;
import mta.service.client.FlushClient;
import mta.smtp.reply.Reply;
import mta.smtpd.Environment;
import mta.smtpd.Peer;

/// ETRN (RFC 1985): a client asks for the mail that waits for a domain.
///
/// @param environment where flush(8) is
/// @param peer who asks
/// @param log where the operator is told
record QueueRun(Environment environment, Peer peer, SessionLog log) {

    Reply of(String domain) {
        String where = "ETRN " + domain + "... from " + peer.nameAndAddress();
        return switch (flush(domain)) {
            case DONE -> Replies.QUEUING_STARTED;
            case NOT_CONFIGURED -> {
                log.warning("reject: " + where);
                yield Reply.plain(459, "<" + domain + ">: service unavailable");
            }
            case BAD_REQUEST -> {
                log.warning("bad " + where);
                yield Replies.NOTHING_QUEUED;
            }
            case FAILED -> {
                log.warning("unable to talk to fast flush service");
                yield Replies.NOTHING_QUEUED;
            }
        };
    }

    private FlushClient.Answer flush(String domain) {
        try {
            return switch (environment.policy().isFlushed(domain)) {
                case IN -> new FlushClient(environment.flush()).sendSite(domain);
                case OUT -> FlushClient.Answer.NOT_CONFIGURED;
                case UNKNOWN -> FlushClient.Answer.FAILED;
            };
        } catch (IOException e) {
            log.warning(e.getMessage());
            return FlushClient.Answer.FAILED;
        }
    }
}
