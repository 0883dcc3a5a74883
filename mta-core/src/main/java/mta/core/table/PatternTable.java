package mta.core.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/// `regexp:/path` and `pcre:/path`: regular expressions, read from top to bottom until one matches.
///
///     /pattern/flags  result with $1 or ${1}
///     !/pattern/      result
///     if /pattern/    ...    endif
///
/// Both run on [java.util.regex]. Differences that remain: `regexp` finds the leftmost alternative instead of the
/// longest one; in `pcre` there are no `(?|`, `\K`, `\R` within classes, recursion, callouts or the `U` flag.
final class PatternTable implements LookupTable {

    private final String name;
    private final List<Rule<Subject>> rules;
    private final Consumer<String> warnings;

    /// What is looked up, and how results may look.
    private record Subject(String key, boolean substitutes) {}

    private PatternTable(String name, List<Rule<Subject>> rules, Consumer<String> warnings) {
        this.name = name;
        this.rules = rules;
        this.warnings = warnings;
    }

    static PatternTable open(PatternSyntax syntax, String file, Consumer<String> warnings) {
        var rules = new RuleList<Subject>();
        for (var line : TableLine.read(syntax.word() + " map ", file, warnings)) {
            try {
                read(syntax, line, rules);
            } catch (IllegalArgumentException e) {
                line.warn(e.getMessage());
            }
        }
        return new PatternTable(syntax.word() + ":" + file, rules.finish(), warnings);
    }

    private static void read(PatternSyntax syntax, TableLine line, RuleList<Subject> rules) {
        String text = line.text();
        String word = line.firstWord();
        if (word.equalsIgnoreCase("endif")) {
            if (!rules.isInIf()) {
                throw new IllegalArgumentException("ignoring ENDIF without matching IF");
            }
            rules.endIf();
        } else if (word.length() >= 2 && text.regionMatches(true, 0, "if", 0, 2) && !isAlphanumeric(text, 2)) {
            var written = WrittenPattern.read(syntax, text.substring(2).strip());
            if (!written.rest().isEmpty()) {
                line.warn("ignoring extra text after IF statement: \"" + written.rest() + "\"");
                line.warn("do not prepend whitespace to statements between IF and ENDIF");
            }
            Predicate<Subject> condition = subject -> written.find(subject.key).isPresent() != written.negated();
            rules.startIf(line, condition);
        } else if (isAlphanumeric(text, 0)) {
            throw new IllegalArgumentException("ignoring unrecognized request");
        } else {
            rules.add(match(line, WrittenPattern.read(syntax, text)));
        }
    }

    private static boolean isAlphanumeric(String text, int index) {
        return index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }

    private static Rule<Subject> match(TableLine line, WrittenPattern written) {
        if (written.rest().isEmpty()) {
            line.warn("no replacement text: using empty string");
        }
        var result = Replacement.parse(written.rest(), line);
        if (written.negated() && result.usesGroups()) {
            throw new IllegalArgumentException("$number found in negative match replacement text: skipping this rule");
        }
        if (result.highestGroup() > written.groups()) {
            throw new IllegalArgumentException(
                    "out of range replacement index \"" + result.highestGroup() + "\": skipping this rule");
        }
        return subject -> {
            var match = written.find(subject.key);
            if (match.isPresent() == written.negated()) {
                return Optional.empty();
            }
            if (result.usesGroups() && !subject.substitutes) {
                return Optional.empty();
            }
            return Optional.of(match.map(result::expand).orElseGet(result::plain));
        };
    }

    @Override
    public Lookup find(String key) {
        return find(new Subject(key, true));
    }

    @Override
    public Lookup findWithoutSubstitution(String key) {
        return find(new Subject(key, false));
    }

    private Lookup find(Subject subject) {
        if (subject.key.isEmpty()) {
            return Lookup.NOT_FOUND;
        }
        try {
            return Rule.first(rules, subject).<Lookup>map(Lookup.Found::new).orElse(Lookup.NOT_FOUND);
        } catch (StackOverflowError _) {
            return failure("needs too much memory", subject);
        } catch (MeteredText.Exhausted _) {
            return failure("takes too many steps", subject);
        }
    }

    private Lookup failure(String what, Subject subject) {
        String why = name + ": an expression " + what + " for a text of " + subject.key.length() + " characters";
        warnings.accept(why);
        return new Lookup.TemporaryFailure(why);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isPattern() {
        return true;
    }

    /// A pattern between delimiters, and what follows it.
    ///
    /// @param negated whether `!` stands before it
    /// @param pattern what is searched
    /// @param anchored whether it must match at the start
    /// @param rest what follows the flags
    private record WrittenPattern(boolean negated, java.util.regex.Pattern pattern, boolean anchored, String rest) {

        static WrittenPattern read(PatternSyntax syntax, String text) {
            String from = text;
            boolean negated = false;
            while (from.startsWith("!")) {
                negated = !negated;
                from = from.substring(1).stripLeading();
            }
            if (from.isEmpty()) {
                throw new IllegalArgumentException("no regexp: skipping this rule");
            }
            char delimiter = from.charAt(0);
            int end = 1;
            while (end < from.length() && from.charAt(end) != delimiter) {
                end += from.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= from.length()) {
                throw new IllegalArgumentException("no closing regexp delimiter \"" + delimiter + "\": "
                        + (syntax == PatternSyntax.PCRE ? "ignoring this rule" : "skipping this rule"));
            }
            int flagsEnd = end + 1;
            while (flagsEnd < from.length() && !Character.isWhitespace(from.charAt(flagsEnd))) {
                flagsEnd++;
            }
            var compiled = syntax.compile(from.substring(1, end), from.substring(end + 1, flagsEnd));
            return new WrittenPattern(
                    negated,
                    compiled.pattern(),
                    compiled.anchored(),
                    from.substring(flagsEnd).strip());
        }

        Optional<Matcher> find(String key) {
            try {
                return search(key);
            } catch (StackOverflowError _) {
                return DeepStack.run(() -> search(key));
            }
        }

        private Optional<Matcher> search(String key) {
            var matcher = pattern.matcher(new MeteredText(key));
            return (anchored ? matcher.lookingAt() : matcher.find()) ? Optional.of(matcher) : Optional.empty();
        }

        int groups() {
            return pattern.matcher("").groupCount();
        }
    }
}
