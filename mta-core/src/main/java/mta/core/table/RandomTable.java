package mta.core.table;

import java.util.List;
import java.util.random.RandomGenerator;
import mta.core.config.ConfigException;

/// `randmap:{ a, b, c }`: one of the values, by chance, to every key.
final class RandomTable implements LookupTable {

    private final String name;
    private final List<String> values;
    private final RandomGenerator random;

    private RandomTable(String name, List<String> values, RandomGenerator random) {
        this.name = name;
        this.values = values;
        this.random = random;
    }

    static RandomTable open(String text, RandomGenerator random) {
        String name = "randmap:" + text;
        if (!text.startsWith("{")
                || !text.endsWith("}")
                || ListText.unbrace(text).isEmpty()) {
            throw new ConfigException("bad syntax: \"" + name + "\"; need \"randmap:{value...}\"");
        }
        return new RandomTable(name, ListText.split(ListText.unbrace(text)), random);
    }

    @Override
    public Lookup find(String key) {
        return key.isEmpty() ? Lookup.NOT_FOUND : new Lookup.Found(values.get(random.nextInt(values.size())));
    }

    @Override
    public String name() {
        return name;
    }
}
