package mta.core.config;

import java.math.BigInteger;
import java.util.Optional;

/// The operators of `${{left} == {right} ? …}`.
///
/// Without `level`, two numbers are compared as numbers and everything else as text; with it, both sides are
/// compatibility levels such as `3.10`.
public enum Relation {
    EQUAL("==", false),
    NOT_EQUAL("!=", false),
    LESS("<", false),
    LESS_OR_EQUAL("<=", false),
    GREATER_OR_EQUAL(">=", false),
    GREATER(">", false),
    LEVEL_EQUAL("==level", true),
    LEVEL_NOT_EQUAL("!=level", true),
    LEVEL_LESS("<level", true),
    LEVEL_LESS_OR_EQUAL("<=level", true),
    LEVEL_GREATER_OR_EQUAL(">=level", true),
    LEVEL_GREATER(">level", true);

    private final String word;
    private final boolean ofLevels;

    Relation(String word, boolean ofLevels) {
        this.word = word;
        this.ofLevels = ofLevels;
    }

    /// The operator that is written so.
    static Optional<Relation> of(String word) {
        for (Relation relation : values()) {
            if (relation.word.equals(word)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    /// Whether the relation holds.
    ///
    /// @throws ExpansionException if a compatibility level is malformed
    boolean holds(String left, String right) {
        int order = ofLevels
                ? level(left).compareTo(level(right))
                : isNumber(left) && isNumber(right)
                        ? new BigInteger(left).compareTo(new BigInteger(right))
                        : left.compareTo(right);
        return switch (this) {
            case EQUAL, LEVEL_EQUAL -> order == 0;
            case NOT_EQUAL, LEVEL_NOT_EQUAL -> order != 0;
            case LESS, LEVEL_LESS -> order < 0;
            case LESS_OR_EQUAL, LEVEL_LESS_OR_EQUAL -> order <= 0;
            case GREATER_OR_EQUAL, LEVEL_GREATER_OR_EQUAL -> order >= 0;
            case GREATER, LEVEL_GREATER -> order > 0;
        };
    }

    private static CompatibilityLevel level(String text) {
        try {
            return CompatibilityLevel.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ExpansionException(e.getMessage());
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
