package mta.core.table;

import mta.core.config.ConfigException;

/// `static:value`, `static:{ value with spaces }`: the same answer to every key, also to the empty one.
final class StaticTable implements LookupTable {

    private final String name;
    private final Lookup answer;

    private StaticTable(String name, String value) {
        this.name = name;
        this.answer = new Lookup.Found(value);
    }

    static StaticTable open(String name) {
        try {
            return new StaticTable("static:" + name, name.startsWith("{") ? ListText.unbrace(name) : name);
        } catch (ConfigException e) {
            throw new ConfigException("bad static:name syntax: " + e.getMessage(), e);
        }
    }

    @Override
    public Lookup find(String key) {
        return answer;
    }

    @Override
    public String name() {
        return name;
    }
}
