package mta.core.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// `cidr:/path`: networks in CIDR notation, read from top to bottom until one holds the address.
final class CidrTable implements LookupTable {

    private final String name;
    private final List<Rule<byte[]>> rules;

    private CidrTable(String name, List<Rule<byte[]>> rules) {
        this.name = name;
        this.rules = rules;
    }

    static CidrTable open(String file, Consumer<String> warnings) {
        var rules = new RuleList<byte[]>();
        for (var line : TableLine.read("cidr map ", file, warnings)) {
            try {
                read(line, rules);
            } catch (IllegalArgumentException e) {
                line.warn(e.getMessage() + ": skipping this rule");
            }
        }
        return new CidrTable("cidr:" + file, rules.finish());
    }

    private static void read(TableLine line, RuleList<byte[]> rules) {
        String word = line.firstWord();
        if (word.equalsIgnoreCase("if")) {
            rules.startIf(line, condition(line.afterFirstWord()));
            return;
        }
        if (word.equalsIgnoreCase("endif")) {
            if (!rules.isInIf()) {
                throw new IllegalArgumentException("ENDIF without IF");
            }
            rules.endIf();
            return;
        }
        var condition = condition(word);
        String value = line.afterFirstWord();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no lookup result");
        }
        var result = Optional.of(value);
        rules.add(address -> condition.test(address) ? result : Optional.empty());
    }

    private static Predicate<byte[]> condition(String text) {
        boolean negated = text.startsWith("!");
        var network = NetworkPattern.parse(negated ? text.substring(1).strip() : text);
        // Nothing is said about addresses of the other family, not even by a negation.
        return address -> network.isOfSameFamily(address) && network.contains(address) != negated;
    }

    @Override
    public Lookup find(String key) {
        return NetworkPattern.bytes(key)
                .flatMap(address -> Rule.first(rules, address))
                .<Lookup>map(Lookup.Found::new)
                .orElse(Lookup.NOT_FOUND);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isPattern() {
        return true;
    }
}
