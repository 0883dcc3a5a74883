package mta.cli.config;

/// Writes the one-line objects of `postconf -j` and others: `{"name": "value"}`.
public final class Json {

    private Json() {}

    /// An object with one member.
    public static String object(String name, String value) {
        return "{" + quoted(name) + ": " + quoted(value) + "}";
    }

    /// A text in quotes.
    public static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
