package mta.core.rewrite;

/// A line of an alias file, such as `"Joe User": joe, "|/usr/bin/vacation joe"`.
public sealed interface AliasLine {

    /// A name that stands for something else.
    ///
    /// @param name in internal form, without quotes
    /// @param targets what it stands for, in external form, separated by commas
    record Alias(String name, String targets) implements AliasLine {}

    /// Something else.
    ///
    /// @param why in the words of postalias(1)
    record Malformed(String why) implements AliasLine {}

    /// Reads a line.
    ///
    /// @param text a logical line, continuation lines joined
    static AliasLine parse(String text) {
        var tokens = AddressTokens.scan(text);
        int colon = tokens.first(':');
        if (colon <= 0 || colon == tokens.size() - 1) {
            return new Malformed("need name:value pair");
        }
        var name = tokens.before(colon);
        if (name.has(',')) {
            return new Malformed("need name:value pair");
        }
        if (name.has('@') || name.has('%')) {
            return new Malformed("name must be local");
        }
        return new Alias(name.internal(), tokens.from(colon + 1).external());
    }
}
