package mta.core.table;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// How patterns are written: as in regex(7) or as in pcre2pattern(3); and how they are said in Java.
///
/// Flags toggle options. `regexp` starts extended and without regard to case; `i` `m` `x` toggle case, newlines and
/// extended syntax. `pcre` starts without regard to case and with a dot that matches newlines; `i` `m` `s` `x` `A` `E`
/// toggle case, line-wise anchors, that dot, comments in patterns, anchoring, and a dollar sign at the very end only.
enum PatternSyntax {
    REGEXP("regexp"),
    PCRE("pcre");

    /// A pattern ready for use.
    ///
    /// @param pattern the pattern
    /// @param anchored whether it must match at the start
    record Compiled(Pattern pattern, boolean anchored) {}

    /// A bit that Java does not use: basic syntax in `regexp`, anchored in `pcre`.
    private static final int OTHER = 1 << 20;

    private final String word;

    PatternSyntax(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// Compiles a pattern.
    ///
    /// @throws IllegalArgumentException with the reason why the rule is skipped
    Compiled compile(String pattern, String flags) {
        int options = Pattern.UNIX_LINES | Pattern.CASE_INSENSITIVE | (this == PCRE ? Pattern.DOTALL : 0);
        for (int i = 0; i < flags.length(); i++) {
            options ^= option(flags.charAt(i));
        }
        if (this == REGEXP && (options & Pattern.MULTILINE) == 0) {
            options |= Pattern.DOTALL;
        }
        boolean extended = this == PCRE || (options & OTHER) == 0;
        boolean anchored = this == PCRE && (options & OTHER) != 0;
        String translated = new PatternTranslator(pattern, this, extended).translate();
        try {
            return new Compiled(Pattern.compile(translated, options & ~OTHER), anchored);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    this == PCRE
                            ? "error in regex at offset " + Math.max(e.getIndex(), 0) + ": " + e.getDescription()
                            : e.getDescription(),
                    e);
        }
    }

    /// What a flag toggles. Keys hold no newline, so that `E` (a dollar sign at the very end only) toggles nothing.
    private int option(char flag) {
        int option = switch (flag) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 'm' -> Pattern.MULTILINE;
            case 'x' -> this == PCRE ? Pattern.COMMENTS : OTHER;
            case 's' -> this == PCRE ? Pattern.DOTALL : -1;
            case 'A' -> this == PCRE ? OTHER : -1;
            case 'E', 'X' -> this == PCRE ? 0 : -1;
            default -> -1;
        };
        if (option < 0) {
            throw new IllegalArgumentException("unknown regexp option \"" + flag + "\": skipping this rule");
        }
        return option;
    }
}
