package mta.smtp.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import mta.core.mail.MailAddress;
import mta.core.mail.ReversePath;
import mta.smtp.reply.Reply;

/// Turns a line of a client into a [Command]; mistakes are cases of it, with the reply that Postfix gives.
public final class CommandParser {

    private static final Reply MAIL_SYNTAX = Reply.of(501, "5.5.4", "Syntax: MAIL FROM:<address>");
    private static final Reply RCPT_SYNTAX = Reply.of(501, "5.5.4", "Syntax: RCPT TO:<address>");
    private static final Reply VRFY_SYNTAX = Reply.of(501, "5.5.4", "Syntax: VRFY address [SMTPUTF8]");
    private static final Reply VRFY_SYNTAX_ASCII = Reply.of(501, "5.5.4", "Syntax: VRFY address");
    private static final Reply BAD_SENDER = Reply.of(501, "5.1.7", "Bad sender address syntax");
    private static final Reply BAD_RECIPIENT = Reply.of(501, "5.1.3", "Bad recipient address syntax");
    static final Reply NO_DSN = Reply.of(501, "5.7.1", "DSN support is disabled");
    private static final Reply BAD_NOTIFY = Reply.of(501, "5.5.4", "Error: Bad NOTIFY parameter syntax");
    private static final Reply BAD_ORCPT = Reply.of(501, "5.5.4", "Error: Bad ORCPT parameter syntax");

    private final AddressRules rules;
    private final Supplier<Optional<VerpRules>> verp;
    private final Extensions extensions;

    /// A parser for a client that may not ask for VERP, but for everything else.
    public CommandParser(AddressRules rules) {
        this(rules, Optional::empty, Extensions.ALL);
    }

    /// @param verp what the client may ask for, if it may; asked where it does
    public CommandParser(AddressRules rules, Supplier<Optional<VerpRules>> verp, Extensions extensions) {
        this.rules = rules;
        this.verp = verp;
        this.extensions = extensions;
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
        boolean utf8 = extensions.smtputf8() && words.contains("SMTPUTF8");
        var address = new EnvelopeAddress(rules, utf8).read(word);
        if (address.isEmpty()) {
            return new Command.BadAddress(Verb.MAIL, word, BAD_SENDER);
        }
        return new MailOptionsReader(ReversePath.ofInternal(address.get()), verp, extensions).read(words);
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
        return rcptOptions(new MailAddress(address.get()), withoutBrackets(word), words);
    }

    /// @param given the address as the client wrote it, which stands in for an ORCPT that it did not give
    private Command rcptOptions(MailAddress to, String given, Words words) {
        if (words.atEnd()) {
            return new Command.Rcpt(to, RecipientOptions.none(given));
        }
        int notify = 0;
        String original = "";
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            boolean isNotify = word.regionMatches(true, 0, "NOTIFY=", 0, 7);
            boolean isOriginal = word.regionMatches(true, 0, "ORCPT=", 0, 6);
            if ((isNotify || isOriginal) && !extensions.dsn()) {
                return new Command.Malformed(Verb.RCPT, NO_DSN);
            }
            if (isNotify) {
                String list = word.substring(7);
                var unknown = unknownNotifyWord(list);
                if (unknown.isPresent()) {
                    return new Command.BadNotify(unknown.get(), list, BAD_NOTIFY);
                }
                int flags = notifyFlags(list);
                if (notify != 0 || flags == 0) {
                    return new Command.Malformed(Verb.RCPT, BAD_NOTIFY);
                }
                notify = flags;
            } else if (isOriginal) {
                var decoded = originalRecipient(word.substring(6));
                if (!original.isEmpty() || decoded.isEmpty()) {
                    return new Command.Malformed(Verb.RCPT, BAD_ORCPT);
                }
                original = decoded.get();
            } else {
                return new Command.Malformed(Verb.RCPT, unsupported(word));
            }
        }
        return new Command.Rcpt(
                to,
                original.isEmpty()
                        ? new RecipientOptions(
                                notify, RecipientOptions.none(given).originalRecipient())
                        : new RecipientOptions(notify, original));
    }

    private Command vrfy(Words words) {
        String rest = words.rest();
        if (rest.isEmpty()) {
            return new Command.Malformed(Verb.VRFY, extensions.smtputf8() ? VRFY_SYNTAX : VRFY_SYNTAX_ASCII);
        }
        boolean utf8 = extensions.smtputf8() && rest.regionMatches(true, rest.length() - 9, " SMTPUTF8", 0, 9);
        String given = utf8 ? rest.substring(0, rest.length() - 9).stripTrailing() : rest;
        // What VRFY names is no envelope address.
        var loose = new AddressRules(false, rules.numericDomain(), rules.leadingDash());
        return new EnvelopeAddress(loose, utf8)
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

    private static String withoutBrackets(String word) {
        return word.startsWith("<") && word.endsWith(">") ? word.substring(1, word.length() - 1) : word;
    }

    private static boolean isUnclosed(String word) {
        return word.startsWith("<") && word.indexOf('>') < 0;
    }

    static Reply unsupported(String option) {
        return Reply.of(555, "5.5.4", "Unsupported option: " + option);
    }

    private static Optional<String> unknownNotifyWord(String text) {
        return Arrays.stream(text.split(","))
                .filter(word -> !word.isEmpty() && notifyFlag(word) == 0)
                .findFirst();
    }

    /// @return 0 where the text has no NOTIFY words, or NEVER stands with others
    private static int notifyFlags(String text) {
        int flags = 0;
        for (String word : text.split(",")) {
            flags |= notifyFlag(word);
        }
        return (flags & 1) != 0 && flags != 1 ? 0 : flags;
    }

    private static int notifyFlag(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "NEVER" -> 1;
            case "SUCCESS" -> 2;
            case "FAILURE" -> 4;
            case "DELAY" -> 8;
            default -> 0;
        };
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

    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
