package mta.smtpd.policy;

import java.util.List;

/// Restrictions that are asked one after another, until one permits or refuses.
///
/// @param restrictions in the order of the setting
record RestrictionList(List<Restriction> restrictions) implements Restriction {

    RestrictionList {
        restrictions = List.copyOf(restrictions);
    }

    @Override
    public Verdict apply(Evaluation evaluation) {
        for (var restriction : restrictions) {
            Verdict verdict = restriction.apply(evaluation);
            if (!verdict.equals(Verdict.DUNNO)) {
                return verdict;
            }
        }
        return Verdict.DUNNO;
    }
}
