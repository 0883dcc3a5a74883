package mta.core.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mta.core.mail.ExternalForm;

/// The addresses in a header such as `To:`, with everything that stands between them.
///
/// The reader forgives all it can (RFC 822 with decades of practice): what it does not understand is kept, missing
/// commas are added, and a comment inside an address moves behind it. `%`, `!` and `|` count as operators, as in
/// old-style addresses. It never fails.
public final class AddressList {

    /// A piece of an address list.
    public sealed interface Part {

        /// An address.
        ///
        /// @param internal the address in internal form, such as `x y@example.com`
        record Address(String internal) implements Part {}

        /// A word of a display name or a group name that needs no quotes.
        record Atom(String text) implements Part {}

        /// A word in quotes.
        ///
        /// @param text without quotes and backslashes
        record Quoted(String text) implements Part {}

        /// Text between square brackets.
        ///
        /// @param text without the brackets
        record DomainLiteral(String text) implements Part {}

        /// Text in parentheses.
        ///
        /// @param text as it stands, with its parentheses
        record Comment(String text) implements Part {}

        /// The colon after the name of a group.
        enum GroupStart implements Part {
            COLON
        }

        /// Any other single character, such as the comma or an angle bracket.
        record Operator(char symbol) implements Part {}
    }

    private static final String OPERATORS = "|%!()<>@,;:\\\".[]";

    private static final Part COMMA = new Part.Operator(',');

    private final List<Part> parts;

    private AddressList(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /// Reads the text after the colon of a header; line ends count as blanks.
    public static AddressList parse(String text) {
        return parse(text, Integer.MAX_VALUE);
    }

    /// Reads at most so many words and operators; the rest is lost.
    public static AddressList parse(String text, int limit) {
        return new AddressList(new Grouping().group(Scanner.scan(text, limit)));
    }

    /// Reads text that is one address and nothing else, as it results from a table, into internal form.
    public static String internalForm(String address) {
        var internal = new StringBuilder(address.length());
        Scanner.scan(address, Integer.MAX_VALUE).forEach(part -> appendInternal(internal, part));
        return internal.toString();
    }

    /// A list of other parts.
    public static AddressList of(List<Part> parts) {
        return new AddressList(parts);
    }

    /// All parts, in order.
    public List<Part> parts() {
        return parts;
    }

    /// The addresses in internal form, in order.
    public List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (Part part : parts) {
            if (part instanceof Part.Address(var internal)) {
                addresses.add(internal);
            }
        }
        return addresses;
    }

    /// The list in external form, on one line.
    public String text() {
        return text(' ');
    }

    /// The list in external form.
    ///
    /// @param afterComma what follows each comma: a blank, or a line end for a header that is yet to be folded
    public String text(char afterComma) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            appendExternal(text, parts.get(i));
            if (i + 1 < parts.size()) {
                if (parts.get(i).equals(COMMA)) {
                    text.append(afterComma);
                } else if (isBlankBetween(parts.get(i), parts.get(i + 1))) {
                    text.append(' ');
                }
            } else if (parts.get(i).equals(COMMA) && afterComma == '\n') {
                text.append(afterComma);
            }
        }
        return text.toString();
    }

    private static boolean isBlankBetween(Part left, Part right) {
        return left == Part.GroupStart.COLON || right.equals(new Part.Operator('<')) || (isWord(left) && isWord(right));
    }

    private static boolean isWord(Part part) {
        return !(part instanceof Part.Operator) && part != Part.GroupStart.COLON;
    }

    private static void appendInternal(StringBuilder to, Part part) {
        switch (part) {
            case Part.Address(var internal) -> to.append(internal);
            case Part.Atom(var text) -> to.append(text);
            case Part.Quoted(var text) -> to.append(text);
            case Part.DomainLiteral(var text) -> to.append('[').append(text).append(']');
            case Part.Comment(var text) -> to.append(text);
            case Part.GroupStart _ -> to.append(':');
            case Part.Operator(var symbol) -> to.append(symbol);
        }
    }

    private static void appendExternal(StringBuilder to, Part part) {
        switch (part) {
            case Part.Address(var internal) -> to.append(ExternalForm.of(internal));
            case Part.Quoted(var text) ->
                appendEscaped(to.append('"'), text, "\"\\\r\n").append('"');
            case Part.DomainLiteral(var text) ->
                appendEscaped(to.append('['), text, "\\\r\n").append(']');
            case Part.Atom _, Part.Comment _, Part.GroupStart _, Part.Operator _ -> appendInternal(to, part);
        }
    }

    private static StringBuilder appendEscaped(StringBuilder to, String text, String escaped) {
        for (int i = 0; i < text.length(); i++) {
            if (escaped.indexOf(text.charAt(i)) >= 0) {
                to.append('\\');
            }
            to.append(text.charAt(i));
        }
        return to;
    }

    /// Text to words and operators, from left to right.
    private static final class Scanner {

        private final String text;
        private int next;

        private Scanner(String text) {
            this.text = text;
        }

        static List<Part> scan(String text, int limit) {
            var scanner = new Scanner(text);
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

    /// Words and operators to addresses, from right to left: only an address's right end tells what it is.
    private static final class Grouping {

        private final Deque<Part> done = new ArrayDeque<>();
        private final Deque<Part> pending = new ArrayDeque<>();
        private boolean wordMayFollow = true;
        private boolean inGroup;

        List<Part> group(List<Part> tokens) {
            int i = tokens.size() - 1;
            while (i >= 0) {
                i = take(tokens, i);
            }
            closeAddress();
            return List.copyOf(done);
        }

        /// Takes a token and perhaps more to its left.
        ///
        /// @return the index of the next token to take
        private int take(List<Part> tokens, int i) {
            Part token = tokens.get(i);
            switch (token) {
                case Part.Comment _ -> done.addFirst(token);
                case Part.Operator(char c)
                when c == ';' -> {
                    closeAddressAfterMissingComma();
                    done.addFirst(token);
                    inGroup = true;
                    wordMayFollow = true;
                }
                case Part.Operator(char c)
                when c == ':' && inGroup -> {
                    closeAddress();
                    done.addFirst(Part.GroupStart.COLON);
                    return skipTo(",", tokens, i - 1);
                }
                case Part.Operator(char c)
                when c == '>' -> {
                    closeAddressAfterMissingComma();
                    done.addFirst(token);
                    return route(tokens, i - 1);
                }
                case Part.Operator(char c)
                when c == ',' -> {
                    closeAddress();
                    done.addFirst(token);
                    wordMayFollow = true;
                }
                case Part.Operator _, Part.GroupStart _, Part.Address _ -> {
                    pending.addFirst(token);
                    wordMayFollow = true;
                }
                case Part.Atom _, Part.Quoted _, Part.DomainLiteral _ -> {
                    if (!wordMayFollow) {
                        closeAddressAfterMissingComma();
                    }
                    wordMayFollow = false;
                    pending.addFirst(token);
                }
            }
            return i - 1;
        }

        /// Takes an address between angle brackets, and the display name before it.
        private int route(List<Part> tokens, int last) {
            int i = last;
            while (i >= 0 && !tokens.get(i).equals(new Part.Operator('<'))) {
                if (tokens.get(i) instanceof Part.Comment comment) {
                    done.addFirst(comment);
                } else {
                    pending.addFirst(tokens.get(i));
                }
                i--;
            }
            closeAddress();
            wordMayFollow = true;
            return skipTo(">;,:", tokens, i);
        }

        /// Takes tokens as they are, down to one of the operators.
        private int skipTo(String operators, List<Part> tokens, int last) {
            int i = last;
            while (i >= 0 && !(tokens.get(i) instanceof Part.Operator(char c) && operators.indexOf(c) >= 0)) {
                done.addFirst(tokens.get(i--));
            }
            return i;
        }

        private void closeAddress() {
            if (!pending.isEmpty()) {
                var internal = new StringBuilder();
                pending.forEach(part -> appendInternal(internal, part));
                done.addFirst(new Part.Address(internal.toString()));
                pending.clear();
            }
        }

        private void closeAddressAfterMissingComma() {
            if (!pending.isEmpty()) {
                closeAddress();
                done.addFirst(COMMA);
            }
        }
    }
}
