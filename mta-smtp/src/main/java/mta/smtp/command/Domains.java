package mta.smtp.command;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// Knows the forms of host names and address literals in SMTP (RFC 5321 section 4.1.3), as Postfix checks them.
public final class Domains {

    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final int LONGEST = 255;
    private static final int LONGEST_LABEL = 63;

    private Domains() {}

    /// Whether it is a host name: letters, digits, `-`, `_` in labels of at most 63, and not just a number.
    public static boolean isHostName(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        // By hand, because each address of each message comes here.
        boolean numeric = true;
        int labelStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                int length = i - labelStart;
                if (length == 0 || length > LONGEST_LABEL || text.charAt(i - 1) == '-') {
                    return false;
                }
                labelStart = i + 1;
            } else if (!isLetterDigit(c) && (c != '-' || i == labelStart)) {
                return false;
            }
            numeric &= c == '.' || (c >= '0' && c <= '9');
        }
        return !numeric;
    }

    private static boolean isLetterDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /// Whether it is made of digits and dots alone, as an address without brackets is.
    public static boolean isNumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
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
