package mta.core.table;

import java.util.ArrayList;
import java.util.List;
import mta.core.config.ConfigException;

/// Splits settings that are lists: words separated by commas or whitespace, where text in braces is one word.
public final class ListText {

    private static final String SEPARATORS = ", \t\r\n";

    private ListText() {}

    /// The words of a list, without empty ones. A brace that is not closed reaches to the end.
    public static List<String> split(String text) {
        var words = new ArrayList<String>();
        int depth = 0;
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && SEPARATORS.indexOf(c) >= 0) {
                if (start >= 0) {
                    words.add(text.substring(start, i));
                }
                start = -1;
                continue;
            }
            start = start < 0 ? i : start;
            depth = Math.max(0, depth + (c == '{' ? 1 : c == '}' ? -1 : 0));
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return List.copyOf(words);
    }

    /// The text between the braces that it begins with, stripped.
    ///
    /// @throws ConfigException in Postfix's words if it is not in braces
    static String unbrace(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                if (!text.substring(i + 1).isBlank()) {
                    throw new ConfigException("syntax error after '}' in \"" + text + "\"");
                }
                return text.substring(1, i).strip();
            }
        }
        throw new ConfigException("missing '}' in \"" + text + "\"");
    }
}
