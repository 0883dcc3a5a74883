package mta.core.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import mta.core.config.ConfigException;

/// `texthash:/path` and `inline:{ key = value, { key = value, with comma } }`: fixed strings kept in memory.
///
/// Keys are folded to lower case. Of entries with the same key the first counts in `texthash`, with a warning (as in
/// postmap(1); Postfix's daemons do not use such a table at all), and the last in `inline`. A key of `texthash` may
/// hold whitespace between double quotes, which belong to it: addresses are looked up with their quotes.
final class TextTable implements LookupTable {

    private final String name;
    private final UnaryOperator<String> folding;
    private final Map<String, String> entries;

    private TextTable(String name, UnaryOperator<String> folding, Map<String, String> entries) {
        this.name = name;
        this.folding = folding;
        this.entries = Collections.unmodifiableMap(entries);
    }

    static TextTable texthash(String file, UnaryOperator<String> folding, Consumer<String> warnings) {
        var entries = new LinkedHashMap<String, String>();
        for (var line : TableLine.read("", file, warnings)) {
            var entry = KeyAndValue.of(line, " -- ignoring this line");
            if (entry.isEmpty()) {
                continue;
            }
            String key = entry.get().key();
            String value = entry.get().value();
            if (entries.putIfAbsent(folding.apply(key), value) != null) {
                line.warn("duplicate entry: \"" + key + "\"");
            }
        }
        return new TextTable("texthash:" + file, folding, entries);
    }

    static TextTable inline(String text, UnaryOperator<String> folding) {
        String name = "inline:" + text;
        if (!text.startsWith("{")
                || !text.endsWith("}")
                || ListText.unbrace(text).isEmpty()) {
            throw new ConfigException("bad syntax: \"" + name + "\"; need \"inline:{name=value...}\"");
        }
        var entries = new LinkedHashMap<String, String>();
        for (String word : ListText.split(ListText.unbrace(text))) {
            String pair = word.startsWith("{") ? rule(word, name) : word;
            String key = inlineKey(pair, name);
            String rest = pair.substring(key.length()).stripLeading();
            if (!rest.startsWith("=")) {
                throw malformed("missing '=' after attribute name", name);
            }
            entries.put(folding.apply(key), rest.substring(1).strip());
        }
        return new TextTable(name, folding, entries);
    }

    private static String rule(String word, String name) {
        try {
            return ListText.unbrace(word);
        } catch (ConfigException e) {
            throw malformed(e.getMessage(), name);
        }
    }

    /// The key ends at white space or `=`, but for those between double quotes, which belong to it.
    private static String inlineKey(String pair, String name) {
        boolean quoted = false;
        int end = 0;
        while (end < pair.length()
                && (quoted || !(pair.charAt(end) == '=' || Character.isWhitespace(pair.charAt(end))))) {
            quoted ^= pair.charAt(end) == '"';
            end++;
        }
        if (quoted) {
            throw malformed("unbalanced '\"'", name);
        }
        return pair.substring(0, end);
    }

    private static ConfigException malformed(String why, String name) {
        return new ConfigException(why + ": \"" + name + "\"; need \"inline:{name=value...}\"");
    }

    @Override
    public Lookup find(String key) {
        String value = entries.get(folding.apply(key));
        return value == null ? Lookup.NOT_FOUND : new Lookup.Found(value);
    }

    @Override
    public Optional<Map<String, String>> entries() {
        return Optional.of(entries);
    }

    @Override
    public String name() {
        return name;
    }
}
