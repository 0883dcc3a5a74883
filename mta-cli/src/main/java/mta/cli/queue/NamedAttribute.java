package mta.cli.queue;

/// The content of an attribute record: `name=value`, with blanks around both allowed.
sealed interface NamedAttribute {

    record Pair(String name, String value) implements NamedAttribute {}

    /// @param problem what is wrong, in Postfix's words
    record Malformed(String problem) implements NamedAttribute {}

    static NamedAttribute parse(String text) {
        String rest = text.stripLeading();
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '=' && !Character.isWhitespace(rest.charAt(end))) {
            end++;
        }
        if (end == 0) {
            return new Malformed("missing attribute name");
        }
        String behind = rest.substring(end).stripLeading();
        return behind.startsWith("=")
                ? new Pair(rest.substring(0, end), behind.substring(1).strip())
                : new Malformed("missing '=' after attribute name");
    }
}
