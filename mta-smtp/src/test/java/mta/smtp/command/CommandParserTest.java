package mta.smtp.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import java.util.OptionalLong;
import mta.core.mail.MailAddress;
import mta.core.mail.Returned;
import mta.core.mail.ReversePath;
import mta.core.mail.Verp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

    private final CommandParser lenient = new CommandParser(new AddressRules(false, false, false));
    private final CommandParser trusted = new CommandParser(
            new AddressRules(false, false, false), () -> Optional.of(new VerpRules("+=", "-=+")), Extensions.ALL);
    private final CommandParser strict = new CommandParser(new AddressRules(true, false, false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<a@b.c> | a@b.c",
                "<\"a b\"@b.c> | a b@b.c",
                "<\"a\\\"b\"@b.c> | a\"b@b.c",
                "<\"a@b\"@c.d> | a@b@c.d",
                "<@a,@b:x@y.z> | x@y.z",
                "<a@[192.0.2.1]> | a@[192.0.2.1]",
                "<a@[IPv6:2001:db8::1]> | a@[IPv6:2001:db8::1]",
                "a@b.c | a@b.c",
                "<a(comment)@b.c> | a@b.c",
                "< a @b.c > | a@b.c",
                "<<a@b.c>> | a@b.c",
                "<user> | user"
            })
    void addressesAreReadAsPostfixReadsThem(String text, String internal) {
        assertEquals(new MailAddress(internal), rcpt(text).to());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a b@b.c>",
                "<a@b..c>",
                "<a@-b.c>",
                "<a@[192.0.2.444]>",
                "<a@192.0.2.1>",
                "<-a@b.c>",
                "<a,b@c.d>",
                "<a@>",
                "<a@b.c>size=1",
                "<>"
            })
    void whatPostfixRefusesIsNoAddress(String text) {
        assertInstanceOf(Command.BadAddress.class, lenient.parse("RCPT TO:" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.c", " <a@b.c>", "<a..b@c.d>", "<a(x)@b.c>", "<<a@b.c>>", "<@b.c>"})
    void leniencyIsOffWithStrictEnvelopes(String text) {
        assertEquals(Verb.MAIL, lenient.parse("MAIL FROM:" + text).verb());
        assertInstanceOf(Command.Mail.class, lenient.parse("MAIL FROM:" + text));
        var parsed = strict.parse("MAIL FROM:" + text);
        assertEquals(false, parsed instanceof Command.Mail, text);
    }

    @Test
    void theNullSenderIsACaseOfItsOwn() {
        assertEquals(new Command.Mail(ReversePath.Null.SENDER, MailOptions.NONE), lenient.parse("mail from:<>"));
    }

    @Test
    void parametersAreUnderstood() {
        var options = new MailOptions(
                OptionalLong.of(12),
                Optional.of(MailOptions.Body.EIGHT_BIT_MIME),
                true,
                Optional.of(Returned.HEADERS),
                "a+b",
                Optional.empty());

        var mail = assertInstanceOf(
                Command.Mail.class, lenient.parse("MAIL FROM:<> SIZE=12 body=8bitmime SMTPUTF8 RET=HDRS ENVID=a+2Bb"));

        assertEquals(options, mail.options());
        assertEquals(
                new RecipientOptions(12, "rfc822;x+y@z"),
                rcpt("<a@b.c> NOTIFY=FAILURE,delay ORCPT=rfc822;x+2By@z").options());
    }

    @Test
    void anInternationalOriginalRecipientIsDecoded() {
        var options = rcpt("<a@b.c> ORCPT=UTF-8;\\x{E9}\\x{2B}a@z").options();

        assertEquals("UTF-8;\u00c3\u00a9+a@z", options.originalRecipient());
        assertInstanceOf(Command.Malformed.class, lenient.parse("RCPT TO:<a@b.c> ORCPT=utf-8;a\\b@z"));
        assertInstanceOf(Command.Malformed.class, lenient.parse("RCPT TO:<a@b.c> ORCPT=utf-8;\\x{0D}b@z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<a@b.c>                          | rfc822;a@b.c",
                "a@b.c NOTIFY=NEVER               | rfc822;a@b.c",
                "<\"a b\"@c.example>              | rfc822;\"a b\"@c.example",
                "<\"ab\"@c.example>               | rfc822;\"ab\"@c.example",
                "<a\\ b@c.example>                | rfc822;a\\ b@c.example",
                "<@d.example:a@c.example>         | rfc822;@d.example:a@c.example",
                "<\u00c3\u00a9@c.example>         | rfc822;\u00c3\u00a9@c.example",
                "<a@b.c> ORCPT=rfc822;x@y         | rfc822;x@y"
            })
    void theAddressAsGivenStandsInForTheOriginalRecipient(String given, String original) {
        assertEquals(original, rcpt(given).options().originalRecipient());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb@c.example", "a\\\rb@c.example", "\"a\rb\"@c.example", "a\\\0b@c.example"})
    void anAddressBreaksNoLine(String address) {
        assertInstanceOf(Command.BadAddress.class, lenient.parse("RCPT TO:<" + address + ">"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<a@b.c> XVERP       | +=",
                "MAIL FROM:<a@b.c> xverp=-+    | -+",
                "MAIL FROM:<a@b.c> XVERP=-+ XVERP SIZE=9 | +="
            })
    void verpIsUnderstoodFromWhoMayAskForIt(String line, String delimiters) {
        var mail = assertInstanceOf(Command.Mail.class, trusted.parse(line));

        assertEquals(Optional.of(new Verp(delimiters)), mail.options().verp());
        assertInstanceOf(Command.Malformed.class, lenient.parse(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<> XVERP | 503 5.5.4 Error: XVERP requires non-null sender",
                "MAIL FROM:<> XVERP=ab | 501 5.5.4 Error: XVERP needs two characters from -=+",
                "MAIL FROM:<> XVERP SIZE=x | 501 5.5.4 Bad message size syntax"
            })
    void mistakesWithVerpAreAnsweredInPostfixWords(String line, String reply) {
        isAnswered(reply, trusted.parse(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<> SIZE=x | 501 5.5.4 Bad message size syntax",
                "MAIL FROM:<> RET=x | 501 5.5.4 Bad RET parameter syntax",
                "MAIL FROM:<> ENVID=a+b | 501 5.5.4 Bad ENVID parameter syntax",
                "MAIL FROM:<> BODY=x | 555 5.5.4 Unsupported option: BODY=x",
                "MAIL FROM:<> XVERP | 555 5.5.4 Unsupported option: XVERP",
                "MAIL FROM :<> | 501 5.5.4 Syntax: MAIL FROM:<address>",
                "RCPT TO: | 501 5.5.4 Syntax: RCPT TO:<address>",
                "RCPT TO:<a@b.c> NOTIFY=NEVER,DELAY | 501 5.5.4 Error: Bad NOTIFY parameter syntax",
                "RCPT TO:<a@b.c> ORCPT=foo | 501 5.5.4 Error: Bad ORCPT parameter syntax",
                "RSET x | 501 5.5.4 Syntax: RSET",
                "EHLO | 501 Syntax: EHLO hostname",
                "ETRN a!b | 501 Error: invalid parameter syntax"
            })
    void mistakesAreAnsweredInPostfixWords(String line, String reply) {
        isAnswered(reply, lenient.parse(line));
    }

    private static void isAnswered(String reply, Command command) {
        assertEquals(
                reply, assertInstanceOf(Command.Malformed.class, command).why().text());
    }

    private Command.Rcpt rcpt(String addressAndOptions) {
        return assertInstanceOf(Command.Rcpt.class, lenient.parse("RCPT TO:" + addressAndOptions));
    }
}
