package mta.core.mail;

/// Addresses as they are written in headers, SMTP commands and log lines: the local part quoted where it has to be.
///
/// Inside the system an address has no quotes (internal form): `x y@example.com` is written `"x y"@example.com`.
/// A source route (`@a,@b:user@c`) is kept as it is. Characters beyond ASCII need no quotes.
public final class ExternalForm {

    /// What cannot stand in a local part without quotes, besides blanks and control characters (RFC 5322 3.2.3).
    private static final String SPECIALS = "()<>@,;:\\\"[]";

    private ExternalForm() {}

    /// Quotes what has to be quoted. Nobody, the sender of notices, stays empty.
    public static String of(String internal) {
        if (internal.isEmpty()) {
            return internal;
        }
        int start = afterRoute(internal);
        int at = internal.lastIndexOf('@');
        int end = at < start ? internal.length() : at;
        if (isDotString(internal, start, end)) {
            return internal;
        }
        var text = new StringBuilder(internal.length() + 4);
        text.append(internal, 0, start).append('"');
        for (int i = start; i < end; i++) {
            char c = internal.charAt(i);
            if (c == '"' || c == '\\' || c == '\r') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.append('"').append(internal, end, internal.length()).toString();
    }

    /// Takes quotes and backslashes away again.
    public static String toInternal(String external) {
        if (external.indexOf('"') < 0 && external.indexOf('\\') < 0) {
            return external;
        }
        int start = afterRoute(external);
        int at = external.lastIndexOf('@');
        int end = at < start ? external.length() : at;
        var text = new StringBuilder(external.length());
        text.append(external, 0, start);
        for (int i = start; i < end; i++) {
            char c = external.charAt(i);
            if (c == '"') {
                continue;
            }
            if (c == '\\' && ++i == end) {
                break;
            }
            text.append(external.charAt(i));
        }
        return text.append(external, end, external.length()).toString();
    }

    private static int afterRoute(String address) {
        return address.startsWith("@") ? address.indexOf(':') + 1 : 0;
    }

    private static boolean isDotString(String text, int start, int end) {
        if (start == end || text.charAt(start) == '.' || text.charAt(end - 1) == '.') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || SPECIALS.indexOf(c) >= 0 || (c == '.' && text.charAt(i - 1) == '.')) {
                return false;
            }
        }
        return true;
    }
}
