package mta.core.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One rule of a table that is read from top to bottom until a rule gives a result.
///
/// @param <K> what rules look at
interface Rule<K> {

    /// The result for a key, or nothing where this rule does not match.
    Optional<String> apply(K key);

    /// The rules between `if` and `endif`.
    ///
    /// @param condition when they count
    /// @param rules what stands between
    record Block<K>(Predicate<K> condition, List<Rule<K>> rules) implements Rule<K> {

        @Override
        public Optional<String> apply(K key) {
            return condition.test(key) ? first(rules, key) : Optional.empty();
        }
    }

    /// The result of the first rule that has one.
    static <K> Optional<String> first(List<Rule<K>> rules, K key) {
        for (var rule : rules) {
            var result = rule.apply(key);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }
}
