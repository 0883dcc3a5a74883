package mta.core.config;

import java.util.ArrayList;
import java.util.List;

/// Splits text into words, where `{` and `}` keep together what is between them.
public final class Braces {

    private Braces() {}

    /// The words of a text.
    ///
    /// @param separators each of these characters ends a word, outside braces
    public static List<String> split(String text, String separators) {
        var words = new ArrayList<String>();
        int at = 0;
        while (true) {
            while (at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (at == text.length()) {
                return words;
            }
            int start = at;
            at = wordEnd(text, start, separators);
            words.add(text.substring(start, at));
        }
    }

    private static int wordEnd(String text, int start, String separators) {
        int level = 0;
        int at = start;
        while (at < text.length() && (level > 0 || separators.indexOf(text.charAt(at)) < 0)) {
            if (text.charAt(at) == '{') {
                level++;
            } else if (text.charAt(at) == '}' && level > 0) {
                level--;
            }
            at++;
        }
        return at;
    }

    /// What is between the braces of a word.
    public sealed interface Content {

        /// The text between the braces.
        String text();

        /// Balanced.
        record Balanced(String text) implements Content {}

        /// Not balanced, or followed by something.
        ///
        /// @param text what can be made of it
        /// @param complaint in Postfix's words
        record Unbalanced(String text, String complaint) implements Content {}
    }

    /// Takes the braces from a word that begins with one.
    public static Content content(String word) {
        int end = closing(word);
        if (end < 0) {
            return new Content.Unbalanced(word.substring(1), "missing '}' in \"" + word + "\"");
        }
        String inside = word.substring(1, end);
        return end + 1 == word.length()
                ? new Content.Balanced(inside)
                : new Content.Unbalanced(inside, "syntax error after '}' in \"" + word + "\"");
    }

    private static int closing(String word) {
        int level = 0;
        for (int at = 0; at < word.length(); at++) {
            if (word.charAt(at) == '{') {
                level++;
            } else if (word.charAt(at) == '}' && --level == 0) {
                return at;
            }
        }
        return -1;
    }
}
