package mta.smtp.command;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// Knows the forms of host names and address literals in SMTP (RFC 5321 section 4.1.3), as Postfix checks them.
public final class Domains {

    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final int LONGEST = 255;

    private Domains() {}

    /// Whether it is a host name: letters, digits, `-`, `_` in labels of at most 63, and not just a number.
    public static boolean isHostName(String text) {
        return text.length() <= LONGEST && HOST.matcher(text).matches() && !isNumeric(text);
    }

    /// Whether it is made of digits and dots alone, as an address without brackets is.
    public static boolean isNumeric(String text) {
        return NUMBERS.matcher(text).matches();
    }

    /// Whether it is four numbers with dots.
    public static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /// Whether it is `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    public static boolean isBracketedLiteral(String text) {
        return text.length() > 2
                && text.startsWith("[")
                && text.endsWith("]")
                && isLiteral(text.substring(1, text.length() - 1));
    }

    private static boolean isLiteral(String text) {
        return text.regionMatches(true, 0, "IPv6:", 0, 5) ? isIpv6(text.substring(5)) : isIpv4(text);
    }

    /// Whether it is an IPv6 address without brackets, prefix or zone.
    public static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || text.indexOf('%') >= 0) {
            return false;
        }
        try {
            // An IPv4-mapped address comes back as the IPv4 address, so only the exception tells.
            return !InetAddress.ofLiteral(text).isAnyLocalAddress() || text.equals("::");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
