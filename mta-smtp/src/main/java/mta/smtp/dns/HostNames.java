package mta.smtp.dns;

import java.util.regex.Pattern;

/// Knows what can be asked of the DNS: a host name, and not a numerical address, which some name servers would answer.
final class HostNames {

    private static final int LONGEST = 255;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern ALL_NUMBERS = Pattern.compile("[0-9.]+");

    private HostNames() {}

    static boolean isValid(String text) {
        if (text.isEmpty()
                || text.length() > LONGEST
                || ALL_NUMBERS.matcher(text).matches()) {
            return false;
        }
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        for (var label : name.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }
}
