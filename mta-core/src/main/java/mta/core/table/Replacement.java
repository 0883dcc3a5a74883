package mta.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// The result of a pattern rule: text with `$1`, `${1}`, `$(1)` for what a group matched, and `$$` for a dollar sign.
///
/// @param parts what it consists of
record Replacement(List<Part> parts) {

    /// A piece of a result.
    sealed interface Part {

        /// Text as it stands.
        record Text(String text) implements Part {}

        /// What a group matched; empty where it matched nothing.
        record Group(int number) implements Part {}
    }

    /// Reads a result.
    ///
    /// @throws IllegalArgumentException if the rule must be skipped
    static Replacement parse(String text, TableLine line) {
        var parts = new ArrayList<Part>();
        int i = 0;
        while (i < text.length()) {
            int dollar = text.indexOf('$', i);
            if (dollar < 0) {
                parts.add(new Part.Text(text.substring(i)));
                break;
            }
            parts.add(new Part.Text(text.substring(i, dollar)));
            if (text.startsWith("$", dollar + 1)) {
                parts.add(new Part.Text("$"));
                i = dollar + 2;
            } else {
                i = reference(text, dollar, line, parts);
            }
        }
        return new Replacement(List.copyOf(parts));
    }

    private static int reference(String text, int dollar, TableLine line, List<Part> parts) {
        int start = dollar + 1;
        char open = start < text.length() ? text.charAt(start) : ' ';
        boolean bracketed = open == '{' || open == '(';
        int end = bracketed ? text.indexOf(open == '{' ? '}' : ')', start) : wordEnd(text, start);
        String name = end < 0 ? "" : text.substring(bracketed ? start + 1 : start, end);
        if (end < 0) {
            line.warnings().accept("truncated macro reference: \"" + text + "\"");
        } else if (name.isEmpty()) {
            line.warnings().accept("empty macro name: \"" + text + "\"");
        } else if (!name.matches("\\d{1,4}")) {
            line.warn("non-numeric replacement index \"" + name + "\"");
        } else if (Integer.parseInt(name) == 0) {
            line.warn("out of range replacement index \"" + name + "\"");
        } else {
            parts.add(new Part.Group(Integer.parseInt(name)));
            return bracketed ? end + 1 : end;
        }
        throw new IllegalArgumentException("bad replacement syntax: skipping this rule");
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    int highestGroup() {
        return parts.stream()
                .mapToInt(part -> part instanceof Part.Group(int number) ? number : 0)
                .max()
                .orElse(0);
    }

    boolean usesGroups() {
        return highestGroup() > 0;
    }

    /// The result where no group is used.
    String plain() {
        var result = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Text(var text)) {
                result.append(text);
            }
        }
        return result.toString();
    }

    /// The result with what the groups matched.
    String expand(Matcher match) {
        var result = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Text(var text) -> result.append(text);
                case Part.Group(int number) -> {
                    String matched = match.group(number);
                    result.append(matched == null ? "" : matched);
                }
            }
        }
        return result.toString();
    }
}
