package mta.core.table;

import java.util.Optional;

/// A line of a table in the form `key whitespace value`.
///
/// @param key as it is written: double quotes, between which it may hold whitespace, belong to it, as addresses are
///     looked up with theirs
/// @param value the rest
public record KeyAndValue(String key, String value) {

    /// Reads a line; says so where it has no such form.
    ///
    /// @param consequence what the warning says will happen to a line without a key or a value
    /// @return nothing where the line is to be left out
    public static Optional<KeyAndValue> of(TableLine line, String consequence) {
        String text = line.text();
        boolean quoted = false;
        int end = 0;
        while (end < text.length() && (quoted || !Character.isWhitespace(text.charAt(end)))) {
            char c = text.charAt(end);
            quoted ^= c == '"';
            end += c == '\\' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        if (quoted) {
            line.warn("unbalanced '\"' in '" + text + "' -- ignoring this line");
            return Optional.empty();
        }
        String key = text.substring(0, end);
        String value = text.substring(end).strip();
        if (key.isEmpty() || value.isEmpty()) {
            line.warn("expected format: key whitespace value" + consequence);
            return Optional.empty();
        }
        if (key.endsWith(":")) {
            line.warn("record is in \"key: value\" format; is this an alias file?");
        }
        return Optional.of(new KeyAndValue(key, value));
    }
}
