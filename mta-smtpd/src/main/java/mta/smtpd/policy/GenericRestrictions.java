package mta.smtpd.policy;

import java.time.Duration;
import java.util.Optional;
import mta.core.config.NoticeClass;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.ReversePath;
import mta.smtpd.Environment.Pause;

/// Restrictions that make sense in every list.
record GenericRestrictions(Codes codes, Pause pause) {

    private static final EnhancedStatus DEFERRED = EnhancedStatus.of("4.7.0");

    /// The restriction of that name, in lower case.
    Optional<Restriction> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "permit" -> _ -> Verdict.PERMIT;
                    case "reject" ->
                        e -> e.refuse(codes.reject(), "5.7.1", e.subject().rejected("Access denied"));
                    case "defer" ->
                        e -> e.refuse(codes.defer(), "4.3.2", e.subject().rejected("Try again later"));
                    case "defer_if_permit" ->
                        e -> e.deferIfPermitted(450, DEFERRED, e.subject().rejected("defer_if_permit requested"));
                    case "defer_if_reject" ->
                        e -> e.deferIfRejected(450, DEFERRED, e.subject().rejected("defer_if_reject requested"));
                    case "reject_unauth_pipelining" -> GenericRestrictions::unauthorizedPipelining;
                    case "reject_multi_recipient_bounce" -> this::bounceToMany;
                    default -> null;
                });
    }

    /// `sleep seconds`: lets the client wait.
    Restriction sleep(String seconds) {
        if (seconds.isEmpty() || !seconds.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return e -> e.misconfigured("restriction sleep: bad argument: " + seconds);
        }
        var time = Duration.ofSeconds(Long.parseLong(seconds));
        return _ -> {
            pause.of(time);
            return Verdict.DUNNO;
        };
    }

    private static Verdict unauthorizedPipelining(Evaluation e) {
        return e.dialogue().ahead()
                ? e.refuse(
                        NoticeClass.PROTOCOL,
                        503,
                        EnhancedStatus.of("5.5.0"),
                        e.subject().rejected("Improper use of SMTP command pipelining"))
                : Verdict.DUNNO;
    }

    private Verdict bounceToMany(Evaluation e) {
        var dialogue = e.dialogue();
        boolean bounce =
                dialogue.sender().filter(ReversePath.Null.SENDER::equals).isPresent();
        int recipients = dialogue.recipients() + (dialogue.phase() == Phase.RCPT ? 1 : 0);
        return bounce && recipients > 1
                ? e.refuse(codes.manyRecipients(), "5.5.3", e.subject().rejected("Multi-recipient bounce"))
                : Verdict.DUNNO;
    }
}
