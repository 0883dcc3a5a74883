package mta.delivery.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mta.core.log.MailLog;
import mta.core.mail.ReversePath;
import mta.delivery.DeliveryJob;
import mta.delivery.Outcome;
import mta.delivery.local.Expansion.Expanded;
import mta.delivery.local.Expansion.Kind;

/// What the expansion of one recipient has come to so far: the steps to take, each once.
///
/// It also keeps the expansion finite: levels, aliases and lists, and steps are limited in number, so that no
/// alias file fills the memory that all recipients share.
final class Steps {

    private static final int MOST_LEVELS = 100;
    private static final int MOST_EXPANDED = 10_000;
    private static final int MOST_STEPS = 50_000;

    private final DeliveryJob job;
    private final MailLog log;
    private final List<Step> steps = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private int expanded;
    private Kind kind = Kind.PLAIN;

    Steps(DeliveryJob job, MailLog log) {
        this.job = job;
        this.log = log;
    }

    /// Whether it is only asked what would become of mail.
    boolean isProbe() {
        return job.isProbe();
    }

    /// The sender of the message itself.
    ReversePath sender() {
        return job.request().sender();
    }

    void warn(String text) {
        log.warning(job.request().id(), text);
    }

    /// Takes a step, where none with the same effect was taken.
    void add(Step step, Object... effect) {
        if (steps.size() <= MOST_STEPS && seen.add(List.of(effect))) {
            steps.add(step);
        }
    }

    void settle(Member member, Outcome outcome) {
        add(new Step.Settled(member, outcome), "settled", member.address(), outcome);
    }

    /// Whether this comes up for the first time.
    boolean isNew(String what, String name) {
        return seen.add(List.of(what, name));
    }

    /// Counts an alias or a list that this member stands in.
    ///
    /// @return whether that is too much
    boolean isEndless(Member member) {
        return member.level() > MOST_LEVELS || ++expanded > MOST_EXPANDED;
    }

    /// What the recipient itself is counts, not what comes up later.
    void is(Kind found) {
        if (kind == Kind.PLAIN) {
            kind = found;
        }
    }

    /// All of it; for a recipient that stands for too much, that it has to wait for an administrator.
    Expanded of(Member recipient) {
        if (steps.size() > MOST_STEPS) {
            warn(recipient.address() + " stands for more than " + MOST_STEPS + " destinations");
            var waiting = Outcome.deferred("4.3.5", "mail system configuration error");
            return new Expanded(kind, List.of(new Step.Settled(recipient, waiting)));
        }
        return new Expanded(kind, List.copyOf(steps));
    }
}
