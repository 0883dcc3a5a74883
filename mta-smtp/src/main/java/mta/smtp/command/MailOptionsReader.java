package mta.smtp.command;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import mta.smtp.reply.Reply;

/// Reads what follows the address of a MAIL command.
final class MailOptionsReader {

    private static final Reply BAD_SIZE = Reply.of(501, "5.5.4", "Bad message size syntax");
    private static final Reply TOO_LARGE_A_SIZE =
            Reply.of(552, "5.3.4", "Message size exceeds file system imposed limit");
    private static final Reply BAD_RET = Reply.of(501, "5.5.4", "Bad RET parameter syntax");
    private static final Reply BAD_ENVID = Reply.of(501, "5.5.4", "Bad ENVID parameter syntax");
    private static final Reply VERP_OF_NOBODY = Reply.of(503, "5.5.4", "Error: XVERP requires non-null sender");

    private final ReversePath from;
    private final Supplier<Optional<VerpRules>> verpRules;
    private final Extensions extensions;

    private OptionalLong size = OptionalLong.empty();
    private Optional<MailOptions.Body> body = Optional.empty();
    private boolean utf8;
    private Optional<Returned> ret = Optional.empty();
    private Optional<String> envelopeId = Optional.empty();
    private Optional<Verp> verp = Optional.empty();

    MailOptionsReader(ReversePath from, Supplier<Optional<VerpRules>> verpRules, Extensions extensions) {
        this.from = from;
        this.verpRules = verpRules;
        this.extensions = extensions;
    }

    Command read(Words words) {
        if (words.atEnd()) {
            return new Command.Mail(from, MailOptions.NONE);
        }
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            var mistake = take(word);
            if (mistake.isPresent()) {
                return new Command.Malformed(Verb.MAIL, mistake.get());
            }
        }
        if (verp.isPresent() && from == ReversePath.Null.SENDER) {
            return new Command.Malformed(Verb.MAIL, VERP_OF_NOBODY);
        }
        return new Command.Mail(from, new MailOptions(size, body, utf8, ret, envelopeId.orElse(""), verp));
    }

    /// @return what is wrong with it
    private Optional<Reply> take(String word) {
        int equals = word.indexOf('=');
        String name = (equals < 0 ? word : word.substring(0, equals + 1)).toUpperCase(Locale.ROOT);
        String value = word.substring(equals + 1);
        if ((name.equals("RET=") || name.equals("ENVID=")) && !extensions.dsn()) {
            return Optional.of(CommandParser.NO_DSN);
        }
        return switch (name) {
            case "SIZE=" -> {
                size = number(value);
                yield unless(size.isPresent(), isNumber(value) ? TOO_LARGE_A_SIZE : BAD_SIZE);
            }
            case "BODY=" -> {
                body = body(value);
                yield unless(body.isPresent(), CommandParser.unsupported(word));
            }
            case "RET=" -> {
                boolean first = ret.isEmpty();
                ret = Returned.ofWord(value);
                yield unless(first && ret.isPresent(), BAD_RET);
            }
            case "ENVID=" -> {
                boolean first = envelopeId.isEmpty();
                envelopeId = Xtext.decode(value).filter(text -> !text.isEmpty() && CommandParser.isPrintable(text));
                yield unless(first && envelopeId.isPresent(), BAD_ENVID);
            }
            case "SMTPUTF8" -> {
                utf8 = extensions.smtputf8();
                yield unless(utf8, CommandParser.unsupported(word));
            }
            // Who wrote it counts only between servers that have logged in (RFC 4954 section 5).
            case "AUTH=" -> Optional.empty();
            case "XVERP", "XVERP=" ->
                verpRules
                        .get()
                        .map(rules -> verp(rules, equals < 0 ? rules.defaults() : value))
                        .orElseGet(() -> Optional.of(CommandParser.unsupported(word)));
            default -> Optional.of(CommandParser.unsupported(word));
        };
    }

    private Optional<Reply> verp(VerpRules rules, String delimiters) {
        verp = Verp.of(delimiters, rules.allowed());
        return unless(
                verp.isPresent(), Reply.of(501, "5.5.4", "Error: XVERP needs two characters from " + rules.allowed()));
    }

    private static Optional<Reply> unless(boolean good, Reply mistake) {
        return good ? Optional.empty() : Optional.of(mistake);
    }

    private static OptionalLong number(String text) {
        return isNumber(text) && text.length() <= 18 ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Optional<MailOptions.Body> body(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> Optional.of(MailOptions.Body.SEVEN_BIT);
            case "8BITMIME" -> Optional.of(MailOptions.Body.EIGHT_BIT_MIME);
            default -> Optional.empty();
        };
    }
}
