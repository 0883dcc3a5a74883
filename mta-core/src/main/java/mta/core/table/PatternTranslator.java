package mta.core.table;

/// Says a POSIX or Perl regular expression in the dialect of [java.util.regex].
///
/// What differs: bracket expressions (`[[:alpha:]]`, `[]a]`, `[a&&b]`), and in POSIX syntax a backslash within
/// brackets, word boundaries `\<` and `\>`, repeated repetitions such as `a+*`, and the basic form where `\(`
/// groups.
final class PatternTranslator {

    private final String pattern;
    private final boolean perl;
    private final boolean basic;
    private final StringBuilder out = new StringBuilder();
    private int at;

    PatternTranslator(String pattern, PatternSyntax syntax, boolean extended) {
        this.pattern = pattern;
        this.perl = syntax == PatternSyntax.PCRE;
        this.basic = !perl && !extended;
    }

    String translate() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '[') {
                brackets();
            } else if (c == '\\' && at + 1 < pattern.length()) {
                escape(pattern.charAt(at + 1));
            } else {
                plain(c);
                at++;
            }
        }
        return out.toString();
    }

    private void plain(char c) {
        if (basic && "(){}+?|".indexOf(c) >= 0) {
            out.append('\\').append(c);
        } else if (!perl && (c == '+' || c == '?') && followsRepetition()) {
            repeatAgain(c);
        } else if (!perl && c == '?' && out.toString().endsWith("(")) {
            out.append("\\?");
        } else {
            out.append(c);
        }
    }

    private void escape(char c) {
        at += 2;
        if (perl) {
            out.append('\\').append(c);
        } else if (basic && "(){}+?|".indexOf(c) >= 0) {
            out.append(c);
        } else if (c == '<') {
            out.append("\\b(?=\\w)");
        } else if (c == '>') {
            out.append("\\b(?<=\\w)");
        } else if ("wWsSbB123456789".indexOf(c) >= 0) {
            out.append('\\').append(c);
        } else if (c == '`') {
            out.append("\\A");
        } else if (c == '\'') {
            out.append("\\z");
        } else {
            out.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
        }
    }

    /// In Java `a*+` and `a*?` mean other things than twice repeated.
    private boolean followsRepetition() {
        if (out.length() < 2) {
            return false;
        }
        char last = out.charAt(out.length() - 1);
        boolean escaped = out.charAt(out.length() - 2) == '\\';
        return !escaped && (last == '*' || last == '+' || last == '?' || last == '}');
    }

    /// Repeating what may be repeated already: `*` says the same unless both are `+`.
    private void repeatAgain(char c) {
        char last = out.charAt(out.length() - 1);
        if (last == c) {
            return;
        }
        if (last == '}') {
            throw new IllegalArgumentException("Invalid preceding regular expression");
        }
        out.setCharAt(out.length() - 1, '*');
    }

    private void brackets() {
        out.append('[');
        at++;
        if (peek('^')) {
            out.append('^');
            at++;
        }
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            member(pattern.charAt(at));
            first = false;
        }
        out.append(peek(']') ? "]" : "");
        at++;
    }

    private void member(char c) {
        int end = c == '[' && at + 1 < pattern.length() && pattern.charAt(at + 1) == ':'
                ? pattern.indexOf(":]", at + 2)
                : -1;
        if (end > 0) {
            out.append(namedClass(pattern.substring(at + 2, end)));
            at = end + 2;
            return;
        }
        at++;
        if (c == '\\' && perl && at < pattern.length()) {
            out.append('\\').append(pattern.charAt(at++));
        } else if ("[]&\\^".indexOf(c) >= 0) {
            out.append('\\').append(c);
        } else {
            out.append(c);
        }
    }

    private boolean peek(char c) {
        return at < pattern.length() && pattern.charAt(at) == c;
    }

    private static String namedClass(String name) {
        boolean negated = name.startsWith("^");
        String java = switch (negated ? name.substring(1) : name) {
            case "alpha" -> "Alpha";
            case "digit" -> "Digit";
            case "alnum" -> "Alnum";
            case "upper" -> "Upper";
            case "lower" -> "Lower";
            case "punct" -> "Punct";
            case "graph" -> "Graph";
            case "print" -> "Print";
            case "blank" -> "Blank";
            case "cntrl" -> "Cntrl";
            case "xdigit" -> "XDigit";
            case "space" -> "Space";
            case "ascii" -> "ASCII";
            case "word" -> "";
            default -> throw new IllegalArgumentException("Invalid character class name");
        };
        if (java.isEmpty()) {
            return negated ? "\\W" : "\\w";
        }
        return (negated ? "\\P{" : "\\p{") + java + "}";
    }
}
