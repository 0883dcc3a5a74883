package mta.core.config;

import java.util.ArrayList;
import java.util.List;

/// Splits a value into literal text and `$` expressions.
///
/// **Errors.** [ExpansionException] with Postfix's warning; `>>>` in it marks the place.
public final class MacroParser {

    private static final String OPERATOR_CHARACTERS = "<>!=?+-*/~&|%";
    private static final String OPERATORS = "\"==\" or \"!=\"\" or \"<\"\" or \"<=\"\" or \">=\"\" or \">\"";
    private static final int SHOWN = 20;

    /// What is between `${` and `}`.
    private final String text;

    private int at;

    private MacroParser(String text) {
        this.text = text;
    }

    /// The pieces of a value, in order.
    public static List<Macro> parse(String value) {
        var pieces = new ArrayList<Macro>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c != '$') {
                literal.append(c);
                at++;
            } else if (value.startsWith("$$", at)) {
                literal.append('$');
                at += 2;
            } else {
                flush(literal, pieces);
                at = reference(value, at + 1, pieces);
            }
        }
        flush(literal, pieces);
        return pieces;
    }

    private static void flush(StringBuilder literal, List<Macro> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Macro.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /// Reads what follows a `$`, and returns where it ends.
    private static int reference(String value, int start, List<Macro> pieces) {
        char open = start < value.length() ? value.charAt(start) : ' ';
        int end;
        if (open == '{' || open == '(') {
            end = closing(value, start, open, open == '{' ? '}' : ')');
            if (end < 0) {
                throw new ExpansionException("truncated macro reference: \"" + value + "\"");
            }
            String inside = value.substring(start + 1, end);
            if (!inside.isEmpty()) {
                pieces.add(new MacroParser(inside).expression());
                return end + 1;
            }
        } else {
            end = start;
            while (end < value.length() && isNameCharacter(value.charAt(end))) {
                end++;
            }
            if (end > start) {
                pieces.add(new Macro.Value(value.substring(start, end)));
                return end;
            }
        }
        throw new ExpansionException("empty macro name: \"" + value + "\"");
    }

    private static int closing(String value, int start, char open, char close) {
        int level = 0;
        for (int at = start; at < value.length(); at++) {
            if (value.charAt(at) == open) {
                level++;
            } else if (value.charAt(at) == close && --level == 0) {
                return at;
            }
        }
        return -1;
    }

    private Macro expression() {
        skipBlanks();
        return peek() == '{' ? comparison() : named();
    }

    private Macro named() {
        int start = at;
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (peek() == '{') {
            String argument = braced();
            if (at < text.length()) {
                throw unexpected(argument);
            }
            return new Macro.Call(name, argument);
        }
        skipBlanks();
        if (at == text.length()) {
            return new Macro.Value(name);
        }
        if (peek() != '?' && peek() != ':') {
            throw new ExpansionException(
                    "attribute name syntax error at: \"..." + text.substring(0, at) + ">>>" + rest() + "\"");
        }
        return choice(new Macro.NonEmpty(name));
    }

    private Macro comparison() {
        String left = braced();
        int start = at;
        while (at < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
        String operator = text.substring(start, at);
        int afterOperator = at;
        at = start;
        Relation relation = Relation.of(operator)
                .orElseThrow(() ->
                        new ExpansionException(OPERATORS + " expected at: \"..." + left + "}>>>" + rest() + "\""));
        at = afterOperator;
        skipBlanks();
        if (peek() != '{') {
            at = afterOperator;
            throw new ExpansionException(
                    "\"{expression}\" expected at: \"...{" + left + "} " + operator + ">>>" + rest() + "\"");
        }
        var test = new Macro.Comparison(left, relation, braced());
        if (at == text.length()) {
            return new Macro.Choice(test, "true", "");
        }
        if (peek() != '?' && peek() != ':') {
            throw new ExpansionException("\"?\" or \":\" expected at: \"...}>>>" + rest() + "\"");
        }
        return choice(test);
    }

    private Macro choice(Macro.Test test) {
        String yes = "";
        if (peek() == '?') {
            at++;
            yes = operand();
            if (at == text.length()) {
                return new Macro.Choice(test, yes, "");
            }
            if (peek() != ':') {
                throw new ExpansionException("\":\" expected at: \"..." + yes + "}>>>" + rest() + "\"");
            }
        }
        at++;
        String no = operand();
        if (at < text.length()) {
            throw unexpected(no);
        }
        return new Macro.Choice(test, yes, no);
    }

    /// `{text}`, or without braces everything that is left.
    private String operand() {
        int start = at;
        skipBlanks();
        if (peek() == '{') {
            return braced();
        }
        at = text.length();
        return text.substring(start);
    }

    private String braced() {
        int end = closing(text, at, '{', '}');
        if (end < 0) {
            throw new ExpansionException("unbalanced {} in attribute expression: \"" + text.substring(at) + "\"");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        skipBlanks();
        return inside;
    }

    private ExpansionException unexpected(String before) {
        return new ExpansionException("unexpected input at: \"..." + before + "}>>>" + rest() + "\"");
    }

    private void skipBlanks() {
        at = WhiteSpace.skip(text, at, text.length());
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private String rest() {
        return text.substring(at, Math.min(text.length(), at + SHOWN));
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
