package mta.core.rewrite;

import java.util.ArrayList;
import java.util.List;

/// An address cut into tokens in the manner of RFC 822: words, quoted strings, domain literals, comments, and special
/// characters, among which `%` and `!` count as well.
final class AddressTokens {

    private static final String SPECIALS = "|%!()<>@,;:\\\".[]";

    /// One token; for a special character, the kind says nothing more than the text.
    ///
    /// @param kind what it is
    /// @param text its text, without quotes, brackets or parentheses
    record Token(Kind kind, String text) {

        boolean is(char special) {
            return kind == Kind.SPECIAL && text.charAt(0) == special;
        }
    }

    enum Kind {
        WORD,
        QUOTED,
        LITERAL,
        COMMENT,
        SPECIAL
    }

    private final List<Token> tokens;

    AddressTokens(List<Token> tokens) {
        this.tokens = new ArrayList<>(tokens);
    }

    /// Cuts text in external form.
    static AddressTokens scan(String text) {
        var scanner = new Scanner(text);
        return new AddressTokens(scanner.all());
    }

    static Token special(char c) {
        return new Token(Kind.SPECIAL, String.valueOf(c));
    }

    int size() {
        return tokens.size();
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    Token at(int index) {
        return tokens.get(index);
    }

    Token last() {
        return tokens.getLast();
    }

    /// Where a special character stands first, or -1.
    int first(char special) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(special)) {
                return i;
            }
        }
        return -1;
    }

    /// Where a special character stands last, or -1.
    int last(char special) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).is(special)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(char special) {
        return first(special) >= 0;
    }

    AddressTokens from(int index) {
        return new AddressTokens(tokens.subList(index, tokens.size()));
    }

    AddressTokens before(int index) {
        return new AddressTokens(tokens.subList(0, index));
    }

    void set(int index, Token token) {
        tokens.set(index, token);
    }

    void add(Token token) {
        tokens.add(token);
    }

    void addAll(AddressTokens others) {
        tokens.addAll(others.tokens);
    }

    void removeLast() {
        tokens.removeLast();
    }

    /// Whether this ends in one dot that can be dropped: `a@b.`, but neither `a@b..` nor `a@.`.
    boolean endsInLooseDot() {
        int size = tokens.size();
        return size >= 2
                && tokens.get(size - 1).is('.')
                && !tokens.get(size - 2).is('.')
                && !tokens.get(size - 2).is('@');
    }

    /// Internal form: without quotes.
    String internal() {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            switch (token.kind) {
                case WORD, QUOTED, SPECIAL -> text.append(token.text);
                case LITERAL -> text.append('[').append(token.text).append(']');
                case COMMENT -> text.append('(').append(token.text).append(')');
            }
            boolean wordsMeet =
                    i + 1 < tokens.size() && token.kind != Kind.SPECIAL && tokens.get(i + 1).kind != Kind.SPECIAL;
            text.append(wordsMeet || token.is(',') ? " " : "");
        }
        return text.toString();
    }

    /// External form: quoted where it has to be, with the comments.
    String external() {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            switch (token.kind) {
                case WORD -> text.append(needsQuotes(token.text) ? quoted(token.text, "\"\\\r\n") : token.text);
                case QUOTED -> text.append(quoted(token.text, "\"\\\r\n"));
                case SPECIAL -> text.append(token.text);
                case LITERAL ->
                    text.append('[').append(escaped(token.text, "\\\r\n")).append(']');
                case COMMENT -> text.append('(').append(token.text).append(')');
            }
            text.append(i + 1 < tokens.size() && isApart(token, tokens.get(i + 1)) ? " " : "");
        }
        return text.toString();
    }

    private static boolean isApart(Token left, Token right) {
        return left.is(',') || right.is('<') || (left.kind != Kind.SPECIAL && right.kind != Kind.SPECIAL);
    }

    private static boolean needsQuotes(String word) {
        return word.chars().anyMatch(c -> c <= ' ' || c == 0x7f || SPECIALS.indexOf(c) >= 0);
    }

    private static String quoted(String text, String special) {
        return '"' + escaped(text, special) + '"';
    }

    private static String escaped(String text, String special) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(
                        c -> escaped.append(special.indexOf(c) >= 0 ? "\\" : "").append((char) c));
        return escaped.toString();
    }

    /// Reads tokens from text.
    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        List<Token> all() {
            var all = new ArrayList<Token>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (isSpace(c)) {
                    at++;
                } else if (c == '"') {
                    at++;
                    all.add(new Token(Kind.QUOTED, upTo('"')));
                } else if (c == '[') {
                    at++;
                    all.add(new Token(Kind.LITERAL, upTo(']')));
                } else if (c == '(') {
                    at++;
                    all.add(new Token(Kind.COMMENT, comment()));
                } else if (SPECIALS.indexOf(c) >= 0 && c != '\\') {
                    at++;
                    all.add(special(c));
                } else {
                    all.add(new Token(Kind.WORD, word()));
                }
            }
            return all;
        }

        private String word() {
            var word = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '\\' && at + 1 < text.length()) {
                    at++;
                } else if (c != '\\' && (isSpace(c) || SPECIALS.indexOf(c) >= 0)) {
                    break;
                }
                word.append(text.charAt(at++));
            }
            return word.toString();
        }

        private String upTo(char end) {
            var content = new StringBuilder();
            while (at < text.length() && text.charAt(at) != end) {
                at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
                content.append(text.charAt(at++));
            }
            at++;
            return content.toString();
        }

        private String comment() {
            int depth = 1;
            int start = at;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '\\') {
                    at = Math.min(at + 1, text.length());
                } else if (c == '(') {
                    depth++;
                } else if (c == ')' && --depth == 0) {
                    return text.substring(start, at - 1);
                }
            }
            return text.substring(start);
        }

        private static boolean isSpace(char c) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
    }
}
