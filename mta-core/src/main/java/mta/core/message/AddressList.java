package mta.core.message;

import java.util.ArrayList;
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

    static final Part COMMA = new Part.Operator(',');

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
        return new AddressList(new AddressListGrouping().group(AddressListScanner.scan(text, limit)));
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

    static void appendInternal(StringBuilder to, Part part) {
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
}
