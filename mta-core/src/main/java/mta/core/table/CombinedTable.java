package mta.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mta.core.config.ConfigException;

/// `pipemap:{ t1, t2 }`, where each table looks up what the one before found, and `unionmap:{ t1, t2 }`, where
/// all results are joined with commas.
final class CombinedTable implements LookupTable {

    private enum Way {
        PIPE,
        UNION
    }

    private final String name;
    private final Way way;
    private final List<LookupTable> tables;

    private CombinedTable(String name, Way way, List<LookupTable> tables) {
        this.name = name;
        this.way = way;
        this.tables = tables;
    }

    static CombinedTable pipe(String text, Function<String, LookupTable> open) {
        return new CombinedTable("pipemap:" + text, Way.PIPE, tables("pipemap", text, open));
    }

    static CombinedTable union(String text, Function<String, LookupTable> open) {
        return new CombinedTable("unionmap:" + text, Way.UNION, tables("unionmap", text, open));
    }

    private static List<LookupTable> tables(String type, String text, Function<String, LookupTable> open) {
        if (!text.startsWith("{")
                || !text.endsWith("}")
                || ListText.unbrace(text).isEmpty()) {
            throw new ConfigException(
                    "bad syntax: \"" + type + ":" + text + "\"; need \"" + type + ":{type:name...}\"");
        }
        return ListText.split(ListText.unbrace(text)).stream().map(open).toList();
    }

    @Override
    public Lookup find(String key) {
        if (key.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        return switch (way) {
            case PIPE -> throughAll(key);
            case UNION -> joined(key);
        };
    }

    private Lookup throughAll(String key) {
        Lookup result = new Lookup.Found(key);
        for (var table : tables) {
            if (!(result instanceof Lookup.Found(var value))) {
                return result;
            }
            result = table.find(value);
        }
        return result;
    }

    private Lookup joined(String key) {
        var values = new ArrayList<String>();
        for (var table : tables) {
            switch (table.find(key)) {
                case Lookup.Found(var value) -> values.add(value);
                case Lookup.TemporaryFailure failure -> {
                    return failure;
                }
                case Lookup.NotFound _ -> {}
            }
        }
        return values.isEmpty() ? Lookup.NOT_FOUND : new Lookup.Found(String.join(",", values));
    }

    @Override
    public String name() {
        return name;
    }
}
