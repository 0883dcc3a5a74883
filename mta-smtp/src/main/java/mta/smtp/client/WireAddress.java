package mta.smtp.client;

import mta.core.mail.MailAddress;

/// Writes an address as it stands between angle brackets in a command: the local part quoted where it must be
/// (RFC 5321 section 4.1.2).
final class WireAddress {

    private static final String ATOM_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private WireAddress() {}

    static String of(MailAddress address) {
        String local = address.localPart();
        if (isDotString(local)) {
            return address.text();
        }
        var quoted = new StringBuilder(address.text().length() + 4).append('"');
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.append('"')
                .append(address.text().substring(local.length()))
                .toString();
    }

    private static boolean isDotString(String local) {
        if (local.isEmpty() || local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return false;
        }
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            boolean atom =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c > 127;
            if (!atom && ATOM_SPECIALS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
