package mta.cleanup;

import mta.core.message.AddressList;

/// The value of a `From:` header that we make from a login name.
final class FromText {

    /// Characters of RFC 5322 atoms, besides letters and digits.
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~ ";

    private FromText() {}

    /// @param name the person's name; may be empty
    /// @param address in external form
    /// @param isAngled `name <address>`; otherwise the old `address (name)`
    static String of(String name, String address, boolean isAngled) {
        if (name.isBlank()) {
            return address;
        }
        if (!isAngled) {
            return address + " " + AddressList.parse("(" + name + ")").text();
        }
        return phrase(name) + " <" + address + ">";
    }

    private static String phrase(String name) {
        boolean isPlain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || ATOM_MARKS.indexOf(c) >= 0);
        if (isPlain) {
            return name;
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '"' || name.charAt(i) == '\\') {
                quoted.append('\\');
            }
            quoted.append(name.charAt(i));
        }
        return quoted.append('"').toString();
    }
}
