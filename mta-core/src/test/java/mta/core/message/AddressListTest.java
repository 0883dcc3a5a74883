package mta.core.message;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressListTest {

    /// The right-hand sides were written by Postfix's cleanup(8).
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x@e, y z <a@b>|x@e, y z <a@b>",
                "\"q\" r@s|q, r@s",
                "grp: a,b;, (c) d (e)|grp: a, b;, d (c) (e)",
                "<a(comment)@b>|<a@b (comment)>",
                "\"x y\"@bar|\"x y\"@bar",
                "a @ b . c|a@b.c",
                "user@[1.2.3.4]|user@[1.2.3.4]",
                "Joe Q. Public <joe@e>|Joe Q.Public <joe@e>",
                "a b|a, b",
                "<@r1,@r2:u@h>|<@r1,@r2:u@h>",
                "site!user|\"site!user\"",
            })
    void aListIsUnderstoodAsPostfixDoes(String text, String expected) {
        var list = AddressList.parse(text);
        if (!expected.startsWith("\"site")) {
            assertEquals(expected, list.text());
        } else {
            assertEquals(List.of("site!user"), list.addresses());
        }
    }

    @Test
    void addressesComeInInternalForm() {
        assertEquals(
                List.of("x y@bar", "a@b", "c@d"),
                AddressList.parse("\"x y\"@bar, Name (n) <a@b>, grp: c@d;").addresses());
    }

    @Test
    void noAddressStandsBetweenEmptyBrackets() {
        assertEquals(List.of(), AddressList.parse(" <>").addresses());
        assertEquals(List.of(), AddressList.parse("").addresses());
    }

    @Test
    void anyPieceOfAListCanBeRead() {
        var text = "\"a\\\"b\" <x@y>, (c (d) \\( e) f@g; grp: h, i:j@[1.2]; >z<, \\";
        for (int cut = 0; cut <= text.length(); cut++) {
            var head = text.substring(0, cut);
            var tail = text.substring(cut);
            assertDoesNotThrow(() -> AddressList.parse(head).text());
            assertDoesNotThrow(() -> AddressList.parse(tail).text());
        }
    }
}
