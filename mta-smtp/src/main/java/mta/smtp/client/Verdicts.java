package mta.smtp.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The verdicts on the recipients of one transaction while it is spoken. The first that is given to a recipient stays.
final class Verdicts {

    private final Verdict[] given;

    Verdicts(Transaction transaction) {
        given = new Verdict[transaction.recipients().size()];
    }

    /// The same verdict for everybody.
    static List<Verdict> same(Transaction transaction, Verdict verdict) {
        return Collections.nCopies(transaction.recipients().size(), verdict);
    }

    int count() {
        return given.length;
    }

    boolean isOpen(int recipient) {
        return given[recipient] == null;
    }

    /// Whether somebody has no verdict yet.
    boolean someOpen() {
        return Arrays.stream(given).anyMatch(v -> v == null);
    }

    void give(int recipient, Verdict verdict) {
        if (isOpen(recipient)) {
            given[recipient] = verdict;
        }
    }

    /// Gives it to all who have none.
    void giveRest(Verdict verdict) {
        for (int i = 0; i < given.length; i++) {
            give(i, verdict);
        }
    }

    /// All of them, in the order of the recipients; nobody may be left without.
    List<Verdict> all() {
        return List.of(given);
    }
}
