package mta.core.config;

/// What `name = value` says.
///
/// The name ends at white space or `=`; white space around both parts is dropped.
public sealed interface NameValue {

    /// A name and its value.
    ///
    /// @param name never empty
    /// @param value may be empty
    record Pair(String name, String value) implements NameValue {}

    /// Not of that form.
    ///
    /// @param reason in Postfix's words
    record Malformed(String reason) implements NameValue {}

    /// Splits a line.
    static NameValue split(String text) {
        int end = text.length();
        int name = WhiteSpace.skip(text, 0, end);
        int nameEnd = name;
        while (nameEnd < end && text.charAt(nameEnd) != '=' && !WhiteSpace.is(text.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == name) {
            return new Malformed("missing attribute name");
        }
        int equals = WhiteSpace.skip(text, nameEnd, end);
        if (equals == end || text.charAt(equals) != '=') {
            return new Malformed("missing '=' after attribute name");
        }
        return new Pair(text.substring(name, nameEnd), WhiteSpace.trim(text.substring(equals + 1)));
    }
}
