package mta.core.rewrite;

/// The two written forms of an address: external, with quotes where RFC 5322 asks for them, as in headers and SMTP; and
/// internal, without, as in queue files and tables.
public final class AddressForm {

    private static final String SPECIALS = "()<>@,;:\\\"[]";

    private AddressForm() {}

    /// External form. Only the local part can need quotes; a source route `@a,@b:` is left as it is.
    public static String external(String internal) {
        int start = internal.startsWith("@") ? internal.indexOf(':') + 1 : 0;
        int at = internal.lastIndexOf('@');
        int end = at < start ? internal.length() : at;
        String local = internal.substring(start, end);
        return isDotString(local) ? internal : internal.substring(0, start) + quoted(local) + internal.substring(end);
    }

    /// Internal form: quotes and backslashes of the local part dropped.
    public static String internal(String external) {
        var local = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < external.length(); i++) {
            char c = external.charAt(i);
            if (c == '@' && !quoted && external.indexOf('"', i) < 0) {
                return local.append(external, i, external.length()).toString();
            }
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            if (c == '\\' && i + 1 < external.length()) {
                c = external.charAt(++i);
            }
            local.append(c);
        }
        return local.toString();
    }

    private static boolean isDotString(String local) {
        if (local.isEmpty() || local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return false;
        }
        return local.chars().allMatch(c -> c > ' ' && c != 0x7f && SPECIALS.indexOf(c) < 0);
    }

    private static String quoted(String local) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == '"' || c == '\\' || c == '\r') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
