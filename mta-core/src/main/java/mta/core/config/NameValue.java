package mta.core.config;

import java.util.function.Function;

/// What `name = value` says.
///
/// The name ends at white space or `=`; white space around both parts is dropped.
public sealed interface NameValue {

    /// The pair, or what is thrown for the reason why it is none.
    ///
    /// @param failure makes it, from the reason
    Pair orElseThrow(Function<String, ConfigException> failure);

    /// A name and its value.
    ///
    /// @param name never empty
    /// @param value may be empty
    record Pair(String name, String value) implements NameValue {

        @Override
        public Pair orElseThrow(Function<String, ConfigException> failure) {
            return this;
        }
    }

    /// Not of that form.
    ///
    /// @param reason in Postfix's words
    record Malformed(String reason) implements NameValue {

        @Override
        public Pair orElseThrow(Function<String, ConfigException> failure) {
            throw failure.apply(reason);
        }
    }

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
