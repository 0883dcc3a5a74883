package mta.smtpd.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mta.core.config.NoticeClass;
import mta.service.client.SessionReport;
import mta.smtp.reply.Reply;
import mta.smtp.wire.Transcript;
import mta.smtpd.Peer;

/// What was said in a session and what went wrong in it, for the postmaster.
final class History {

    private final SessionReport reports;
    private final Peer peer;
    private final int flushThreshold;
    private final Transcript transcript = new Transcript();
    private final Set<NoticeClass> troubles = EnumSet.noneOf(NoticeClass.class);
    private boolean known;

    /// @param flushThreshold how many lines are kept over the end of a message
    History(SessionReport reports, Peer peer, int flushThreshold) {
        this.reports = reports;
        this.peer = peer;
        this.flushThreshold = flushThreshold;
    }

    /// The client said this.
    void in(String line) {
        transcript.in(line.stripTrailing());
        known = false;
    }

    /// We said this.
    void out(Reply reply) {
        reply.asSent().forEach(transcript::out);
    }

    /// Something of this class went wrong with the command under way.
    void trouble(NoticeClass what) {
        troubles.add(what);
        known = true;
    }

    /// The command under way fails for a reason that the postmaster is not told of.
    void noTrouble() {
        known = true;
    }

    /// A command failed. Unless it is known why, the client broke the rules.
    void failed() {
        if (!known) {
            trouble(NoticeClass.PROTOCOL);
        }
    }

    /// What went wrong before is settled: the client has delivered a message.
    void forgive() {
        troubles.clear();
    }

    /// Forgets what was said, where that has become too much.
    void flush() {
        if (transcript.size() > flushThreshold) {
            end(Optional.empty());
        }
    }

    /// Tells the postmaster, if something went wrong that he wants to know of, and forgets it all.
    ///
    /// @param aborted why the session ended early, if it did
    void end(Optional<String> aborted) {
        if (reports.isWanted(troubles)) {
            reports.send(
                    troubles,
                    "SMTP server",
                    peer.nameAndAddress(),
                    List.of(),
                    transcript.lines(),
                    aborted.map(why -> List.of("Session aborted, reason: " + why, ""))
                            .orElse(List.of("")));
        }
        transcript.clear();
        troubles.clear();
    }
}
