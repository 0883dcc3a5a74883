package mta.smtpd.policy;

import java.util.Optional;
import mta.smtpd.policy.AccessChecks.Target;

/// The list that a restriction stands in; decides what a table without a name in front is asked about.
enum ListKind {
    CLIENT(Optional.of(Target.CLIENT)),
    HELO(Optional.of(Target.HELO)),
    SENDER(Optional.of(Target.SENDER)),
    RECIPIENT(Optional.of(Target.RECIPIENT)),
    ETRN(Optional.of(Target.ETRN)),
    NONE(Optional.empty());

    private final Optional<Target> target;

    ListKind(Optional<Target> target) {
        this.target = target;
    }

    Optional<Target> target() {
        return target;
    }
}
