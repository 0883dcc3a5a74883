package mta.smtp.command;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads an address as it stands after `MAIL FROM:` or `RCPT TO:` into internal form: without brackets, quotes,
/// comments and source route.
///
/// Lenient as Postfix, by the constants of [Leniency]; with [AddressRules#strict] only RFC 5321 counts.
final class EnvelopeAddress {

    private static final String SPECIALS = "()<>[]:;,\\\"";

    private final AddressRules rules;
    private final boolean utf8;

    /// @param utf8 whether the client asked for SMTPUTF8
    EnvelopeAddress(AddressRules rules, boolean utf8) {
        this.rules = rules;
        this.utf8 = utf8;
    }

    /// Reads one word of a command.
    ///
    /// @return internal form, empty for `<>`; nothing where the text is no address
    Optional<String> read(String word) {
        if (rules.strict()) {
            boolean angled = word.startsWith("<") && word.endsWith(">");
            return angled ? address(word.substring(1, word.length() - 1)) : Optional.empty();
        }
        int start = 0;
        int end = word.length();
        while (start < end && (word.charAt(start) == '<' || word.charAt(start) == ' ')) {
            start++;
        }
        while (end > start && (word.charAt(end - 1) == '>' || word.charAt(end - 1) == ' ')) {
            end--;
        }
        return address(word.substring(start, end));
    }

    private Optional<String> address(String text) {
        return internal(withoutRoute(text)).filter(this::isSound);
    }

    /// What breaks a line would, where the address is sent on, be the end of one command and the start of another.
    private static boolean isOneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf('\0') < 0;
    }

    /// `@a,@b:user@c` names hosts on the way, which nobody follows any more (RFC 5321 appendix C).
    private static String withoutRoute(String text) {
        int colon = text.indexOf(':');
        return text.startsWith("@") && colon > 0 && text.indexOf('"') < 0 && text.indexOf('[') < 0
                ? text.substring(colon + 1)
                : text;
    }

    private Optional<String> internal(String text) {
        var plain = new StringBuilder(text.length());
        int i = 0;
        int end = text.length();
        while (i < end) {
            char c = text.charAt(i);
            if (c == '"') {
                i = quoted(text, i + 1, plain);
            } else if (c == '(' && !rules.strict()) {
                i = comment(text, i + 1);
            } else if (c == '[' && i > 0 && text.charAt(i - 1) == '@') {
                i = literal(text, i, plain);
            } else if (c == '\\' && !rules.strict() && i + 1 < end) {
                plain.append(text.charAt(i + 1));
                i += 2;
            } else if (!rules.strict() && isBlankBesideSeparator(text, i)) {
                i++;
            } else if (!rules.strict() && c == ':') {
                plain.append(c);
                i++;
            } else if (SPECIALS.indexOf(c) >= 0 || c <= ' ' || c == 127) {
                return Optional.empty();
            } else {
                plain.append(c);
                i++;
            }
            if (i < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(plain.toString());
    }

    private static boolean isBlankBesideSeparator(String text, int i) {
        return text.charAt(i) == ' '
                && ("@.".indexOf(text.charAt(i - 1)) >= 0 || "@.".indexOf(text.charAt(i + 1)) >= 0);
    }

    private static int quoted(String text, int start, StringBuilder plain) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            if (c == 0 || c == '\r' || c == '\n') {
                return -1;
            }
            plain.append(c);
        }
        return -1;
    }

    private static int comment(String text, int start) {
        int depth = 1;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int literal(String text, int start, StringBuilder plain) {
        int close = text.indexOf(']', start);
        if (close != text.length() - 1) {
            return -1;
        }
        plain.append(text, start, close + 1);
        return close + 1;
    }

    private boolean isSound(String address) {
        if (address.isEmpty()) {
            return true;
        }
        if (!isOneLine(address)) {
            return false;
        }
        if (address.charAt(0) == '-' && !rules.leadingDash()) {
            return false;
        }
        int at = address.lastIndexOf('@');
        if (rules.strict() && (at == 0 || address.contains("..") || address.charAt(0) == '.')) {
            return false;
        }
        return at < 0 || isDomain(address.substring(at + 1));
    }

    private boolean isDomain(String domain) {
        if (domain.isEmpty()) {
            return false;
        }
        if (domain.startsWith("[")) {
            return Domains.isBracketedLiteral(domain);
        }
        if (Domains.isNumeric(domain)) {
            return rules.numericDomain() && Domains.isIpv4(domain);
        }
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        return Domains.isHostName(name) || (utf8 && isInternational(name));
    }

    private static boolean isInternational(String domain) {
        try {
            var text = new String(domain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return Domains.isHostName(IDN.toASCII(text));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
