package mta.smtpd.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mta.core.config.NoticeClass;
import mta.core.mail.EnhancedStatus;
import mta.core.mail.EnhancedStatus.Kind;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.smtp.reply.Reply;

/// The state of one evaluation of restrictions: what they look at, and what they have put off.
///
/// A restriction that cannot be sure now puts its refusal off: until something would permit
/// (`defer_if_permit`), or until something would refuse for good (`defer_if_reject`).
final class Evaluation {

    private static final int LONGEST_REPLY = 510;

    /// How many lists may be in one another by way of tables.
    private static final int DEEPEST = 100;

    private final Dialogue dialogue;
    private Subject subject;
    private Optional<Reply> ifPermitted = Optional.empty();
    private Optional<Reply> ifRejected = Optional.empty();
    private int depth;
    private boolean onlyWarning;
    private boolean senderListed;
    private boolean recipientListed;

    Evaluation(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.subject = client();
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /// What the list under evaluation is about.
    Subject subject() {
        return subject;
    }

    void about(Subject listSubject) {
        subject = listSubject;
    }

    /// Begins with the lists of a phase.
    ///
    /// A refusal for good that an earlier phase put off is forgotten: nothing was refused there.
    ///
    /// @param earlier what earlier phases put off until something would be permitted
    void beginPhase(Optional<Reply> earlier) {
        ifPermitted = earlier;
        ifRejected = Optional.empty();
    }

    /// What was put off until something would be permitted.
    Optional<Reply> ifPermitted() {
        return ifPermitted;
    }

    /// Asks a list that a table holds, which is about what was looked up there.
    ///
    /// @return nothing where there are too many of them in one another
    Optional<Verdict> within(Subject found, Supplier<Verdict> list) {
        if (depth == DEEPEST) {
            return Optional.empty();
        }
        var outer = subject;
        subject = found;
        depth++;
        try {
            return Optional.of(list.get());
        } finally {
            depth--;
            subject = outer;
        }
    }

    Subject client() {
        return new Subject(dialogue.peer().nameAndAddress(), Subject.CLIENT);
    }

    Subject helo() {
        return new Subject(dialogue.helo(), Subject.HELO);
    }

    Subject sender() {
        return new Subject(dialogue.sender().map(ReversePath::text).orElse(""), Subject.SENDER);
    }

    Subject recipient() {
        return new Subject(dialogue.recipient().map(MailAddress::text).orElse(""), Subject.RECIPIENT);
    }

    /// Refuses, unless only a warning is wanted or a refusal for good was put off.
    ///
    /// @param kind the class of the trouble; what does not work here is more than a warning in any case
    Verdict refuse(NoticeClass kind, int code, EnhancedStatus status, String text) {
        Reply reply = reply(code, status, text);
        if (onlyWarning && !isOurTrouble(kind)) {
            dialogue.log().warned(kind, reply.text());
            return Verdict.DUNNO;
        }
        if (code >= 500 && ifRejected.isPresent()) {
            dialogue.log().trouble(kind);
            return refuse(NoticeClass.POLICY, ifRejected.get());
        }
        return refuse(kind, reply);
    }

    private Verdict refuse(NoticeClass kind, Reply reply) {
        dialogue.log().refused(kind, reply.text());
        return new Verdict.Refuse(reply);
    }

    private static boolean isOurTrouble(NoticeClass kind) {
        return switch (kind) {
            case DATA, RESOURCE, SOFTWARE -> true;
            case BOUNCE, DOUBLE_BOUNCE, DELAY, POLICY, PROTOCOL -> false;
        };
    }

    /// Refuses what the client may not do.
    Verdict refuse(int code, EnhancedStatus status, String text) {
        return refuse(NoticeClass.POLICY, code, status, text);
    }

    /// Refuses what the client may not do; the first digit of the status follows the code.
    Verdict refuse(int code, String status, String text) {
        return refuse(code, EnhancedStatus.of(status), text);
    }

    /// A status that an operator chose, as it can be said of a subject.
    EnhancedStatus fitted(EnhancedStatus status, Subject about) {
        EnhancedStatus fitting = DsnFix.of(status, about.kind());
        if (!fitting.equals(status)) {
            dialogue.log().info("mapping DSN status " + status + " into " + about.kind() + " status " + fitting);
        }
        return fitting;
    }

    /// Refuses for now, because a table or a name server does not answer.
    Verdict lookupFailed(String what, String reason) {
        dialogue.log().warning(what + ": " + reason);
        return unknown(what);
    }

    /// Refuses for now, because it is not known whether something is in a list, whose name the complaint begins with.
    Verdict membershipUnknown(String complaint) {
        dialogue.log().warning(complaint);
        return unknown(subject.name());
    }

    private Verdict unknown(String what) {
        return refuse(NoticeClass.DATA, 451, EnhancedStatus.of("4.3.0"), "<" + what + ">: Temporary lookup failure");
    }

    /// Refuses for now, because a table of the operator's cannot be asked.
    Verdict unanswered(Subject about, String complaint) {
        dialogue.log().warning(complaint);
        return refuse(451, "4.3.5", about.rejected("Server configuration error"));
    }

    /// Refuses for now, because the settings make no sense.
    Verdict misconfigured(String complaint) {
        dialogue.log().warning(complaint);
        return refuse(NoticeClass.SOFTWARE, 451, EnhancedStatus.of("4.3.5"), "Server configuration error");
    }

    /// Refuses later, if the client would be permitted.
    Verdict deferIfPermitted(int code, EnhancedStatus status, String text) {
        if (onlyWarning) {
            return refuse(code, status, text);
        }
        if (ifPermitted.isEmpty()) {
            ifPermitted = Optional.of(reply(code, status, text));
        }
        return Verdict.DUNNO;
    }

    /// Makes a later refusal for good a temporary one.
    Verdict deferIfRejected(int code, EnhancedStatus status, String text) {
        if (ifRejected.isEmpty()) {
            ifRejected = Optional.of(reply(code, status, text));
        }
        return Verdict.DUNNO;
    }

    /// Where the lists permit: refuses what was put off until then.
    Verdict settle() {
        if (ifPermitted.isEmpty()) {
            return Verdict.PERMIT;
        }
        return refuse(NoticeClass.POLICY, ifPermitted.get());
    }

    /// Whether the message will be thrown away, so that nothing matters any more.
    boolean isDiscarded() {
        return dialogue.actions().isDiscarded();
    }

    /// Asks a restriction for its opinion only: what it refuses is logged as `reject_warning`.
    Verdict warnInsteadOf(Restriction restriction) {
        boolean outer = onlyWarning;
        onlyWarning = true;
        try {
            return restriction.apply(this);
        } finally {
            onlyWarning = outer;
        }
    }

    /// Notes that the sender was checked; a check that only warns does not count.
    void senderListed() {
        senderListed |= !onlyWarning;
    }

    boolean isSenderListed() {
        return senderListed;
    }

    /// Notes that the recipient was checked; a check that only warns does not count.
    void recipientListed() {
        recipientListed |= !onlyWarning;
    }

    boolean isRecipientListed() {
        return recipientListed;
    }

    private static Reply reply(int code, EnhancedStatus status, String text) {
        var kind = code < 400 ? Kind.SUCCESS : code < 500 ? Kind.TEMPORARY : Kind.PERMANENT;
        return new Reply(code, Optional.of(status.as(kind)), List.of(printable(text)));
    }

    private static String printable(String text) {
        String cut = text.length() > LONGEST_REPLY - 12 ? text.substring(0, LONGEST_REPLY - 12) : text;
        if (cut.chars().allMatch(c -> c >= ' ' && c != 127)) {
            return cut;
        }
        return cut.codePoints()
                .map(c -> c >= ' ' && c != 127 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
