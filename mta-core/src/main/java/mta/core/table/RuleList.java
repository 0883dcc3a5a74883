package mta.core.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// Collects rules while a table is read, keeping track of `if` and `endif`.
final class RuleList<K> {

    private record Open<K>(TableLine line, Predicate<K> condition, List<Rule<K>> rules) {}

    private final List<Rule<K>> rules = new ArrayList<>();
    private final Deque<Open<K>> open = new ArrayDeque<>();

    void add(Rule<K> rule) {
        current().add(rule);
    }

    void startIf(TableLine line, Predicate<K> condition) {
        open.push(new Open<>(line, condition, new ArrayList<>()));
    }

    boolean isInIf() {
        return !open.isEmpty();
    }

    void endIf() {
        var block = open.pop();
        current().add(new Rule.Block<>(block.condition, List.copyOf(block.rules)));
    }

    /// The finished list; blocks that were not ended reach to the end, with a warning for each.
    List<Rule<K>> finish() {
        while (!open.isEmpty()) {
            open.peek().line.warn("IF has no matching ENDIF");
            endIf();
        }
        return List.copyOf(rules);
    }

    private List<Rule<K>> current() {
        return open.isEmpty() ? rules : open.peek().rules;
    }
}
