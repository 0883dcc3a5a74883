package mta.smtp.command;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.smtp.reply.Reply;

/// Turns a line of a client into a [Command]; mistakes are cases of it, with the reply that Postfix gives.
public final class CommandParser {

    private static final Reply MAIL_SYNTAX = Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address>");
    private static final Reply RCPT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address>");
    private static final Reply VRFY_SYNTAX = Reply.of(501, "5.5.4", "Syntax: VRFY address [SMTPUTF8]");
    private static final Reply BAD_SENDER = Reply.of(501, "5.1.7", "Bad sender address syntax");
    private static final Reply BAD_RECIPIENT = Reply.of(501, "5.1.3", "Bad recipient address syntax");
    private static final Reply BAD_SIZE = Reply.of(501, "5.5.4", "Bad message size syntax");
    private static final Reply BAD_RET = Reply.of(501, "5.5.4", "Bad RET parameter syntax");
    private static final Reply BAD_ENVID = Reply.of(501, "5.5.4", "Bad ENVID parameter syntax");
    private static final Reply BAD_NOTIFY = Reply.of(501, "5.5.4", "Error: Bad NOTIFY parameter syntax");
    private static final Reply BAD_ORCPT = Reply.of(501, "5.5.4", "Error: Bad ORCPT parameter syntax");

    private final AddressRules rules;

    public CommandParser(AddressRules rules) {
        this.rules = rules;
    }

    /// Understands one line, given without its line end; one character for each byte.
    public Command parse(String line) {
        var words = new Words(line);
        String first = words.next();
        Verb verb = Verb.of(first);
        return switch (verb) {
            case HELO, EHLO -> hello(verb, words.rest());
            case MAIL -> mail(words);
            case RCPT -> rcpt(words);
            case VRFY -> vrfy(words);
            case ETRN -> etrn(words.rest());
            case DATA, RSET -> withoutArguments(verb, words);
            case NOOP, HELP, QUIT -> new Command.Simple(verb);
            case XCLIENT, XFORWARD, STARTTLS, AUTH, BDAT -> new Command.Extension(verb, words.rest());
            case UNKNOWN -> new Command.Unknown(first);
        };
    }

    private static Command hello(Verb verb, String host) {
        if (host.isEmpty()) {
            return new Command.Malformed(verb, Reply.plain(501, "Syntax: " + verb + " hostname"));
        }
        return verb == Verb.HELO ? new Command.Helo(host) : new Command.Ehlo(host);
    }

    private static Command withoutArguments(Verb verb, Words words) {
        return words.rest().isEmpty()
                ? new Command.Simple(verb)
                : new Command.Malformed(verb, Reply.of(501, "5.5.4", "Syntax: " + verb));
    }

    private Command mail(Words words) {
        if (!words.skip("FROM:")) {
            return new Command.Malformed(Verb.MAIL, MAIL_SYNTAX);
        }
        boolean blank = words.atBlank();
        String word = words.nextAddress();
        if (word.isEmpty() || (blank && rules.strict())) {
            return new Command.Malformed(Verb.MAIL, MAIL_SYNTAX);
        }
        if (isUnclosed(word)) {
            return new Command.Malformed(Verb.MAIL, BAD_SENDER);
        }
        boolean utf8 = words.contains("SMTPUTF8");
        var address = new EnvelopeAddress(rules, utf8).read(word);
        if (address.isEmpty()) {
            return new Command.BadAddress(Verb.MAIL, word, BAD_SENDER);
        }
        return mailOptions(ReversePath.ofInternal(address.get()), words);
    }

    private static Command mailOptions(ReversePath from, Words words) {
        if (words.atEnd()) {
            return new Command.Mail(from, MailOptions.NONE);
        }
        var size = OptionalLong.empty();
        var body = Optional.<MailOptions.Body>empty();
        boolean utf8 = false;
        var ret = Optional.<MailOptions.Return>empty();
        var envelopeId = Optional.<String>empty();
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            int equals = word.indexOf('=');
            String name = (equals < 0 ? word : word.substring(0, equals + 1)).toUpperCase(Locale.ROOT);
            String value = word.substring(equals + 1);
            switch (name) {
                case "SIZE=" -> {
                    size = number(value);
                    if (size.isEmpty()) {
                        return new Command.Malformed(Verb.MAIL, BAD_SIZE);
                    }
                }
                case "BODY=" -> {
                    body = body(value);
                    if (body.isEmpty()) {
                        return new Command.Malformed(Verb.MAIL, unsupported(word));
                    }
                }
                case "RET=" -> {
                    var chosen = ret(value);
                    if (ret.isPresent() || chosen.isEmpty()) {
                        return new Command.Malformed(Verb.MAIL, BAD_RET);
                    }
                    ret = chosen;
                }
                case "ENVID=" -> {
                    var decoded = Xtext.decode(value).filter(CommandParser::isPrintable);
                    if (envelopeId.isPresent() || decoded.isEmpty()) {
                        return new Command.Malformed(Verb.MAIL, BAD_ENVID);
                    }
                    envelopeId = decoded;
                }
                case "SMTPUTF8" -> utf8 = true;
                // Who wrote it counts only between servers that have logged in (RFC 4954 section 5).
                case "AUTH=" -> {}
                default -> {
                    return new Command.Malformed(Verb.MAIL, unsupported(word));
                }
            }
        }
        return new Command.Mail(from, new MailOptions(size, body, utf8, ret, envelopeId.orElse("")));
    }

    private Command rcpt(Words words) {
        if (!words.skip("TO:")) {
            return new Command.Malformed(Verb.RCPT, RCPT_SYNTAX);
        }
        boolean blank = words.atBlank();
        String word = words.nextAddress();
        if (word.isEmpty() || (blank && rules.strict())) {
            return new Command.Malformed(Verb.RCPT, RCPT_SYNTAX);
        }
        if (isUnclosed(word)) {
            return new Command.Malformed(Verb.RCPT, BAD_RECIPIENT);
        }
        var address = new EnvelopeAddress(rules, true).read(word).filter(text -> !text.isEmpty());
        if (address.isEmpty()) {
            return new Command.BadAddress(Verb.RCPT, word, BAD_RECIPIENT);
        }
        return rcptOptions(new MailAddress(address.get()), words);
    }

    private static Command rcptOptions(MailAddress to, Words words) {
        if (words.atEnd()) {
            return new Command.Rcpt(to, RecipientOptions.NONE);
        }
        int notify = 0;
        String original = "";
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            if (word.regionMatches(true, 0, "NOTIFY=", 0, 7)) {
                int flags = notifyFlags(word.substring(7));
                if (notify != 0 || flags == 0) {
                    return new Command.Malformed(Verb.RCPT, BAD_NOTIFY);
                }
                notify = flags;
            } else if (word.regionMatches(true, 0, "ORCPT=", 0, 6)) {
                var decoded = originalRecipient(word.substring(6));
                if (!original.isEmpty() || decoded.isEmpty()) {
                    return new Command.Malformed(Verb.RCPT, BAD_ORCPT);
                }
                original = decoded.get();
            } else {
                return new Command.Malformed(Verb.RCPT, unsupported(word));
            }
        }
        return new Command.Rcpt(to, new RecipientOptions(notify, original));
    }

    private Command vrfy(Words words) {
        String rest = words.rest();
        if (rest.isEmpty()) {
            return new Command.Malformed(Verb.VRFY, VRFY_SYNTAX);
        }
        boolean utf8 = rest.regionMatches(true, rest.length() - 9, " SMTPUTF8", 0, 9);
        String given = utf8 ? rest.substring(0, rest.length() - 9).stripTrailing() : rest;
        return new EnvelopeAddress(rules, utf8)
                .read(given)
                .filter(text -> !text.isEmpty())
                .<Command>map(text -> new Command.Vrfy(new MailAddress(text), given))
                .orElseGet(() -> new Command.BadAddress(Verb.VRFY, given, BAD_RECIPIENT));
    }

    private static Command etrn(String rest) {
        if (rest.isEmpty() || rest.indexOf(' ') >= 0) {
            return new Command.Malformed(Verb.ETRN, Reply.plain(500, "Syntax: ETRN domain"));
        }
        String domain = rest.startsWith("@") || rest.startsWith("#") ? rest.substring(1) : rest;
        return Domains.isHostName(domain) || Domains.isBracketedLiteral(domain)
                ? new Command.Etrn(domain)
                : new Command.Malformed(Verb.ETRN, Reply.plain(501, "Error: invalid parameter syntax"));
    }

    private static boolean isUnclosed(String word) {
        return word.startsWith("<") && word.indexOf('>') < 0;
    }

    private static Reply unsupported(String option) {
        return Reply.of(555, "5.5.4", "Unsupported option: " + option);
    }

    private static OptionalLong number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static Optional<MailOptions.Body> body(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> Optional.of(MailOptions.Body.SEVEN_BIT);
            case "8BITMIME" -> Optional.of(MailOptions.Body.EIGHT_BIT_MIME);
            default -> Optional.empty();
        };
    }

    private static Optional<MailOptions.Return> ret(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "FULL" -> Optional.of(MailOptions.Return.FULL);
            case "HDRS" -> Optional.of(MailOptions.Return.HDRS);
            default -> Optional.empty();
        };
    }

    /// @return 0 where the text is no list of NOTIFY words, or NEVER stands with others
    private static int notifyFlags(String text) {
        int flags = 0;
        for (String word : text.split(",", -1)) {
            int flag = switch (word.toUpperCase(Locale.ROOT)) {
                case "NEVER" -> 1;
                case "SUCCESS" -> 2;
                case "FAILURE" -> 4;
                case "DELAY" -> 8;
                default -> 0;
            };
            if (flag == 0) {
                return 0;
            }
            flags |= flag;
        }
        return (flags & 1) != 0 && flags != 1 ? 0 : flags;
    }

    private static Optional<String> originalRecipient(String text) {
        int semicolon = text.indexOf(';');
        if (semicolon < 1 || semicolon == text.length() - 1) {
            return Optional.empty();
        }
        String type = text.substring(0, semicolon);
        String coded = text.substring(semicolon + 1);
        var decoded = type.equalsIgnoreCase("utf-8")
                ? Xtext.decodeUtf8(coded)
                : Xtext.decode(coded).filter(CommandParser::isPrintable);
        return decoded.map(address -> text.substring(0, semicolon + 1) + address);
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
