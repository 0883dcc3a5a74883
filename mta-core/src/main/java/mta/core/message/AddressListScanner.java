package mta.core.message;

import java.util.ArrayList;
import java.util.List;
import mta.core.message.AddressList.Part;

/// Cuts the text of an [AddressList] into words and operators, from left to right.
final class AddressListScanner {

    private static final String OPERATORS = "|%!()<>@,;:\\\".[]";

    private final String text;
    private int next;

    private AddressListScanner(String text) {
        this.text = text;
    }

    static List<Part> scan(String text, int limit) {
        var scanner = new AddressListScanner(text);
        var parts = new ArrayList<Part>();
        while (scanner.skipBlanks() && parts.size() < limit) {
            parts.add(scanner.part());
        }
        return parts;
    }

    private boolean skipBlanks() {
        while (next < text.length() && isBlank(text.charAt(next))) {
            next++;
        }
        return next < text.length();
    }

    private Part part() {
        char c = text.charAt(next++);
        return switch (c) {
            case '(' -> comment();
            case '[' -> new Part.DomainLiteral(upTo(']'));
            case '"' -> new Part.Quoted(upTo('"'));
            case '\\' -> atom();
            default -> OPERATORS.indexOf(c) >= 0 ? new Part.Operator(c) : atom();
        };
    }

    private String upTo(char last) {
        var word = new StringBuilder();
        while (next < text.length() && text.charAt(next) != last) {
            appendUnescaped(word);
        }
        next++;
        return word.toString();
    }

    private Part atom() {
        next--;
        var word = new StringBuilder();
        while (next < text.length()) {
            char c = text.charAt(next);
            if (c != '\\' && (isBlank(c) || OPERATORS.indexOf(c) >= 0)) {
                break;
            }
            appendUnescaped(word);
        }
        return needsQuotes(word) ? new Part.Quoted(word.toString()) : new Part.Atom(word.toString());
    }

    private void appendUnescaped(StringBuilder word) {
        if (text.charAt(next) == '\\' && ++next == text.length()) {
            return;
        }
        char c = text.charAt(next++);
        word.append(isBlank(c) ? ' ' : c);
    }

    private static boolean needsQuotes(StringBuilder word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c == 0x7f || OPERATORS.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    /// A comment keeps its form, so that a backslash before a parenthesis stays where it was.
    private Part comment() {
        int start = next - 1;
        int level = 1;
        while (next < text.length() && level > 0) {
            switch (text.charAt(next++)) {
                case '(' -> level++;
                case ')' -> level--;
                case '\\' -> next = Math.min(next + 1, text.length());
                default -> {}
            }
        }
        return new Part.Comment(text.substring(start, next));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
